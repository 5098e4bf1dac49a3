import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSecretBox } from '#channels/secret-box.ts';
import { createWebhookSender } from '#channels/webhook/webhook-sender.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { appendAuditEvents } from '#store/audit-store.ts';
import { type Database, openDatabase } from '#store/database.ts';
import {
  DELIVERY_ORDERS,
  listDeliveries,
  listSubscriptions,
  recordWebhook,
  resendDead,
  takeWebhooks,
} from '#store/webhook-store.ts';
import { deliverWebhooks } from '#worker/deliver-webhooks.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { addSubscription, changeSubscription, removeSubscription, rotateSecret } from '../support/settings.ts';
import { runSql } from '../support/store.ts';

const SECRET = `whsec_${Buffer.from('a secret of twenty-four b').toString('base64')}`;
const HOUR = 3_600_000;

let own: TestDatabase;
let database: Database;
let server: Server;
let url: string;
let nowMs: number;
let answer: number;
let got: { headers: IncomingHttpHeaders; body: string }[];
const box = createSecretBox('key-of-the-webhook-tests', 'webhook-secret');

beforeEach(async () => {
  own = await createTestDatabase();
  database = openDatabase(own.url);
  nowMs = Date.now();
  answer = 200;
  got = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      got.push({ headers: request.headers, body });
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await database.$disconnect();
  await own.drop();
});

async function work(allowPrivate = true): Promise<void> {
  const sender = createWebhookSender({ allowPrivate });
  const now = () => new Date(nowMs);
  while ((await deliverWebhooks({ database, box, sender, now, log: { warn: () => undefined } })) > 0);
}

const subscribe = (filter: string[]) =>
  addSubscription(database, { url, filter, sealedSecret: box.seal(SECRET) }, new Date(nowMs));

let sequence = 0;
async function happen(type: string): Promise<void> {
  sequence += 1;
  const at = instantOf(nowMs);
  const event = { subject: 'assignment/x', sequence, type, actor: 'thử', occurredAt: at, payload: { note: 'ghi chú' } };
  await database.$transaction((tx) => appendAuditEvents(tx, [event], at));
}

async function deliveries(subscriptionId: string, status?: string) {
  const page = { keyset: DELIVERY_ORDERS['-time'], limit: 9, after: null };
  return (await listDeliveries(database, { subscriptionId, status }, page)).items;
}

test('a system hears of what it asked for, signed, once, and of nothing from before', async () => {
  await happen('assigned');
  await subscribe(['assignment.acknowledged']);
  await happen('acknowledged');
  await happen('reported');
  await work();
  expect(got).toHaveLength(1);
  const [{ headers, body }] = got as [(typeof got)[number]];
  expect(new Webhook(SECRET).verify(body, headers as Record<string, string>)).toMatchObject({
    type: 'assignment.acknowledged',
    data: { subject: 'assignment/x', payload: { note: 'ghi chú' } },
  });
  await work();
  expect(got).toHaveLength(1);
});

test('a receiver that is down is tried for a day with the same id, then the event is a dead letter that can be sent again', async () => {
  const id = await subscribe(['*']);
  answer = 503;
  await happen('acknowledged');
  const startMs = nowMs;
  for (let round = 0; round < 200 && (await listSubscriptions(database, new Date(nowMs)))[0]?.dead !== 1; round += 1) {
    await work();
    nowMs += HOUR / 4;
  }
  expect(nowMs - startMs).toBeGreaterThan(24 * HOUR);
  expect(got.length).toBeGreaterThan(5);
  expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(await deliveries(id, 'dead')).toMatchObject([{ code: '503', status: 'dead' }]);
  expect(await database.attention.findMany({ where: { resolvedAt: null } })).toHaveLength(1);
  answer = 200;
  expect(await resendDead(database, { subscriptionId: id }, new Date(nowMs))).toBe(1);
  await work();
  expect(await listSubscriptions(database, new Date(nowMs))).toMatchObject([{ dead: 0, delivered: 1 }]);
  expect(await database.attention.findMany({ where: { resolvedAt: null } })).toHaveLength(0);
});

test('an address inside the network is never called, unless the installation allows it', async () => {
  const id = await subscribe(['*']);
  await happen('acknowledged');
  await work(false);
  expect(got).toHaveLength(0);
  expect(await deliveries(id)).toMatchObject([{ status: 'dead' }]);
});

test('two workers share the work: nothing is told twice', async () => {
  await subscribe(['*']);
  for (let n = 0; n < 40; n += 1) await happen('acknowledged');
  await Promise.all([work(), work(), work()]);
  expect(got).toHaveLength(40);
  expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(40);
});

test('a subscription that is switched off hears nothing', async () => {
  const id = await subscribe(['*']);
  await changeSubscription(database, id, { active: false });
  await happen('acknowledged');
  await work();
  expect(got).toHaveLength(0);
});

test('while a secret is being changed both sign, so that the receiver loses nothing; then the old one is over', async () => {
  const id = await subscribe(['*']);
  const next = `whsec_${Buffer.from('another of twenty-four b').toString('base64')}`;
  await rotateSecret(database, { subscriptionId: id, sealedSecret: box.seal(next) }, new Date(nowMs));
  await happen('acknowledged');
  await work();
  const fits = (secret: string, { headers, body }: (typeof got)[number]) => {
    try {
      return new Webhook(secret).verify(body, headers as Record<string, string>) !== undefined;
    } catch {
      return false;
    }
  };
  const [during] = got as [(typeof got)[number]];
  expect([fits(SECRET, during), fits(next, during)]).toEqual([true, true]);
  // The library of the receiver allows no clock in the future, so the overlap ends in the past instead.
  await runSql(own.url, `update webhook_retired_secret set until = '${new Date(nowMs).toISOString()}'`);
  await happen('reported');
  await work();
  const after = got[1] as (typeof got)[number];
  expect([fits(SECRET, after), fits(next, after)]).toEqual([false, true]);
});

test('a receiver that says 410 is not called again until a person switches it on', async () => {
  const id = await subscribe(['*']);
  answer = 410;
  await happen('acknowledged');
  await work();
  expect(await listSubscriptions(database, new Date(nowMs))).toMatchObject([{ id, active: false, dead: 1 }]);
  expect(await database.attention.findMany()).toMatchObject([{ what: expect.stringContaining('tạm dừng') }]);
  await happen('reported');
  await work();
  expect(got).toHaveLength(1);
});

test('a subscription may be removed while one of its events is under way', async () => {
  const id = await subscribe(['*']);
  await happen('acknowledged');
  await work(false);
  await resendDead(database, { subscriptionId: id }, new Date(nowMs));
  const [taken] = await takeWebhooks(database, 1, new Date(nowMs));
  expect(taken).toBeDefined();
  expect(await removeSubscription(database, id, new Date(nowMs))).toBe(1);
  const outcome = { ok: false, permanent: true, code: '410', words: 'không nhận', spread: 0 };
  expect(await recordWebhook(database, taken as NonNullable<typeof taken>, outcome, new Date(nowMs))).toBe('gone');
});
