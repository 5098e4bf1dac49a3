import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCaptureChannel } from '#channels/capture-channel.ts';
import type { Channel, SendOutcome } from '#channels/channel.ts';
import { listRefusedReminders } from '#store/message-view-store.ts';
import { listUnreachableContacts } from '#store/reachability-store.ts';
import { EVERY_CHANNEL, vn } from '../support/builders.ts';
import { CLERK, clerksMessage, createDeliveryWorld, type DeliveryWorld, hearReceipt } from '../support/delivery.ts';
import { day } from '../support/moments.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

const NOW = Date.parse(vn('2026-11-20 09:00'));
const TODAY = day('2026-11-20');
const PHONE = '0912345678';
const MINUTE = 60_000;

let test_database: TestDatabase;
let opened: DeliveryWorld | null = null;
beforeEach(async () => {
  test_database = await createTestDatabase();
});
afterEach(async () => {
  await opened?.database.$disconnect();
  opened = null;
  await test_database.drop();
});

async function world(clerk: Parameters<typeof createDeliveryWorld>[1]): Promise<DeliveryWorld> {
  opened = await createDeliveryWorld(test_database.url, clerk, NOW);
  return opened;
}

/** A channel that answers what it is told, in turn, then accepts. */
function scripted(name: 'email' | 'zalo', outcomes: SendOutcome[]) {
  const channel = createCaptureChannel(name, () => outcomes.shift() ?? null);
  // As in life: receipts clear up what is doubtful on Zalo, and a mail can be told from its repeat.
  const promises = { quietHours: null, recognisesRepeats: name === 'email', doubtMinutes: name === 'zalo' ? 2 : 0 };
  return { ...channel, promises } as typeof channel;
}
const refused = (code: string, action?: 'unreachable' | 'alarm' | 'fallback'): SendOutcome => ({
  kind: 'refused',
  permanent: action !== 'alarm',
  code,
  why: 'vì sao',
  ...(action ? { action } : {}),
});

