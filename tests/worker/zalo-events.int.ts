// Zalo's events from the sandbox through the route into the database and through the worker: links, follows, signatures, receipts in any order.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCaptureChannel } from '#channels/capture-channel.ts';
import type { Channel } from '#channels/channel.ts';
import type { RosterContact } from '#contracts/roster.ts';
import { startZaloSandbox, type ZaloSandbox } from '#local/zalo/start-zalo-sandbox.ts';
import { markUnreachable } from '#store/attention-store.ts';
import { aContact, aRoster, vn, withContact, ZONE } from '../support/builders.ts';
import { CLERK, clerksMessage, createDeliveryWorld, type DeliveryWorld } from '../support/delivery.ts';
import { startIncoming } from '../support/incoming.ts';
import { day } from '../support/moments.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { addLinkCode, saveRoster } from '../support/settings.ts';
import { zaloChannelOn } from '../support/zalo-channel.ts';

const NOW = Date.parse(vn('2026-01-07 09:00'));
const [USER, OTHER] = ['246845883529197922', '999888777666555444'];
const PHONE = '0912 345 678';
const BOTH: RosterContact['channels'] = ['zalo', 'email'];

let own: TestDatabase;
let world: DeliveryWorld;
let sandbox: ZaloSandbox;
const closing: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  own = await createTestDatabase();
  sandbox = await startZaloSandbox({ nowMs: () => NOW });
  sandbox.setUser({ userId: USER, phone: '84912345678', lastInteractionMs: NOW - 3_600_000 });
});
afterEach(async () => {
  await sandbox.close();
  for (const close of closing.splice(0).reverse()) await close();
  await world.database.$disconnect();
  await own.drop();
});

async function install(
  clerk: Partial<RosterContact>,
  { colleagues = [], variables = {} }: { colleagues?: RosterContact[]; variables?: Record<string, string> } = {},
) {
  world = await createDeliveryWorld(own.url, clerk, NOW, colleagues);
  const incoming = await startIncoming(world, sandbox, { variables });
  closing.push(incoming.close);
  const linked = async () =>
    Object.fromEntries(
      (await world.database.contact.findMany({ where: { zaloUserId: { not: null } } })).map((one) => [
        one.id,
        one.zaloUserId,
      ]),
    );
  const marks = async () => (await world.database.unreachableChannel.findMany()).map(({ contactId }) => contactId);
  return { ...incoming, linked, marks };
}

const deadOnZalo = (contactId: string) =>
  markUnreachable(world.database, { contactId, channel: 'zalo', address: PHONE, reason: 'thử' }, new Date(NOW));

/** As Zalo tells that somebody has answered the question for name and phone. */
const sharePhone = (userId: string, phone: string) =>
  sandbox.webhooks.emit({
    event_name: 'user_submit_info',
    sender: { id: userId },
    recipient: { id: sandbox.identity.oaId },
    info: { name: 'Nguyễn Thị Hoàng Anh', phone, address: 'Tứ Kỳ' },
  });

test('a shared phone number links its one person, whichever way the number is written, and revives the channel', async () => {
  const { work, linked, marks } = await install({ phone: PHONE });
  await deadOnZalo(CLERK);
  await sharePhone(USER, '84912345678');
  expect(await work()).toEqual([`đã liên kết ${CLERK}`]);
  expect([await linked(), await marks()]).toEqual([{ [CLERK]: USER }, []]);
  const [event] = await world.database.auditEvent.findMany({ where: { subject: `contact/${CLERK}` } });
  expect(event).toMatchObject({ type: 'zalo-linked', payload: { zaloUserId: USER } });
});

test('a number that two people have, that nobody has or that is none links nobody', async () => {
  const colleague = aContact({ id: 'a.khac', agency: 'a', phone: '+84912345678' });
  const { work, linked } = await install({ phone: PHONE }, { colleagues: [colleague] });
  for (const phone of ['84912345678', '84999999999', 'không có']) {
    await sharePhone(USER, phone);
    // Events of one person are told apart by their time.
    sandbox.moveClock(1_000);
  }
  expect(await work()).toEqual([
    'không có đúng một người với số điện thoại này',
    'không có đúng một người với số điện thoại này',
    'không có số điện thoại',
  ]);
  expect(await linked()).toEqual({});
});

