// From the wire to the database: Zalo's strict sandbox and mails as they come back, through the routes and the worker's loop.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCaptureChannel } from '#channels/capture-channel.ts';
import { createEmailChannel } from '#channels/email/email-channel.ts';
import { createTokenAddresses } from '#channels/email/token-address.ts';
import { startMailbox } from '#local/mailbox/start-mailbox.ts';
import { startZaloSandbox, type ZaloSandbox } from '#local/zalo/start-zalo-sandbox.ts';
import { listUnreachableContacts } from '#store/reachability-store.ts';
import { bounceOf } from '../support/bounce.ts';
import { aRoster, EVERY_CHANNEL, vn, withContact, ZONE } from '../support/builders.ts';
import { CLERK, clerksMessage, createDeliveryWorld, type DeliveryWorld } from '../support/delivery.ts';
import { startIncoming } from '../support/incoming.ts';
import { day } from '../support/moments.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { addLinkCode, saveRoster } from '../support/settings.ts';
import { zaloChannelOn } from '../support/zalo-channel.ts';

const NOW = Date.parse(vn('2026-01-07 09:00'));
const USER = '246845883529197922';
const ADDRESSES = createTokenAddresses('don-doc@tu-ky.example', 'addresses-of-the-incoming-tests');
const MAIL_SECRET = 'mail-secret-of-the-test';