test('a person who wishes Zalo first gets it there, and no mail', async () => {
  const w = await world({ channels: ['zalo', 'email'], phone: PHONE });
  const [mail, zalo] = [scripted('email', []), scripted('zalo', [])];
  const slot = await w.stage();
  expect(await w.deliverer([mail, zalo])(slot)).toMatchObject({ open: 0 });
  expect(mail.captured).toHaveLength(0);
  expect(zalo.captured).toHaveLength(1);
  expect(zalo.captured[0]?.message.to).toMatchObject({ address: PHONE, phone: PHONE });
  expect(zalo.captured[0]?.message.form).toMatchObject({
    acknowledgePayload: expect.stringMatching(/^#nhan:/),
  });
  expect(await clerksMessage(w.database)).toMatchObject({ attempts: ['zalo accepted'], ledger: ['sent zalo'] });
});

test('a person without Zalo gets mail, one without mail gets Zalo', async () => {
  const w = await world({ channels: ['email'], email: null, phone: PHONE });
  const [mail, zalo] = [scripted('email', []), scripted('zalo', [])];
  await w.deliverer([mail, zalo])(await w.stage());
  expect([mail.captured.length, zalo.captured.length]).toEqual([0, 1]);
});

test('after a refusal for good the other channel carries the message in the same breath', async () => {
  const w = await world({ channels: ['zalo', 'email'], phone: PHONE });
  const [mail, zalo] = [scripted('email', []), scripted('zalo', [refused('-118', 'unreachable')])];
  await w.deliverer([mail, zalo])(await w.stage());
  expect(await clerksMessage(w.database)).toMatchObject({
    message: { status: 'sent', channel: 'email' },
    attempts: ['zalo refused -118', 'email accepted'],
    ledger: ['sent email'],
  });
  expect(await listUnreachableContacts(w.database, TODAY, EVERY_CHANNEL, 10)).toMatchObject([
    { name: CLERK, why: expect.stringContaining('Zalo') },
  ]);
});

test('a doubtful Zalo message is never repeated: after its time the mail covers it', async () => {
  const w = await world({ channels: ['zalo', 'email'], phone: PHONE });
  const [mail, zalo] = [scripted('email', []), scripted('zalo', [{ kind: 'unknown', why: 'hết thời gian chờ' }])];
  const deliver = w.deliverer([mail, zalo]);
  const slot = await w.stage();
  expect((await deliver(slot)).open).toBeGreaterThan(0);
  expect(mail.captured).toHaveLength(0);
  w.world.nowMs += 16 * MINUTE;
  expect(await deliver(slot)).toMatchObject({ open: 0 });
  expect(await clerksMessage(w.database)).toMatchObject({
    message: { status: 'covered' },
    attempts: ['zalo unknown', 'email accepted'],
    ledger: ['sent email'],
  });
  expect([zalo.attemptsOf((await clerksMessage(w.database)).message.id), mail.captured.length]).toEqual([1, 1]);
});

test('a Zalo attempt that a kill cut short counts as doubtful, a mail is made again with the same Message-ID', async () => {
  const w = await world({ channels: ['zalo', 'email'], phone: PHONE });
  const slot = await w.stage();
  // A killed process sends nothing and notes nothing after the attempt was begun: here it never comes back.
  const reached = new Promise<void>((resolve) => {
    const killed: Channel = { ...scripted('zalo', []), send: () => new Promise(() => resolve()) };
    void w.deliverer([killed])(slot);
  });
  await reached;
  const [mail, zalo] = [scripted('email', []), scripted('zalo', [])];
  const deliver = w.deliverer([mail, zalo]);
  await deliver(slot);
  expect([mail.captured.length, zalo.captured.length]).toEqual([0, 0]);
  w.world.nowMs += 16 * MINUTE;
  await deliver(slot);
  const { message, attempts } = await clerksMessage(w.database);
  expect([mail.captured.length, zalo.captured.length]).toEqual([1, 0]);
  expect(mail.captured[0]?.message.messageId).toBe(message.rfcMessageId);
  expect(attempts).toEqual(['zalo started', 'email accepted']);
});

test('a receipt clears the doubt before anybody covers it', async () => {
  const w = await world({ channels: ['zalo', 'email'], phone: PHONE });
  const [mail, zalo] = [scripted('email', []), scripted('zalo', [{ kind: 'unknown', why: 'cắt' }])];
  const deliver = w.deliverer([mail, zalo]);
  const slot = await w.stage();
  await deliver(slot);
  const { message } = await clerksMessage(w.database);
  const now = new Date(w.world.nowMs);
  expect(await hearReceipt(w.database, { channel: 'zalo', messageId: message.id }, 'delivered', now)).toEqual({
    reopen: slot,
  });
  expect(await deliver(slot)).toMatchObject({ open: 0 });
  expect(await clerksMessage(w.database)).toMatchObject({ message: { status: 'delivered' }, ledger: ['sent zalo'] });
  expect(mail.captured).toHaveLength(0);
});

test('a server that is down for the moment is tried again when it is time, not before', async () => {
  const w = await world({});
  const busy: SendOutcome = { kind: 'refused', permanent: false, code: '451', why: 'thử lại sau' };
  const mail = scripted('email', [busy, busy]);
  const deliver = w.deliverer([mail]);
  const slot = await w.stage();
  const first = await deliver(slot);
  expect(first.open).toBeGreaterThan(0);
  expect(first.retryInMs).toBe(MINUTE);
  await deliver(slot);
  expect((await clerksMessage(w.database)).attempts).toEqual(['email refused 451']);
  w.world.nowMs += MINUTE;
  await deliver(slot);
  w.world.nowMs += 5 * MINUTE;
  expect(await deliver(slot)).toMatchObject({ open: 0 });
  expect((await clerksMessage(w.database)).attempts).toEqual([
    'email refused 451',
    'email refused 451',
    'email accepted',
  ]);
});

test('a message that nobody could receive is never called sent and stands on the list of what needs a person', async () => {
  const w = await world({ channels: ['zalo', 'email'], phone: PHONE });
  const [mail, zalo] = [scripted('email', [refused('550')]), scripted('zalo', [refused('-118', 'unreachable')])];
  await w.deliverer([mail, zalo])(await w.stage());
  expect(await clerksMessage(w.database)).toMatchObject({
    message: { status: 'failed', reason: 'email: vì sao' },
    ledger: ['refused zalo'],
  });
  expect(await listRefusedReminders(w.database, 10)).toMatchObject([{ name: CLERK, reason: 'email: vì sao' }]);
});

test('a mail that comes back goes on over Zalo; with no other channel it is no longer called sent', async () => {
  const w = await world({ channels: ['email'], phone: PHONE });
  const [mail, zalo] = [scripted('email', []), scripted('zalo', [])];
  const deliver = w.deliverer([mail, zalo]);
  const slot = await w.stage();
  await deliver(slot);
  const { message } = await clerksMessage(w.database);
  const now = new Date(w.world.nowMs);
  await hearReceipt(w.database, { channel: 'email', messageId: message.id }, 'bounced', now);
  await deliver(slot);
  expect(await clerksMessage(w.database)).toMatchObject({
    message: { status: 'sent', channel: 'zalo' },
    attempts: ['email accepted', 'zalo accepted'],
  });
  await hearReceipt(w.database, { channel: 'zalo', messageId: message.id }, 'bounced', now);
  await deliver(slot);
  expect(await clerksMessage(w.database)).toMatchObject({ message: { status: 'failed' } });
  expect(await listRefusedReminders(w.database, 10)).toHaveLength(1);
});

test("somebody with no channel at all is on the officer's list at once, before any reminder is due", async () => {
  const w = await world({ email: null });
  expect(await listUnreachableContacts(w.database, TODAY, EVERY_CHANNEL, 10)).toEqual([
    { contactId: CLERK, name: CLERK, agency: 'Phòng A', why: expect.stringContaining('Cần bổ sung'), reachable: false },
  ]);
});

test('an account in trouble is told to the officer, stays told for an hour, and is over with the next acceptance after it', async () => {
  const w = await world({ channels: ['zalo', 'email'], phone: PHONE });
  const [mail, zalo] = [scripted('email', []), scripted('zalo', [refused('-204', 'alarm')])];
  const deliver = w.deliverer([mail, zalo]);
  const matters = () => w.database.attention.findMany({ select: { id: true, resolvedAt: true } });
  await deliver(await w.stage());
  expect(mail.captured).toHaveLength(1);
  // Another wire of Zalo may still be open: what it takes over says nothing about the account.
  w.world.nowMs += MINUTE;
  await deliver(await w.stage());
  expect(zalo.captured).toHaveLength(1);
  expect(await matters()).toEqual([{ id: 'channel/zalo/-204', resolvedAt: null }]);
  w.world.nowMs += 60 * MINUTE;
  await deliver(await w.stage());
  expect(zalo.captured).toHaveLength(2);
  expect(await matters()).toEqual([{ id: 'channel/zalo/-204', resolvedAt: new Date(w.world.nowMs) }]);
});

test('a message speaks of days and hours in the zone of the office', async () => {
  const w = await world({});
  await w.database.office.update({ where: { id: 1 }, data: { zone: 'Pacific/Kiritimati' } });
  const mail = scripted('email', []);
  const slot = await w.stage();
  expect(slot).toBe(vn('2026-01-05 09:01'));
  await w.deliverer([mail])(slot);
  expect(mail.captured[0]?.message.text).toContain('16:01 ngày 05/01/2026');
});
