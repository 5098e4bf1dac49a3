// Trouble of the office's own account at Zalo or at the gateway of text messages, on the strict sandbox and a strict gateway: it is held as trouble of
// the mail account is (mail-trouble.int.ts), with one alarm, and nothing of it keeps the mails.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createCaptureChannel } from '#channels/capture-channel.ts';
import type { Channel } from '#channels/channel.ts';
import { createSmsChannel } from '#channels/sms/sms-channel.ts';
import { loadEnv } from '#config/env.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { slotOf } from '#domain/calendar/slot.ts';
import { startZaloSandbox } from '#local/zalo/start-zalo-sandbox.ts';
import { startGateway } from '../channels/sms-gateway.ts';
import { aContact, vn } from '../support/builders.ts';
import { createDeliveryWorld, type DeliveryWorld } from '../support/delivery.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { watchSlots } from '../support/slot-watch.ts';
import { zaloChannelOn } from '../support/zalo-channel.ts';

const PHONED = Array.from({ length: 14 }, (_, n) => `09123450${String(n).padStart(2, '0')}`);
const EVERYBODY = PHONED.length + 1;
// A slot is looked at every five minutes for hours.
vi.setConfig({ testTimeout: 240_000 });

let own: TestDatabase;
let world: DeliveryWorld;
let close: () => Promise<unknown>;

beforeEach(async () => {
  own = await createTestDatabase();
});
afterEach(async () => {
  await close();
  await world.database.$disconnect();
  await own.drop();
});

interface Phones {
  channel: Channel;
  /** Everything from now on is refused because of our own account, or nothing is. */
  inTrouble(is: boolean): void;
  calls(): number;
  /** Whom something reached. */
  reached(): string[];
}

/** Who reads `both` has a mail address too. */
async function open(kind: 'zalo' | 'sms', colleagues: { both?: number; mailOnly?: number } = {}): Promise<Phones> {
  const { both = 0, mailOnly = 0 } = colleagues;
  const wish = { channels: [kind, 'email'] as ('zalo' | 'sms' | 'email')[] };
  const phoned = PHONED.map((phone, n) =>
    aContact({ id: `a.cv${n}`, agency: 'a', phone, ...wish, ...(n < both ? {} : { email: null }) }),
  );
  const others = Array.from({ length: mailOnly }, (_, n) => aContact({ id: `a.thu${n}`, agency: 'a' }));
  const clerk = { phone: '0987 654 321', email: null, ...wish };
  world = await createDeliveryWorld(own.url, clerk, Date.parse(vn('2026-01-05 09:01')), [...phoned, ...others]);
  return kind === 'zalo' ? openZalo() : openSms();
}

async function openZalo(): Promise<Phones> {
  const sandbox = await startZaloSandbox({ nowMs: () => world.world.nowMs });
  close = () => sandbox.close();
  let isIn = false;
  let calls = 0;
  const zalo = zaloChannelOn(sandbox, world.database);
  const users = [...PHONED, '0987654321'].map((phone, n) => ({
    userId: `90000000000000${n}`,
    phone: `84${phone.slice(1)}`,
  }));
  const channel: Channel = {
    ...zalo,
    send(message, key) {
      if (isIn) calls += 1;
      for (const user of users) sandbox.setUser({ ...user, refuseWith: isIn ? { zbs: -115 } : {} });
      return zalo.send(message, key);
    },
  };
  return {
    channel,
    inTrouble: (is) => {
      isIn = is;
    },
    calls: () => calls,
    reached: () => sandbox.messages().map(({ phone }) => String(phone)),
  };
}

async function openSms(): Promise<Phones> {
  const gateway = await startGateway('kannel');
  close = () => gateway.close();
  const { sms } = loadEnv(gateway.variables);
  if (sms === null) throw new Error('the gateway is not set up');
  const good = createSmsChannel(sms);
  const bad = createSmsChannel({ ...sms, url: sms.url.replace('password=mk', 'password=cu') });
  let isIn = false;
  let calls = 0;
  return {
    channel: {
      ...good,
      send(message, key) {
        if (isIn) calls += 1;
        return (isIn ? bad : good).send(message, key);
      },
    },
    inTrouble: (is) => {
      isIn = is;
    },
    calls: () => calls,
    reached: () => gateway.messages().map(({ phone }) => phone),
  };
}

