// Messages whose receipt never comes, because Zalo's webhooks cannot enter the office's network: the worker asks.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCaptureChannel } from '#channels/capture-channel.ts';
import { createChannelRegistry } from '#channels/registry.ts';
import { startZaloSandbox, type ZaloSandbox } from '#local/zalo/start-zalo-sandbox.ts';
import { createStatusRound } from '#worker/ask-status.ts';
import { vn } from '../support/builders.ts';
import { clerksMessage, createDeliveryWorld, type DeliveryWorld } from '../support/delivery.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { zaloChannelOn } from '../support/zalo-channel.ts';

const NOW = Date.parse(vn('2026-01-07 09:00'));
const MINUTE = 60_000;

let own: TestDatabase;
let sandbox: ZaloSandbox;
let delivery: DeliveryWorld;
let round: () => Promise<number>;
let asked: number;

beforeEach(async () => {
  own = await createTestDatabase();
  delivery = await createDeliveryWorld(own.url, { channels: ['zalo'], phone: '0912 345 678', email: null }, NOW);
  sandbox = await startZaloSandbox({ nowMs: () => delivery.world.nowMs });
  sandbox.setUser({ userId: '246845883529197922', phone: '84912345678' });
  const { database, world } = delivery;
  asked = 0;
  const zalo = zaloChannelOn(sandbox, database);
  const ask = (providerId: string) => {
    asked += 1;
    return zalo.status?.(providerId) ?? Promise.reject(new Error('the channel can not be asked'));
  };
  const channels = [{ ...zalo, status: ask }, createCaptureChannel('email')];
  await delivery.deliverer(channels)(await delivery.stage());
  const questions = {
    database,
    channels: createChannelRegistry(channels),
    now: () => new Date(world.nowMs),
    openSlot: async () => undefined,
  };
  round = createStatusRound(questions, new Date(world.nowMs));
});
afterEach(async () => {
  expect(sandbox.violations()).toEqual([]);
  await sandbox.close();
  await delivery.database.$disconnect();
  await own.drop();
});

const status = async () => (await clerksMessage(delivery.database)).message.status;

test('a message by phone becomes delivered when Zalo says so, and nobody is asked before or after', async () => {
  delivery.world.nowMs += 3 * MINUTE;
  await round();
  expect([await status(), asked]).toEqual(['sent', 0]);
  delivery.world.nowMs += 3 * MINUTE;
  await round();
  expect([await status(), asked]).toEqual(['delivered', 1]);
  delivery.world.nowMs += 60 * MINUTE;
  await round();
  expect(asked).toBe(1);
});

test('an answer that proves nothing leaves the message as it was, and the next age asks again', async () => {
  sandbox.failNext({ path: '/business/message/status', times: 1, how: { kind: 'http', status: 502 } });
  delivery.world.nowMs += 6 * MINUTE;
  await round();
  expect([await status(), asked]).toEqual(['sent', 1]);
  delivery.world.nowMs += 60 * MINUTE;
  await round();
  expect([await status(), asked]).toEqual(['delivered', 2]);
});