test('an account that is linked anew speaks for the new person only', async () => {
  const { work, linked } = await install(
    { phone: PHONE },
    { colleagues: [aContact({ id: 'a.khac', agency: 'a', zaloUserId: USER })] },
  );
  await sharePhone(USER, '0912345678');
  await work();
  expect(await linked()).toEqual({ [CLERK]: USER });
});

test('a roster that is imported again keeps the links that people made, unless it names another account', async () => {
  const { work, linked } = await install({ phone: PHONE });
  await sharePhone(USER, '84912345678');
  await work();
  const { database } = world;
  const roster = withContact(aRoster(), CLERK, { phone: PHONE });
  await saveRoster(database, roster, ZONE);
  expect(await linked()).toEqual({ [CLERK]: USER });
  await saveRoster(database, withContact(roster, 'b.cv', { zaloUserId: USER }), ZONE);
  expect(await linked()).toEqual({ 'b.cv': USER });
  await saveRoster(database, withContact(roster, CLERK, { zaloUserId: OTHER }), ZONE);
  expect(await linked()).toEqual({ [CLERK]: OTHER });
});

test('who was left out of the roster neither stands in the way of a link nor speaks through it', async () => {
  const before = aContact({ id: 'a.cu', agency: 'a', phone: PHONE, zaloUserId: USER });
  const { work, linked } = await install({ phone: PHONE }, { colleagues: [before] });
  await saveRoster(world.database, withContact(aRoster(), CLERK, { phone: PHONE }), ZONE);
  sandbox.writeAs(USER, 'Tôi cần hỏi');
  expect(await work()).toEqual(['người gửi chưa được liên kết với ai trong danh bạ']);
  await sharePhone(USER, '84912345678');
  await work();
  expect(await linked()).toEqual({ [CLERK]: USER });
});

test('a template that Zalo takes away is told to the officer until Zalo gives it back', async () => {
  const { work } = await install({});
  const change = (new_status: string) =>
    sandbox.webhooks.emit({
      event_name: 'change_template_status',
      template_id: '123456',
      reason: 'chất lượng thấp',
      status: { prev_status: 'ENABLE', new_status },
    });
  const open = () => world.database.attention.findMany({ where: { resolvedAt: null } });
  await change('DISABLE');
  await work();
  expect(await open()).toMatchObject([{ what: expect.stringContaining('DISABLE: chất lượng thấp') }]);
  sandbox.moveClock(1_000);
  await change('ENABLE');
  await work();
  expect(await open()).toEqual([]);
});

test('a one-time code that is late, wrong or used links nobody', async () => {
  const { work, linked } = await install({});
  const expiresAt = new Date(NOW + 60_000);
  await addLinkCode(
    world.database,
    { code: 'ABCDEFGH', contactId: CLERK, expiresAt, date: day('2026-01-07') },
    new Date(NOW),
  );
  sandbox.writeAs(USER, 'LK-ABCDEFGX');
  await work();
  world.world.nowMs += 120_000;
  sandbox.writeAs(USER, 'LK-ABCDEFGH');
  expect(await work()).toEqual(Array(2).fill('mã liên kết không đúng hoặc đã hết hạn'));
  expect(await linked()).toEqual({});
});

test.each([
  ['left the office yesterday', { validTo: day('2026-01-06') }],
  ['begins tomorrow', { validFrom: day('2026-01-08') }],
])('the account and the phone of somebody who %s speak for nobody', async (_, dates) => {
  const { work, linked, commands } = await install({ channels: BOTH, zaloUserId: USER, phone: PHONE });
  await world.deliverer([zaloChannelOn(sandbox, world.database)])(await world.stage());
  const button = sandbox.messages()[0]?.buttons.find(({ title }) => title === 'Đã nhận');
  await saveRoster(world.database, withContact(aRoster(), CLERK, { zaloUserId: USER, phone: PHONE, ...dates }), ZONE);
  for (const text of [String(button?.payload), 'Đã nhận']) sandbox.writeAs(USER, text);
  await sharePhone(OTHER, '84912345678');
  await work();
  expect([commands, await linked()]).toEqual([[], { [CLERK]: USER }]);
});

