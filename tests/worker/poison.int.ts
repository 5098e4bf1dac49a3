// Events and letters that can never be worked on: they end where a person sees them, and hold up nobody.
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTokenAddresses } from '#channels/email/token-address.ts';
import { startZaloSandbox, type ZaloSandbox } from '#local/zalo/start-zalo-sandbox.ts';
import {
  countIncoming,
  createIncomingStore,
  listDeadIncoming,
  reviveIncoming,
  storeIncoming,
} from '#store/incoming-store.ts';
import { processIncoming } from '#worker/process-incoming.ts';
import { vn } from '../support/builders.ts';
import { CLERK, createDeliveryWorld, type DeliveryWorld } from '../support/delivery.ts';
import { startIncoming } from '../support/incoming.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

const NOW = Date.parse(vn('2026-01-07 09:00'));
const ADDRESSES = createTokenAddresses('don-doc@tu-ky.example', 'addresses-of-the-poison-tests');
const MAIL_SECRET = 'mail-secret-of-the-test';
const USER = '246845883529197922';

let own: TestDatabase;
let world: DeliveryWorld;
let sandbox: ZaloSandbox;
let incoming: Awaited<ReturnType<typeof startIncoming>>;

beforeEach(async () => {
  own = await createTestDatabase();
  sandbox = await startZaloSandbox({ nowMs: () => NOW });
  world = await createDeliveryWorld(own.url, { channels: ['email', 'zalo'], zaloUserId: USER }, NOW);
  incoming = await startIncoming(world, sandbox, {
    addresses: ADDRESSES,
    variables: { MAIL_WEBHOOK_SECRET: MAIL_SECRET },
  });
});
afterEach(async () => {
  await incoming.close();
  await sandbox.close();
  await world.database.$disconnect();
  await own.drop();
});

function signed(body: string) {
  const { appId, oaSecretKey } = sandbox.identity;
  const time = String(NOW);
  const mac = createHash('sha256').update(appId).update(body).update(time).update(oaSecretKey).digest('hex');
  return { 'X-ZEvent-Signature': `mac=${mac}`, 'X-ZEvent-Timestamp': time, 'Content-Type': 'application/json' };
}
const postEvent = async (body: string) =>
  (await fetch(`${incoming.url}/webhooks/zalo`, { method: 'POST', headers: signed(body), body })).status;
const postMail = async (body: string) => {
  const headers = { 'x-dondoc-secret': MAIL_SECRET, 'content-type': 'message/rfc822' };
  return (await fetch(`${incoming.url}/webhooks/mail`, { method: 'POST', headers, body })).status;
};
const openMatters = () => world.database.attention.findMany({ where: { resolvedAt: null } });
const says = (name: string, more: object) => JSON.stringify({ event_name: name, sender: { id: USER }, ...more });

test('whatever JSON is signed, it is taken at once, worked on once and holds up no event behind it', async () => {
  const deep = '['.repeat(20_000) + ']'.repeat(20_000);
  const bodies = [
    'null',
    '7',
    '"x"',
    '[]',
    deep,
    `{"timestamp":${deep}}`,
    '{"timestamp":{"toString":1,"valueOf":1}}',
    '{"event_name":"\\u0000"}',
    says('user_send_text', { message: { msg_id: 'a\u0000b', text: 'x' } }),
    says('user_send_text', { message: { msg_id: '1', text: 'NUL \u0000 and half a pair \ud800' } }),
    says('user_send_text', { message: { msg_id: 'x'.repeat(100_000), text: 'y'.repeat(100_000) } }),
    says('user_send_text', { message: { msg_id: '2', text: '<a@b>'.repeat(40_000) } }),
    says('user_seen_message', { message: { msg_ids: Array.from({ length: 5_000 }, (_, n) => `\u0000${n}`) } }),
    says('user_received_message', { message: { msg_id: '3', tracking_id: '\u0000' }, timestamp: 1e308 }),
    says('follow', { follower: { id: '\u0000' } }),
    says('user_submit_info', { info: { phone: '9'.repeat(100_000), name: '\ud800' } }),
    JSON.stringify({
      event_name: 'change_template_status',
      template_id: '\u0000',
      status: { new_status: '\u0000' },
      reason: '\u0000',
    }),
    `{"event_name":"follow","sender":{"id":1e999},"timestamp":-1e999}`,
  ];
  for (const body of bodies) expect([body.slice(0, 60), await postEvent(body)]).toEqual([body.slice(0, 60), 200]);
  expect(await postEvent(says('user_send_text', { message: { msg_id: '9', text: 'Tôi cần hỏi' } }))).toBe(200);
  await incoming.work();
  const events = await world.database.incomingEvent.findMany();
  expect(events.filter(({ deadAt }) => deadAt !== null).map(({ result }) => result)).toEqual([]);
  // A receipt may be faster than its attempt: only those wait.
  expect(events.filter(({ dueAt }) => dueAt !== null).every(({ result }) => result?.includes('chưa có lần gửi'))).toBe(
    true,
  );
  expect((await openMatters()).map(({ what }) => what)).toContainEqual(expect.stringContaining('Tôi cần hỏi'));
});

