// Trouble of the office's own mail account or server, with a real SMTP server: everything is held, one alarm is raised, and when it is mended everybody
// hears once, with the words of that moment.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSweepLedger } from '#activities/sweep-ledger.ts';
import type { Channel } from '#channels/channel.ts';
import { createEmailChannel } from '#channels/email/email-channel.ts';
import { createChannelRegistry } from '#channels/registry.ts';
import type { Slot } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { slotOf } from '#domain/calendar/slot.ts';
import { createStore } from '#store/create-store.ts';
import { type MailServer, startMailServer } from '../channels/smtp-fixture.ts';
import { aContact, vn } from '../support/builders.ts';
import { createDeliveryWorld, type DeliveryWorld } from '../support/delivery.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { watchSlots } from '../support/slot-watch.ts';

const COLLEAGUES = Array.from({ length: 14 }, (_, index) => aContact({ id: `a.cv${index}`, agency: 'a' }));
const EVERYBODY = COLLEAGUES.length + 1;
// A slot is looked at every five minutes for half a day.
vi.setConfig({ testTimeout: 240_000 });

let own: TestDatabase;
let world: DeliveryWorld;
let slot: Slot;
let server: MailServer;
let channel: Channel;
let trouble: string | null;
let attempts: string[];
let lookUntil: ReturnType<typeof watchSlots>;
let deliver: (slotAt: Slot) => Promise<{ open: number; retryInMs: number }>;

beforeEach(async () => {
  trouble = null;
  attempts = [];
  own = await createTestDatabase();
  world = await createDeliveryWorld(own.url, {}, Date.parse(vn('2026-01-05 09:01')), COLLEAGUES);
  slot = await world.stage();
  server = await startMailServer({
    onMailFrom(_address, _session, done) {
      if (trouble !== null) attempts.push(trouble);
      done(
        trouble === null
          ? null
          : Object.assign(new Error(trouble.slice(4)), { responseCode: Number(trouble.slice(0, 3)) }),
      );
    },
  });
  channel = createEmailChannel({ smtpUrl: server.url, from: 'dondoc@tuky.example.vn' });
  // One process, as in life: what it knows of a channel it knows at the next look.
  deliver = world.deliverer([channel], { everySlotIsPast: false }) as typeof deliver;
  lookUntil = watchSlots(world.world, (slotAt) => deliver(slotAt));
});

afterEach(async () => {
  await channel.close();
  await server.close();
  await world.database.$disconnect();
  await own.drop();
});

const at = (wallClock: string) => {
  world.world.nowMs = Date.parse(vn(wallClock));
};
const openMatters = () => world.database.attention.findMany({ where: { resolvedAt: null } });
const readers = () => server.received.flatMap(({ to }) => to).sort();
const rowsBy = async (status: string) => world.database.ledgerEntry.count({ where: { step: 'assigned', status } });

test.each([
  ['the quota of the account', '550 5.4.5 Daily user sending limit exceeded'],
  ['relaying', '554 5.7.1 Relay access denied'],
  ['the server itself', '451 4.3.0 Mail server temporarily rejected message'],
])('%s holds everybody for hours, raises one alarm, and lets go when it is mended', async (_, words) => {
  trouble = words;
  await lookUntil(slot, '2026-01-05 11:00');
  expect(server.received).toEqual([]);
  expect(await openMatters()).toMatchObject([{ id: 'channel/email/hold' }]);
  expect(await rowsBy('refused')).toBe(0);
  // Everybody's first letter at the most, and then one every five minutes.
  expect(attempts.length).toBeLessThan(EVERYBODY + 2 * 12 + 5);
  trouble = null;
  await lookUntil(slot, '2026-01-05 11:30');
  expect(readers()).toEqual([...new Set(readers())]);
  expect(readers()).toHaveLength(EVERYBODY);
  expect(await rowsBy('sent')).toBe(EVERYBODY);
  expect(await openMatters()).toEqual([]);
});

test('a night and a day of it move everybody to the next slot, and nobody hears twice', async () => {
  trouble = '535 5.7.8 Authentication failed';
  await lookUntil(slot, '2026-01-05 09:30');
  at('2026-01-05 23:40');
  await lookUntil(slot, '2026-01-05 23:41');
  expect(await rowsBy('staged')).toBe(EVERYBODY);
  const next = slotOf(instantOf(vn('2026-01-06 08:00')));
  const staged = await world.database.ledgerEntry.findMany({ where: { status: 'staged' } });
  expect(new Set(staged.map(({ slotAt }) => slotAt.toISOString()))).toEqual(new Set([new Date(next).toISOString()]));
  at('2026-01-06 08:00');
  await lookUntil(next, '2026-01-06 08:20');
  expect(server.received).toEqual([]);
  trouble = null;
  await lookUntil(next, '2026-01-06 08:50');
  expect(readers()).toHaveLength(EVERYBODY);
  expect(new Set(readers()).size).toBe(EVERYBODY);
  expect([await rowsBy('sent'), await rowsBy('staged'), await rowsBy('sending')]).toEqual([EVERYBODY, 0, 0]);
  expect(await world.database.message.count({ where: { status: 'held' } })).toBeGreaterThan(0);
});