test('the button of somebody who changed agencies takes up nothing', async () => {
  const { work, commands } = await install({ channels: BOTH, zaloUserId: USER });
  await world.deliverer([zaloChannelOn(sandbox, world.database)])(await world.stage());
  const button = sandbox.messages()[0]?.buttons.find(({ title }) => title === 'Đã nhận');
  await saveRoster(world.database, withContact(aRoster(), CLERK, { zaloUserId: USER, agency: 'b' }), ZONE);
  sandbox.writeAs(USER, String(button?.payload));
  await work();
  expect(commands).toEqual([]);
});

test('a code that was given out works no longer when its person has left', async () => {
  const { work, linked } = await install({});
  const expiresAt = new Date(NOW + 60_000);
  const code = { code: 'ABCDEFGH', contactId: CLERK, expiresAt, date: day('2026-01-07') };
  await addLinkCode(world.database, code, new Date(NOW));
  const roster = aRoster();
  const contacts = roster.contacts.filter(({ id }) => id !== CLERK);
  await saveRoster(world.database, { ...roster, contacts }, ZONE);
  sandbox.writeAs(USER, 'LK-ABCDEFGH');
  await work();
  expect(await linked()).toEqual({});
  expect(await addLinkCode(world.database, code, new Date(NOW))).toBeNull();
});

test('who follows again can be reached again; leaving and strangers change nothing', async () => {
  const { work, linked, marks } = await install({ zaloUserId: USER });
  await deadOnZalo(CLERK);
  sandbox.setUser({ userId: OTHER });
  sandbox.follow(OTHER, true);
  sandbox.follow(USER, false);
  await work();
  expect(await marks()).toEqual([CLERK]);
  sandbox.follow(USER, true);
  await work();
  expect([await marks(), await linked()]).toEqual([[], { [CLERK]: USER }]);
});

const VARIANTS = [
  ['header', 'oa', 'mac=', 'app-id/header-time/oa-secret'],
  ['body', 'oa', 'sha256=', 'app-id/body-time/oa-secret'],
  ['header', 'app', '', 'app-id/header-time/app-secret'],
  ['body', 'app', 'mac=', 'app-id/body-time/app-secret'],
] as const;

test.each(VARIANTS)(
  'signed with the time of the %s and the secret of the %s («%s»): taken',
  async (time, secret, prefix, variant) => {
    const { work } = await install({ zaloUserId: USER });
    Object.assign(sandbox.webhooks.settings, { time, secret, prefix });
    expect(await sandbox.webhooks.probe()).toBe(200);
    sandbox.writeAs(USER, `Tôi hỏi theo ${variant}`);
    expect(await work()).toEqual(['chuyển người đọc']);
  },
);

test.each(VARIANTS)(
  'with a pinned signature only that one is taken: time of the %s, secret of the %s («%s»)',
  async (_time, _secret, _prefix, pinned) => {
    const { work } = await install({ zaloUserId: USER }, { variables: { ZALO_SIGNATURE_VARIANT: pinned } });
    sandbox.webhooks.settings.retryMs = [];
    for (const [otherTime, otherSecret, otherPrefix, variant] of VARIANTS) {
      Object.assign(sandbox.webhooks.settings, { time: otherTime, secret: otherSecret, prefix: otherPrefix });
      const message = { text: `theo ${variant}`, msg_id: variant };
      const parties = { sender: { id: USER }, recipient: { id: sandbox.identity.oaId } };
      const { lastStatus } = await sandbox.webhooks.emit({ ...parties, event_name: 'user_send_text', message });
      expect([variant, lastStatus]).toEqual([variant, variant === pinned ? 200 : 401]);
    }
    expect(await sandbox.webhooks.probe()).toBe(200);
    expect(await work()).toHaveLength(1);
  },
);