test('an event that is larger than any of Zalo is refused without an error of ours', async () => {
  expect(await postEvent(says('user_send_text', { message: { text: 'x'.repeat(2_000_000) } }))).toBe(413);
});

test('what can never be stored is taken, set aside with its reason, and its neighbours are stored', async () => {
  const { database } = world;
  const store = createIncomingStore(database);
  const now = new Date(NOW);
  // A size that no column holds stands for whatever the database may refuse for good.
  const bad = { source: 'mail' as const, dedupeKey: 'a', raw: Buffer.from('a'), sizeBytes: 2 ** 40 };
  await store(bad, now);
  expect(await listDeadIncoming(database, 9)).toMatchObject([{ result: expect.stringContaining('không lưu được') }]);
  const worse = { source: 'fax' as 'mail', dedupeKey: 'f', raw: Buffer.from('f') };
  await expect(store(worse, now)).rejects.toThrow();
  await Promise.all(
    [1, 2, 3].map((n) => store({ source: 'mail', dedupeKey: `k${n}\u0000`, raw: Buffer.from('x') }, now)),
  );
  await storeIncoming(database, { source: 'mail', dedupeKey: 'y'.repeat(100_000), raw: Buffer.from('x') }, now);
  expect(await database.incomingEvent.count()).toBe(5);
});

test('a permanent fault is tried once, another one a bounded number of times, and the dead can be tried again', async () => {
  const { database } = world;
  const works: Record<string, () => Promise<{ done: string }>> = {
    permanent: async () => {
      await database.$executeRaw`SELECT '0000-01-01'::date`;
      return { done: 'never' };
    },
    bug: async () => {
      throw new TypeError('not a function');
    },
    hangs: () => new Promise(() => undefined),
    good: async () => ({ done: 'well' }),
  };
  for (const name of Object.keys(works))
    await storeIncoming(database, { source: 'mail', dedupeKey: name, raw: Buffer.from(name) }, new Date(NOW));
  let nowMs = NOW;
  const round = () =>
    processIncoming({
      database,
      now: () => new Date(nowMs),
      process: ({ dedupeKey }) => (works[dedupeKey] as () => Promise<{ done: string }>)(),
      log: { warn: () => undefined },
      eventMsMax: 50,
    });
  await round();
  const states = async () =>
    Object.fromEntries(
      (await database.incomingEvent.findMany()).map((row) => [
        row.dedupeKey,
        row.deadAt !== null ? 'dead' : row.dueAt === null ? 'done' : 'waits',
      ]),
    );
  expect(await states()).toEqual({ permanent: 'dead', bug: 'waits', hangs: 'waits', good: 'done' });
  for (let times = 0; times < 400; times += 1) {
    nowMs += 700_000;
    if ((await round()) === 0) break;
  }
  expect(await states()).toEqual({ permanent: 'dead', bug: 'dead', hangs: 'dead', good: 'done' });
  expect(await openMatters()).toMatchObject([{ id: 'incoming-dead/mail', what: expect.stringContaining('3 mục') }]);
  expect(await countIncoming(database, new Date(nowMs))).toMatchObject([
    { dead: 0 },
    { source: 'mail', dead: 3, waiting: 0 },
  ]);
  const [dead] = (await listDeadIncoming(database, 10)).filter(({ result }) => result?.includes('not a function'));
  works.bug = async () => ({ done: 'mended' });
  expect(await reviveIncoming(database, [dead?.id ?? ''], new Date(nowMs))).toBe(1);
  await round();
  expect(await states()).toMatchObject({ bug: 'done' });
}, 120_000);

