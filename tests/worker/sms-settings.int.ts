// From the environment variables to a gateway on this machine, through the delivery of a real installation: text messages are there when they
// are set up, and keep what they promise.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCaptureChannel } from '#channels/capture-channel.ts';
import type { Channel } from '#channels/channel.ts';
import { createChannelRegistry } from '#channels/registry.ts';
import { loadConnectedEnv } from '#config/connected-env.ts';
import type { RosterContact } from '#contracts/roster.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import { listRefusedReminders } from '#store/message-view-store.ts';
import { createDependencies } from '#worker/create-dependencies.ts';
import { type SmsGateway, startGateway } from '../channels/sms-gateway.ts';
import { vn } from '../support/builders.ts';
import { CLERK, clerksMessage, createDeliveryWorld, type DeliveryWorld } from '../support/delivery.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const MORNING = Date.parse(vn('2026-01-07 09:00'));
const NIGHT = Date.parse(vn('2026-01-07 22:30'));
const PHONE = '0912 345 678';
const BOTH = { channels: ['sms', 'email'], phone: PHONE };
const PHONE_ONLY = { email: null, phone: PHONE };

let own: TestDatabase;
let world: DeliveryWorld;
let gateway: SmsGateway;

beforeEach(async () => {
  own = await createTestDatabase();
  gateway = await startGateway('json');
});
afterEach(async () => {
  await gateway.close();
  await world.database.$disconnect();
  await own.drop();
});

/** An installation with these variables, whose clerk is this; mails are kept back and not sent. */
async function office(clerk: Partial<RosterContact>, startMs: number, variables = gateway.variables) {
  world = await createDeliveryWorld(own.url, clerk, startMs);
  const { database } = world;
  const env = loadConnectedEnv({
    DATABASE_URL: own.url,
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    SMTP_URL: 'smtp://127.0.0.1:1',
    DONDOC_SECRET: 'mot-bi-mat-du-dai-cho-thu-nghiem-tin-nhan',
    PUBLIC_URL: 'https://dondoc.tuky.example',
    ...variables,
  });
  const deps = await createDependencies(env, { database, engine: {} as EngineClient, log: SILENT });
  const mail = createCaptureChannel('email');
  const made = deps.channels.names().flatMap((name) => deps.channels.get(name) ?? []);
  const channels: Channel[] = [...made.filter(({ name }) => name !== 'email'), mail];
  const slot = await world.stage();
  const now = () => new Date(world.world.nowMs);
  const deliver = world.deliverer([], { ...deps, now, channels: createChannelRegistry(channels) });
  return { database, mail, deliver: () => deliver(slot) };
}

const matters = async () => (await world.database.attention.findMany()).map(({ id }) => id);

test('without a gateway nothing is sent, and the officer reads which channels are not set up', async () => {
  const { database, deliver } = await office(PHONE_ONLY, MORNING, {});
  await deliver();
  expect((await clerksMessage(database)).message).toMatchObject({
    status: 'failed',
    reason: 'kênh zalo, sms chưa được cấu hình',
  });
  expect(gateway.calls()).toBe(0);
});

test('who has nothing but a phone gets one text message, which names our message and is kept with it', async () => {
  const { database, deliver } = await office(PHONE_ONLY, MORNING);
  expect(await deliver()).toMatchObject({ open: 0 });
  const { message, attempts } = await clerksMessage(database);
  expect(attempts).toEqual(['sms accepted']);
  expect(message).toMatchObject({ status: 'sent', channel: 'sms', forms: { sms: { title: expect.any(String) } } });
  const [sent, ...others] = gateway.messages();
  expect(others).toEqual([]);
  expect(sent).toMatchObject({ phone: '0912345678', id: message.id, text: expect.stringContaining('Giao viec') });
  expect(sent?.text).toMatch(/Xem: https:\/\/\S+\/l\/\S+$/);
});

test('a message in doubt is covered by mail at once and never sent again', async () => {
  const { database, mail, deliver } = await office(BOTH, MORNING);
  gateway.failNext('cut-after');
  await deliver();
  await deliver();
  expect(await clerksMessage(database)).toMatchObject({
    message: { status: 'covered', channel: 'email' },
    attempts: ['sms unknown', 'email accepted'],
  });
  expect([gateway.calls(), mail.captured.length]).toEqual([1, 1]);
});

test('a message in doubt that nothing can cover is told to the officer, and not sent again', async () => {
  const { database, deliver } = await office(PHONE_ONLY, MORNING);
  gateway.failNext({ status: 502 });
  await deliver();
  world.world.nowMs += 3_600_000;
  await deliver();
  expect((await clerksMessage(database)).message.status).toBe('unknown');
  expect(await listRefusedReminders(database, 9)).toMatchObject([{ contactId: CLERK }]);
  expect(gateway.calls()).toBe(1);
});

test('what the gateway refuses goes by mail, and the officer reads the code', async () => {
  const { database, deliver } = await office(BOTH, MORNING);
  gateway.failNext({ status: 400, body: 'sai' });
  await deliver();
  expect((await clerksMessage(database)).attempts).toEqual(['sms refused HTTP 400', 'email accepted']);
  expect(await matters()).toEqual(['channel/sms/HTTP 400']);
});

test('a gateway that is busy is asked again with the same id, and only once it has taken the message', async () => {
  const { database, deliver } = await office(PHONE_ONLY, MORNING);
  gateway.failNext({ status: 429 });
  expect(await deliver()).toMatchObject({ open: expect.any(Number) });
  world.world.nowMs += 120_000;
  expect(await deliver()).toMatchObject({ open: 0 });
  const { message, attempts } = await clerksMessage(database);
  expect(attempts).toEqual(['sms refused HTTP 429', 'sms accepted']);
  expect(gateway.messages()).toMatchObject([{ id: message.id }]);
});

test('a number that is no mobile is marked, and the mail carries the message', async () => {
  const { database, deliver } = await office({ ...BOTH, phone: '0220 3847 123' }, MORNING);
  await deliver();
  expect((await clerksMessage(database)).attempts).toEqual(['sms refused phone', 'email accepted']);
  expect(await database.unreachableChannel.findMany()).toMatchObject([{ channel: 'sms', address: '0220 3847 123' }]);
  expect(gateway.calls()).toBe(0);
});

test('at night no phone rings: who has nothing else hears at seven', async () => {
  const { deliver } = await office(PHONE_ONLY, NIGHT);
  await deliver();
  world.world.nowMs = Date.parse(vn('2026-01-08 06:59'));
  await deliver();
  expect(gateway.calls()).toBe(0);
  world.world.nowMs = Date.parse(vn('2026-01-08 07:00'));
  expect(await deliver()).toMatchObject({ open: 0 });
  expect(gateway.messages()).toHaveLength(1);
});

test('at night who has an address for mail hears by mail', async () => {
  const { database, mail, deliver } = await office(BOTH, NIGHT);
  expect(await deliver()).toMatchObject({ open: 0 });
  expect((await clerksMessage(database)).attempts).toEqual(['email accepted']);
  expect([gateway.calls(), mail.captured.length]).toEqual([0, 1]);
});