/** The Zalo channel, and what happens between Zalo's taking a message over and our recording of its answer. */
function heldUp(midway: () => Promise<unknown>, answer: 'arrives' | 'is lost'): Channel {
  const zalo = zaloChannelOn(sandbox, world.database);
  return {
    ...zalo,
    async send(...message) {
      const outcome = await zalo.send(...message);
      await midway();
      return answer === 'arrives' ? outcome : { kind: 'unknown', why: 'trả lời bị mất' };
    },
  };
}

test.each([
  ['by phone', { phone: PHONE }, null],
  ['by user id', { zaloUserId: USER }, NOW - 3_600_000],
] as const)(
  '%s: a receipt that is faster than our recording of the answer is not lost',
  async (_wire, clerk, lastInteractionMs) => {
    const { work } = await install({ channels: BOTH, ...clerk });
    sandbox.setUser({ userId: USER, lastInteractionMs });
    const mail = createCaptureChannel('email');
    const deliver = world.deliverer([heldUp(work, 'arrives'), mail]);
    const slot = await world.stage();
    await deliver(slot);
    await work();
    await deliver(slot);
    expect(await clerksMessage(world.database)).toMatchObject({
      message: { status: 'delivered' },
      attempts: ['zalo accepted'],
      ledger: ['sent zalo'],
    });
    expect(mail.captured).toHaveLength(0);
  },
);

test('by phone: a receipt clears the doubt of an answer that was lost, and no mail covers it', async () => {
  const { work } = await install({ channels: BOTH, phone: PHONE });
  const mail = createCaptureChannel('email');
  const deliver = world.deliverer([heldUp(async () => undefined, 'is lost'), mail]);
  const slot = await world.stage();
  await deliver(slot);
  expect((await clerksMessage(world.database)).message.status).toBe('sending');
  await work();
  expect(world.world.reopened).toEqual([slot]);
  expect(await deliver(slot)).toMatchObject({ open: 0 });
  expect(await clerksMessage(world.database)).toMatchObject({
    message: { status: 'delivered' },
    ledger: ['sent zalo'],
  });
  expect(mail.captured).toHaveLength(0);
});

test('receipts in the wrong order and twice leave the best news standing', async () => {
  const { url, work } = await install({ channels: BOTH, zaloUserId: USER });
  // Nobody hears of the first receipt: it comes last, below.
  sandbox.webhooks.settings.url = null;
  await world.deliverer([zaloChannelOn(sandbox, world.database)])(await world.stage());
  sandbox.webhooks.settings.url = `${url}/webhooks/zalo`;
  sandbox.webhooks.settings.copies = 2;
  sandbox.openChat(USER);
  expect(await work()).toEqual(['read']);
  const [message] = sandbox.messages();
  if (message !== undefined) sandbox.webhooks.received(message);
  expect(await work()).toEqual(['read', 'delivered']);
  expect(await clerksMessage(world.database)).toMatchObject({ message: { status: 'read' }, ledger: ['sent zalo'] });
  expect(world.world.reopened).toEqual([]);
});

test('the button on a message whose answer was lost acknowledges all the same', async () => {
  const { work, commands } = await install({ channels: BOTH, zaloUserId: USER });
  await world.deliverer([heldUp(async () => undefined, 'is lost')])(await world.stage());
  const button = sandbox.messages()[0]?.buttons.find(({ title }) => title === 'Đã nhận');
  sandbox.writeAs(USER, String(button?.payload));
  await work();
  expect(commands).toEqual([`acknowledge by ${CLERK} (Phòng A)`]);
});

test('a receipt of a message that is not ours is asked after eight times and then laid aside', async () => {
  const { work } = await install({ zaloUserId: USER });
  const parties = { sender: { id: sandbox.identity.oaId }, recipient: { id: USER } };
  await sandbox.webhooks.emit({
    ...parties,
    event_name: 'user_received_message',
    message: { msg_id: 'cua-nguoi-khac' },
  });
  for (let asked = 0; asked < 8; asked += 1) {
    await work();
    world.world.nowMs += 300_000;
  }
  const [event] = await world.database.incomingEvent.findMany();
  expect(event).toMatchObject({ dueAt: null, result: expect.stringContaining('chưa có lần gửi') });
});