test('while it is held most are not begun with: what a report takes back meanwhile is not said', async () => {
  trouble = '550 5.4.5 Daily user sending limit exceeded';
  await deliver(slot);
  // Only what was on its way when the trouble began.
  expect(await rowsBy('sending')).toBeLessThanOrEqual(EVERYBODY);
  at('2026-01-05 09:10');
  await deliver(slot);
  await world.database.ledgerEntry.updateMany({
    where: { status: 'staged', step: 'assigned' },
    data: { status: 'superseded', reason: 'đã báo cáo', endedAt: new Date(vn('2026-01-05 09:11')) },
  });
  const sending = await rowsBy('sending');
  trouble = null;
  await lookUntil(slot, '2026-01-05 10:00');
  expect(server.received).toHaveLength(sending);
});

test('what was begun with is composed anew when it leaves on the same day, with its true hour', async () => {
  trouble = '550 5.4.5 Daily user sending limit exceeded';
  await deliver(slot);
  const begun = await world.database.message.findMany({ where: { status: 'sending' }, include: { entries: true } });
  expect(begun.length).toBeGreaterThan(1);
  await lookUntil(slot, '2026-01-05 10:03');
  trouble = null;
  await lookUntil(slot, '2026-01-05 10:30');
  expect(readers()).toHaveLength(EVERYBODY);
  expect(new Set(readers()).size).toBe(EVERYBODY);
  for (const { mail } of server.received) {
    expect(mail.text).toMatch(/gửi tự động lúc 10:(0|1)\d ngày 05\/01\/2026/);
    expect(Date.parse(mail.date ?? '')).toBeGreaterThan(Date.parse(vn('2026-01-05 10:00')));
  }
});

test('another process knows it from the officer’s list, and one that was ticked off is tried at once', async () => {
  trouble = '530 5.7.0 Authentication Required';
  await deliver(slot);
  const before = attempts.length;
  const other = world.deliverer([channel], { everySlotIsPast: false });
  at('2026-01-05 09:03');
  await other(slot);
  expect(attempts).toHaveLength(before);
  await world.database.attention.updateMany({ data: { resolvedAt: new Date(vn('2026-01-05 09:04')) } });
  trouble = null;
  await other(slot);
  await lookUntil(slot, '2026-01-05 09:20');
  expect(readers()).toHaveLength(EVERYBODY);
});

test('the watch of the ledger raises no second alarm for what is held', async () => {
  trouble = '550 5.4.5 Daily user sending limit exceeded';
  await lookUntil(slot, '2026-01-05 10:00');
  const engine = {
    openSlot: async (opened: string) => void world.world.reopened.push(opened),
    startLifecycles: async () => undefined,
    isRunning: async () => true,
    lifecycleState: async () => null,
  };
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const sweep = createSweepLedger({
    ...{ store: createStore(world.database), engine, log: quiet, now: () => new Date(world.world.nowMs) },
    ...{ channels: createChannelRegistry([channel]), links: null as never, publicUrl: '', mailDomain: '' },
  });
  await sweep();
  expect(await openMatters()).toMatchObject([{ id: 'channel/email/hold' }]);
});

test('a full mailbox keeps nobody else, and gets its letter when there is room again', async () => {
  await channel.close();
  await server.close();
  let isFull = true;
  server = await startMailServer({
    onRcptTo({ address }, _session, done) {
      const refuses = isFull && address.startsWith('a.cv0@');
      done(refuses ? Object.assign(new Error('5.2.2 mailbox full'), { responseCode: 552 }) : null);
    },
  });
  channel = createEmailChannel({ smtpUrl: server.url, from: 'dondoc@tuky.example.vn' });
  deliver = world.deliverer([channel], { everySlotIsPast: false }) as typeof deliver;
  await lookUntil(slot, '2026-01-05 16:00');
  expect(readers()).toHaveLength(EVERYBODY - 1);
  expect(await openMatters()).toEqual([]);
  expect(await world.database.unreachableChannel.count()).toBe(0);
  at('2026-01-05 23:00');
  await deliver(slot);
  isFull = false;
  at('2026-01-06 08:00');
  await deliver(slotOf(instantOf(vn('2026-01-06 08:00'))));
  expect(readers()).toHaveLength(EVERYBODY);
});