let own: TestDatabase;
let world: DeliveryWorld;
let sandbox: ZaloSandbox;
let folder: string;
const closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  own = await createTestDatabase();
  sandbox = await startZaloSandbox({ nowMs: () => NOW });
  folder = mkdtempSync(join(tmpdir(), 'dondoc-incoming-'));
});
afterEach(async () => {
  await sandbox.close();
  for (const close of closing.splice(0).reverse()) await close();
  await world.database.$disconnect();
  await own.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function install(clerk: Parameters<typeof createDeliveryWorld>[1]) {
  world = await createDeliveryWorld(own.url, clerk, NOW);
  const variables = { MAIL_WEBHOOK_SECRET: MAIL_SECRET };
  const incoming = await startIncoming(world, sandbox, { addresses: ADDRESSES, variables });
  closing.push(incoming.close);
  return incoming;
}

async function mailChannel() {
  const mailbox = await startMailbox({ dir: folder, port: 0 });
  const channel = createEmailChannel({
    smtpUrl: mailbox.smtpUrl,
    from: 'dôn đốc <don-doc@tu-ky.example>',
    addresses: ADDRESSES,
  });
  closing.push(
    () => mailbox.stop(),
    () => channel.close(),
  );
  return { channel, mailbox };
}

async function postMail(url: string, raw: string, secret = MAIL_SECRET): Promise<number> {
  const headers = { 'content-type': 'message/rfc822', 'x-dondoc-secret': secret };
  return (await fetch(`${url}/webhooks/mail`, { method: 'POST', headers, body: raw })).status;
}

test('the button on a phone acknowledges the work, receipts say that the message was read', async () => {
  const { commands, work } = await install({ channels: ['zalo', 'email'], zaloUserId: USER });
  sandbox.setUser({ userId: USER, lastInteractionMs: NOW - 3_600_000 });
  await world.deliverer([zaloChannelOn(sandbox, world.database)])(await world.stage());
  await work();
  expect(await clerksMessage(world.database)).toMatchObject({
    message: { status: 'delivered' },
    ledger: ['sent zalo'],
  });
  const [shown] = sandbox.messages();
  const button = shown?.buttons.find(({ title }) => title === 'Đã nhận');
  sandbox.writeAs(USER, String(button?.payload));
  sandbox.openChat(USER);
  await work();
  expect(commands).toEqual([`acknowledge by ${CLERK} (Phòng A)`]);
  expect((await clerksMessage(world.database)).message.status).toBe('read');
  sandbox.writeAs(USER, String(button?.payload));
  await work();
  expect(commands).toHaveLength(1);
  expect(sandbox.violations()).toEqual([]);
});

test('somebody else who presses a forwarded button acknowledges nothing', async () => {
  const { commands, work } = await install({ channels: ['zalo', 'email'], zaloUserId: USER });
  sandbox.setUser({ userId: USER, lastInteractionMs: NOW - 3_600_000 });
  sandbox.setUser({ userId: '999888777666555444' });
  await world.database.contact.update({ where: { id: 'b.cv' }, data: { zaloUserId: '999888777666555444' } });
  await world.deliverer([zaloChannelOn(sandbox, world.database)])(await world.stage());
  const payload = sandbox.messages()[0]?.buttons.find(({ title }) => title === 'Đã nhận')?.payload;
  sandbox.writeAs('999888777666555444', String(payload));
  await work();
  expect(commands).toEqual([]);
});

test('an event that is delivered three times is stored and worked on once; a forged one and an unsigned one are refused', async () => {
  const { url, work } = await install({ channels: ['zalo'], zaloUserId: USER });
  sandbox.setUser({ userId: USER });
  sandbox.webhooks.settings.copies = 3;
  sandbox.writeAs(USER, 'Tôi cần hỏi về việc này');
  expect(await work()).toEqual(['chuyển người đọc']);
  expect(await world.database.attention.findMany()).toMatchObject([{ what: expect.stringContaining('cần hỏi') }]);
  const post = (body: string, headers = {}) => fetch(`${url}/webhooks/zalo`, { method: 'POST', headers, body });
  expect((await post('{"event_name":"follow"}')).status).toBe(401);
  expect((await post('{"event_name":"follow"}', { 'X-ZEvent-Signature': `mac=${'0'.repeat(64)}` })).status).toBe(401);
  expect((await post('{}')).status).toBe(200);
  expect(await world.database.incomingEvent.count()).toBe(1);
});

test('a one-time code links a phone to a person, once', async () => {
  const { work } = await install({ channels: ['zalo', 'email'] });
  const { database } = world;
  const expiresAt = new Date(NOW + 900_000);
  await addLinkCode(
    database,
    { code: 'ABCDEFGH', contactId: CLERK, expiresAt, date: day('2026-01-07') },
    new Date(NOW),
  );
  sandbox.setUser({ userId: USER });
  sandbox.setUser({ userId: '1234567890123456789' });
  sandbox.writeAs(USER, 'LK-ABCDEFGH');
  await work();
  sandbox.writeAs('1234567890123456789', 'lk abcdefgh');
  await work();
  expect(await database.contact.findUniqueOrThrow({ where: { id: CLERK } })).toMatchObject({ zaloUserId: USER });
});

test('a bounce marks the address, tells the officer and sends the message on over Zalo', async () => {
  const { url, work } = await install({ channels: ['email'], phone: '0912345678' });
  const { channel } = await mailChannel();
  const zalo = createCaptureChannel('zalo');
  const deliver = world.deliverer([channel, zalo]);
  const slot = await world.stage();
  await deliver(slot);
  const { message } = await clerksMessage(world.database);
  const bounce = bounceOf(ADDRESSES.make('bounce', message.id.replaceAll('-', '')), `${CLERK}@vi-du.example`);
  expect(await postMail(url, bounce, 'wrong')).toBe(401);
  expect(await postMail(url, bounce)).toBe(200);
  expect(await postMail(url, bounce)).toBe(200);
  expect(await work()).toEqual([expect.stringContaining('thư bị trả lại')]);
  expect(world.world.reopened).toEqual([slot]);
  await deliver(slot);
  expect(await clerksMessage(world.database)).toMatchObject({
    message: { status: 'sent', channel: 'zalo' },
    attempts: ['email accepted', 'zalo accepted'],
  });
  expect(await listUnreachableContacts(world.database, day('2026-01-07'), EVERY_CHANNEL, 9)).toMatchObject([
    { name: CLERK, why: expect.stringContaining('thư điện tử') },
  ]);
});

test('"đã nhận" written to the address of the mail acknowledges; to any other address it does nothing', async () => {
  const { url, work, commands } = await install({});
  const { channel, mailbox } = await mailChannel();
  await world.deliverer([channel])(await world.stage());
  const [mail] = await mailbox.listMessages();
  const replyTo = mail?.headers['reply-to'] ?? '';
  const reply = (to: string) =>
    [
      `From: ${CLERK}@vi-du.example`,
      `To: ${to}`,
      `In-Reply-To: ${mail?.headers['message-id']}`,
      'Subject: Re: viec',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Đã nhận.',
    ].join('\r\n');
  await postMail(url, reply('don-doc@tu-ky.example'));
  await work();
  expect(commands).toEqual([]);
  await postMail(url, reply(replyTo));
  await work();
  expect(commands).toEqual([`acknowledge by ${CLERK} (Phòng A)`]);
});

test.each([
  ['was taken off the roster', without(CLERK)],
  ['went to another agency', withContact(aRoster(), CLERK, { agency: 'b' })],
  ['left the office yesterday', withContact(aRoster(), CLERK, { validTo: day('2026-01-06') })],
])('"đã nhận" of somebody who %s takes up nothing', async (_, after) => {
  const { url, work, commands } = await install({});
  const { channel, mailbox } = await mailChannel();
  await world.deliverer([channel])(await world.stage());
  const [mail] = await mailbox.listMessages();
  await saveRoster(world.database, after, ZONE);
  const lines = [`From: ${CLERK}@vi-du.example`, `To: ${mail?.headers['reply-to']}`, 'Subject: Re: viec'];
  await postMail(url, [...lines, 'Content-Type: text/plain; charset=utf-8', '', 'Đã nhận.'].join('\r\n'));
  await work();
  expect(commands).toEqual([]);
});

function without(id: string) {
  const roster = aRoster();
  return { ...roster, contacts: roster.contacts.filter((contact) => contact.id !== id) };
}
