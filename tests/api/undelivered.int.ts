// What an officer sees of messages that nobody received: at once, by name, and never counted as sent.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCaptureChannel } from '#channels/capture-channel.ts';
import type { SendOutcome } from '#channels/channel.ts';
import { ownApi } from '../support/api.ts';
import { aContact, vn } from '../support/builders.ts';
import { CLERK, createDeliveryWorld, type DeliveryWorld, hearReceipt } from '../support/delivery.ts';
import { ensureDefaults } from '../support/settings.ts';

const NOW = '2026-01-07 09:00';
const [HUNG, LAN] = ['Nguyễn Văn Hùng', 'Lê Thị Lan'];
const api = ownApi();
let world: DeliveryWorld;
let assignmentId: string;

const refused = (code: string, why: string, action?: 'unreachable'): SendOutcome => ({
  kind: 'refused',
  permanent: true,
  code,
  why,
  ...(action ? { action } : {}),
});

/** The clerk: Zalo is dead, then the mail is refused. Hùng: the mail is in doubt. Lan: her mail comes back. Mai gets hers. */
beforeAll(async () => {
  api.at(NOW);
  await ensureDefaults(api.context.database, new Date(vn(NOW)));
  const colleague = (id: string, name: string) => aContact({ id, agency: 'a', name });
  const colleagues = [colleague('a.hung', HUNG), colleague('a.lan', LAN), colleague('a.mai', 'Trần Mai')];
  // Another Hùng without any address stands on the list already: the first one must not vanish behind him.
  const namesake = aContact({ id: 'b.hung', agency: 'b', name: HUNG, email: null });
  world = await createDeliveryWorld(
    api.url,
    { channels: ['zalo', 'email'], phone: '0912345678' },
    Date.parse(vn(NOW)),
    [...colleagues, namesake],
  );
  const zalo = createCaptureChannel('zalo', () => refused('-118', 'không có tài khoản Zalo', 'unreachable'));
  const mail = createCaptureChannel('email', ({ to }) => {
    if (to.address.startsWith(CLERK)) return refused('552', 'hộp thư đầy');
    return to.address.startsWith('a.hung') ? { kind: 'unknown', why: 'mất kết nối sau khi gửi' } : null;
  });
  const deliver = world.deliverer([mail, zalo]);
  const slot = await world.stage();
  await deliver(slot);
  const { database } = world;
  const lans = await database.message.findFirstOrThrow({ where: { contactId: 'a.lan' } });
  const bounced = { channel: 'email', messageId: lans.id };
  await hearReceipt(database, bounced, 'bounced', new Date(world.world.nowMs));
  await deliver(slot);
  assignmentId = (await database.assignment.findFirstOrThrow()).id;
});
afterAll(() => world.database.$disconnect());

test('each of them is named on the overview with what happened, and leads to the work', async () => {
  const { body } = await api.get('/api/overview');
  const failures = body.needsPerson.filter(({ what }: { what: string }) => what.startsWith('Không nhắc được'));
  const href = `/viec/${assignmentId}`;
  expect(failures).toHaveLength(3);
  expect(failures).toEqual(
    expect.arrayContaining([
      { what: 'Không nhắc được: email: hộp thư đầy', where: CLERK, href },
      { what: 'Không nhắc được: không rõ đã tới nơi (email): mất kết nối sau khi gửi', where: HUNG, href },
      { what: 'Không nhắc được: email: thư bị trả lại', where: LAN, href },
    ]),
  );
});

test('the timeline of the work calls none of them sent', async () => {
  const { body } = await api.get(`/api/assignments/${assignmentId}`);
  const standing = (name: string) =>
    body.reminders
      .filter(
        (row: { recipientName: string; status: string }) => row.recipientName === name && row.status !== 'planned',
      )
      .map(({ status, reason }: { status: string; reason: string | null }) => [status, reason]);
  expect(standing(CLERK)).toEqual([['refused', 'email: hộp thư đầy']]);
  expect(standing(HUNG)).toEqual([['refused', 'không rõ đã tới nơi (email): mất kết nối sau khi gửi']]);
  expect(standing(LAN)).toEqual([['refused', 'email: thư bị trả lại']]);
  expect(standing('Trần Mai')).toEqual([['sent', null]]);
});

test('the newest messages and the metrics say the same', async () => {
  const { body } = await api.get('/api/overview');
  const shown = body.recentMessages.map(({ to, status }: { to: string; status: string }) => `${to}: ${status}`);
  expect(shown.sort()).toEqual([`${LAN}: failed`, `${HUNG}: unknown`, 'Trần Mai: sent', `${CLERK}: failed`].sort());
  expect((await api.get('/metrics')).body).toMatch(/^dondoc_ledger_entries\{status="sent"\} 1$/m);
});

test('the overdue report counts work, and no message that failed makes any of it done', async () => {
  const before = { doneOnTime: 0, doneLate: 0, openInTime: 1, openOverdue: 0 };
  expect((await api.get('/api/reports/overdue')).body.total).toMatchObject(before);
});
