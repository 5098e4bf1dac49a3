// An officer sends a reminder again that reached nobody, and lets an address be tried again that was marked.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCaptureChannel } from '#channels/capture-channel.ts';
import type { SendOutcome } from '#channels/channel.ts';
import type { Slot } from '#contracts/primitives.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { ownApi } from '../support/api.ts';
import { vn } from '../support/builders.ts';
import { CLERK, createDeliveryWorld, type DeliveryWorld } from '../support/delivery.ts';
import { ensureDefaults } from '../support/settings.ts';
import { expectProblem } from './expect-problem.ts';

const NOW = '2026-01-07 09:00';
const api = ownApi();
let world: DeliveryWorld;
let assignmentId: string;
let answer: SendOutcome | null = {
  kind: 'refused',
  permanent: true,
  code: '550',
  why: '5.1.1 không có hộp thư',
  action: 'unreachable',
};
const mail = createCaptureChannel('email', () => answer);

beforeAll(async () => {
  api.at(NOW);
  await ensureDefaults(api.context.database, new Date(vn(NOW)));
  world = await createDeliveryWorld(api.url, {}, Date.parse(vn(NOW)));
  await deliver(await world.stage());
  assignmentId = (await world.database.assignment.findFirstOrThrow()).id;
});
afterAll(() => world.database.$disconnect());

const deliver = (slot: Slot) => world.deliverer([mail])(slot);
const rows = async () =>
  (await api.get(`/api/assignments/${assignmentId}`)).body.reminders.filter(
    ({ recipientName, status }: { recipientName: string; status: string }) =>
      recipientName === CLERK && status !== 'planned',
  );
const resend = (id: string) => api.post(`/api/reminders/${id}/resend`, {});

test('as long as the address is marked there is no way to the reader, and the officer hears what to do', async () => {
  const [row] = await rows();
  expect(row).toMatchObject({ status: 'refused' });
  const refused = await resend(row.id);
  expectProblem(refused, 'command-does-not-fit');
  expect(refused.body.detail).toContain('cho thử lại địa chỉ');
});

test('a mark is taken off once, with its event', async () => {
  const marked = async () =>
    (await api.get('/api/channels')).body.people.map(({ contactId }: { contactId: string }) => contactId);
  expect(await marked()).toContain(CLERK);
  const press = () => api.post(`/api/contacts/${CLERK}/try-again`, { channel: 'email' });
  expect((await press()).body).toEqual({ cleared: 1 });
  expect((await press()).body).toEqual({ cleared: 0 });
  expect(await marked()).not.toContain(CLERK);
  const events = await world.database.auditEvent.findMany({ where: { type: 'channel-tried-again' } });
  expect(events).toMatchObject([{ subject: `contact/${CLERK}`, actor: 'Cán bộ cơ quan thường trực' }]);
});

test('one press sends it in the next minutes, a second one changes nothing, and its reader hears once', async () => {
  const [row] = await rows();
  const [first, second] = await Promise.all([resend(row.id), resend(row.id)]);
  expect([first.body.added, second.body.added].sort()).toEqual([0, 1]);
  expect(first.body.slotAt).toBe(second.body.slotAt);
  expect(first.body.slotAt).toBe(vn('2026-01-07 09:01'));
  expect((await resend(row.id)).body).toEqual({ slotAt: first.body.slotAt, added: 0 });
  answer = null;
  world.world.nowMs = Date.parse(vn('2026-01-07 09:01'));
  const before = mail.captured.length;
  await deliver(first.body.slotAt);
  expect(mail.captured).toHaveLength(before + 1);
  expect((await rows()).map(({ status }: { status: string }) => status).sort()).toEqual(['refused', 'sent']);
  expect((await resend(row.id)).body.added).toBe(0);
  const events = await world.database.auditEvent.findMany({ where: { type: 'reminder-resent' } });
  expect(events).toMatchObject([{ subject: `reminder/${row.id}` }]);
  expect(await verifyInstallation(world.database, null)).toMatchObject({ broken: null });
});

test('what was sent again needs nobody any more', async () => {
  const { body } = await api.get('/api/overview');
  expect(
    body.needsPerson
      .map(({ what }: { what: string }) => what)
      .filter((what: string) => what.startsWith('Không nhắc được')),
  ).toEqual([]);
});

test('what reached somebody, and what is nobody’s, is not sent again', async () => {
  const sent = (await rows()).find(({ status }: { status: string }) => status === 'sent');
  expectProblem(await resend(sent.id), 'command-does-not-fit');
  expectProblem(await resend('khong-co'), 'not-found');
});

test('what its work wants no more is not sent again', async () => {
  const refused = (await rows()).find(({ status }: { status: string }) => status === 'refused');
  await world.database.ledgerEntry.updateMany({
    where: { status: 'planned' },
    data: { status: 'superseded', reason: 'x', endedAt: new Date() },
  });
  await world.database.assignment.update({
    where: { id: assignmentId },
    data: { status: 'verified', reportedOn: new Date(vn(NOW)), endedAt: new Date(vn(NOW)) },
  });
  const answered = await resend(refused.id);
  expectProblem(answered, 'command-does-not-fit');
  expect(answered.body.detail).toContain('không còn cần gửi');
});