const forgedBounce = (to: string, messageId: string, recipient: string) =>
  [
    'From: MAILER-DAEMON@mx.example',
    `To: ${to}`,
    'Subject: Undelivered',
    `In-Reply-To: ${messageId}`,
    `References: ${messageId}`,
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    'Action: failed',
    'Status: 5.1.1',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${messageId}`,
    '',
    '--b--',
    '',
  ].join('\r\n');

test('a report with nothing but the Message-ID of a mail silences nobody; the officer reads what it claims', async () => {
  const { database } = world;
  const message = await sentMessage();
  const email = `${CLERK}@vi-du.example`;
  const key = message.id.replaceAll('-', '');
  for (const to of [
    'don-doc@tu-ky.example',
    ADDRESSES.make('reply', key),
    `don-doc+b.${key}.000000000000@tu-ky.example`,
  ])
    expect(await postMail(forgedBounce(to, message.rfcMessageId, email))).toBe(200);
  const complaint = forgedBounce('don-doc@tu-ky.example', message.rfcMessageId, email);
  await postMail(complaint.replace('message/delivery-status', 'message/feedback-report'));
  await postMail(`To: don-doc@tu-ky.example\r\nFrom: ${email}\r\nIn-Reply-To: ${message.rfcMessageId}\r\n\r\nĐã nhận`);
  await incoming.work();
  expect(await database.unreachableChannel.count()).toBe(0);
  expect(incoming.commands).toEqual([]);
  expect(await database.delivery.count({ where: { receipt: { not: null } } })).toBe(0);
  const matters = await openMatters();
  expect(matters).toHaveLength(5);
  expect(matters.every(({ place }) => place.includes('chưa kiểm chứng'))).toBe(true);
});

test('a genuine address acts on its own contact only, when the report names the address that failed, and says so', async () => {
  const { database } = world;
  const message = await sentMessage();
  const to = ADDRESSES.make('bounce', message.id.replaceAll('-', ''));
  await postMail(forgedBounce(to, '<x@y>', 'b.cv@vi-du.example'));
  await incoming.work();
  expect(await database.unreachableChannel.count()).toBe(0);
  await postMail(forgedBounce(to.toUpperCase(), '<x@y>', `${CLERK}@vi-du.example`));
  await incoming.work();
  expect(await database.unreachableChannel.findMany()).toMatchObject([{ contactId: CLERK, channel: 'email' }]);
  expect(await openMatters()).toMatchObject([{ id: `mail-bounce/${CLERK}`, what: expect.stringContaining('liên hệ') }]);
  await database.unreachableChannel.deleteMany();
  world.world.nowMs += 15 * 86_400_000;
  await postMail(`${forgedBounce(to, '<x@y>', `${CLERK}@vi-du.example`)}\r\n`);
  await incoming.work();
  expect(await database.unreachableChannel.count()).toBe(0);
});

test('a flood of letters to the plain mailbox fills no more than a bounded part of the officer’s list', async () => {
  for (let n = 0; n < 40; n += 1) await postMail(`From: a${n}@b.c\r\nTo: x@y\r\n\r\nXin chào \u0000 ${n}`);
  await incoming.work();
  expect((await openMatters()).length).toBe(21);
}, 120_000);

/** A mail to the clerk that was accepted by the mail server. */
async function sentMessage() {
  const { createCaptureChannel } = await import('#channels/capture-channel.ts');
  await world.deliverer([createCaptureChannel('email')])(await world.stage());
  return world.database.message.findFirstOrThrow({ where: { contactId: CLERK } });
}