const watch = (channel: Channel) =>
  watchSlots(world.world, world.deliverer([channel], { everySlotIsPast: false }) as Parameters<typeof watchSlots>[1]);
const openMatters = () => world.database.attention.findMany({ where: { resolvedAt: null } });
const rowsBy = (status: string) => world.database.ledgerEntry.count({ where: { step: 'assigned', status } });

test.each(['zalo', 'sms'] as const)(
  'by %s everybody is held for hours with one alarm, and hears once when the account is mended',
  async (kind) => {
    const phones = await open(kind);
    const slot = await world.stage();
    const lookUntil = watch(phones.channel);
    phones.inTrouble(true);
    await lookUntil(slot, '2026-01-05 11:30');
    expect(phones.reached()).toEqual([]);
    expect(await openMatters()).toMatchObject([{ id: `channel/${kind}/hold` }]);
    expect(await rowsBy('refused')).toBe(0);
    // What was on its way when it began, and then one every five minutes.
    expect(phones.calls()).toBeLessThan(EVERYBODY + 2.5 * 12 + 5);
    // What is noted ahead is what was made: nobody notes an attempt for each message at each look.
    expect(await world.database.delivery.count()).toBeLessThan(2 * EVERYBODY + 2.5 * 12 + 5);
    phones.inTrouble(false);
    await lookUntil(slot, '2026-01-05 11:45');
    expect(phones.reached()).toHaveLength(EVERYBODY);
    expect(new Set(phones.reached()).size).toBe(EVERYBODY);
    expect(await rowsBy('sent')).toBe(EVERYBODY);
    expect(await openMatters()).toEqual([]);
  },
);

test('a night and a day of it move everybody to the next slot, and nobody hears twice', async () => {
  const phones = await open('sms');
  const slot = await world.stage();
  const lookUntil = watch(phones.channel);
  phones.inTrouble(true);
  await lookUntil(slot, '2026-01-05 09:30');
  world.world.nowMs = Date.parse(vn('2026-01-05 23:40'));
  await lookUntil(slot, '2026-01-05 23:41');
  expect(await rowsBy('staged')).toBe(EVERYBODY);
  const next = slotOf(instantOf(vn('2026-01-06 08:00')));
  const staged = await world.database.ledgerEntry.findMany({ where: { status: 'staged' } });
  expect(new Set(staged.map(({ slotAt }) => slotAt.getTime()))).toEqual(new Set([Date.parse(next)]));
  world.world.nowMs = Date.parse(vn('2026-01-06 08:00'));
  phones.inTrouble(false);
  await lookUntil(next, '2026-01-06 08:50');
  expect(new Set(phones.reached()).size).toBe(EVERYBODY);
  expect(phones.reached()).toHaveLength(EVERYBODY);
  expect([await rowsBy('sent'), await rowsBy('refused')]).toEqual([EVERYBODY, 0]);
});

test('mails leave side by side all the while, those of people whom the phone does not reach too', async () => {
  const phones = await open('sms', { both: 7, mailOnly: 30 });
  const slot = await world.stage();
  let [atOnce, most] = [0, 0];
  const capture = createCaptureChannel('email');
  const mail: Channel = {
    ...capture,
    async send(message, key) {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => setTimeout(resolve, 20));
      atOnce -= 1;
      return capture.send(message, key);
    },
  };
  phones.inTrouble(true);
  // Known before the slot begins, as on the second day of it.
  await world.database.attention.create({
    data: {
      ...{ id: 'channel/sms/hold', what: 'x', place: 'y', href: null },
      ...{ raisedAt: new Date(world.world.nowMs), lastAt: new Date(world.world.nowMs) },
    },
  });
  await world.deliverer([phones.channel, mail], { everySlotIsPast: false })(slot);
  expect(capture.captured).toHaveLength(37);
  expect(most).toBeGreaterThan(3);
  expect(phones.calls()).toBe(0);
});
