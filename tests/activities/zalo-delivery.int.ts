// Every wire of Zalo and every kind of refusal, through the delivery activity, the real channel and the strict sandbox.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCaptureChannel } from '#channels/capture-channel.ts';
import type { RosterContact } from '#contracts/roster.ts';
import type { Fault } from '#local/zalo/faults.ts';
import { startZaloSandbox, type ZaloSandbox } from '#local/zalo/start-zalo-sandbox.ts';
import { vn } from '../support/builders.ts';
import { clerksMessage, createDeliveryWorld, type DeliveryWorld } from '../support/delivery.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { zaloChannelOn } from '../support/zalo-channel.ts';

const NOW = Date.parse(vn('2026-01-07 09:00'));
const USER = '246845883529197922';
const PHONE = '0912 345 678';

let own: TestDatabase;
let sandbox: ZaloSandbox;
let world: DeliveryWorld | null;

beforeEach(async () => {
  own = await createTestDatabase();
  world = null;
});
afterEach(async () => {
  expect(sandbox.violations()).toEqual([]);
  await sandbox.close();
  await world?.database.$disconnect();
  await own.drop();
});

async function setUp(clerk: Partial<RosterContact>) {
  const made = await createDeliveryWorld(own.url, { channels: ['zalo', 'email'], ...clerk }, NOW);
  world = made;
  const nowMs = () => made.world.nowMs;
  sandbox = await startZaloSandbox({ nowMs });
  sandbox.setUser({ userId: USER, phone: '84912345678', lastInteractionMs: NOW - 3_600_000 });
  const zalo = zaloChannelOn(sandbox, made.database);
  const mail = createCaptureChannel('email');
  const slot = await made.stage();
  return { ...made, mail, deliver: () => made.deliverer([zalo, mail])(slot), look: () => clerksMessage(made.database) };
}

test.each([
  ['a linked person who wrote lately: consultation message, with the button', { zaloUserId: USER }, 0, 'cs'],
  ['a linked person whose window is closed: template by user id', { zaloUserId: USER }, 8 * 86_400_000, 'template-uid'],
  ['a person who is not linked: template by phone', { phone: PHONE }, 0, 'template-phone'],
] as const)('%s', async (_name, clerk, ageMs, wire) => {
  const { deliver, look } = await setUp(clerk);
  sandbox.setUser({ userId: USER, lastInteractionMs: NOW - 3_600_000 - ageMs });
  await deliver();
  expect(sandbox.messages().map((message) => message.wire)).toEqual([wire]);
  const { message, ledger } = await look();
  expect(ledger).toEqual(['sent zalo']);
  expect(message.deliveries).toMatchObject([
    { channel: 'zalo', outcome: 'accepted', providerId: sandbox.messages()[0]?.messageId },
  ]);
  expect(message.deliveries[0]?.costDong).not.toBeNull();
});

const error = (code: number): Fault['how'] => ({ kind: 'error', code, message: 'as told' });

test.each([
  ['the connection is cut after Zalo has taken it', { kind: 'drop-after' }, 1],
  ['a proxy answers 502', { kind: 'http', status: 502 }, 0],
  ['the answer can not be read', { kind: 'garbage' }, 1],
] as const)('%s: nobody sends it again, the mail covers the doubt', async (_name, how, taken) => {
  const { deliver, look, mail, world: clock } = await setUp({ phone: PHONE });
  sandbox.failNext({ path: '/business/message/template', times: 1, how });
  expect((await deliver()).open).toBeGreaterThan(0);
  expect(mail.captured).toHaveLength(0);
  clock.nowMs += 16 * 60_000;
  expect((await deliver()).open).toBe(0);
  expect(await look()).toMatchObject({ attempts: ['zalo unknown', 'email accepted'], message: { status: 'covered' } });
  expect(sandbox.messages()).toHaveLength(taken);
});

test('without a pair that works the mail carries the message and a person is told', async () => {
  const { deliver, look, database } = await setUp({ phone: PHONE });
  sandbox.failNext({ path: '/oauth', times: 9, how: error(-14014) });
  await deliver();
  expect(await look()).toMatchObject({ attempts: ['zalo refused no-token', 'email accepted'] });
  expect((await database.attention.findMany()).map(({ id }) => id)).toEqual(['channel/zalo/hold']);
});

test('a passing trouble of Zalo is tried again, and only Zalo carries the message', async () => {
  const { deliver, look, mail, world: clock } = await setUp({ phone: PHONE });
  sandbox.failNext({ path: '/business/message/template', times: 1, how: error(-100) });
  await deliver();
  clock.nowMs += 2 * 60_000;
  await deliver();
  expect(mail.captured.length + sandbox.messages().length).toBe(1);
  expect((await look()).message.status).toBe('sent');
});
