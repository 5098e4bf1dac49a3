import { beforeAll, beforeEach, expect, test } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { createSecretBox } from '#channels/secret-box.ts';
import { createWebhookPorts } from '#channels/webhook/webhook-ports.ts';
import { WEBHOOK_EVENT_TYPES } from '#contracts/webhooks.ts';
import { eventTypeOf } from '#domain/delivery/webhook-event-type.ts';
import { linkByCode } from '#store/contact-link-store.ts';
import { fanOutEvents } from '#store/webhook-store.ts';
import { ownApi } from '../support/api.ts';
import { vn } from '../support/builders.ts';
import { day } from '../support/moments.ts';
import { addLinkCode } from '../support/settings.ts';
import { furnish, publishedPlan } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const box = createSecretBox('khoa-cua-thu-nghiem-webhook', 'webhook-secret');
const api = ownApi({ webhooks: createWebhookPorts({ box, allowPrivate: false }) });
const URL_THERE = 'https://tiep-nhan.invalid/su-kien';
const NOBODY = '00000000-0000-4000-8000-000000000000';

beforeAll(() => furnish(api.context.database));
beforeEach(async () => {
  api.at('2026-03-02 09:00');
  await api.context.database.webhookSubscription.deleteMany();
});

async function subscribe(filter?: string[]): Promise<{ id: string; secret: string }> {
  const { status, body } = await api.post('/api/webhooks', { url: URL_THERE, ...(filter ? { filter } : {}) });
  expect(status).toBe(200);
  return body;
}

/** Events of a published plan, handed out to whoever is subscribed, all of them given up. */
async function deadLetters(): Promise<string[]> {
  const { database } = api.context;
  await publishedPlan(database);
  while ((await fanOutEvents(database, new Date(vn('2026-03-02 09:00')))) > 0);
  await database.webhookDelivery.updateMany({
    data: { status: 'dead', dueAt: null, attempts: 11, code: '503', words: 'nơi nhận trả lời HTTP 503' },
  });
  return (await database.webhookDelivery.findMany({ select: { id: true } })).map(({ id }) => id);
}

test('a new subscription hears of everything unless it says what, and its secret is shown once', async () => {
  const { id, secret } = await subscribe();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
  const { body } = await api.get('/api/webhooks');
  expect(body).toEqual([
    {
      id,
      url: URL_THERE,
      filter: ['*'],
      active: true,
      createdAt: '2026-03-02T02:00:00Z',
      oldSecretUntil: null,
      pending: 0,
      delivered: 0,
      dead: 0,
      etag: expect.stringContaining(id),
    },
  ]);
  expect(JSON.stringify(body)).not.toContain(secret.slice(6));
  const stored = await api.context.database.webhookSubscription.findUniqueOrThrow({ where: { id } });
  expect(stored.sealedSecret).not.toContain(secret.slice(6));
  expect(box.open(stored.sealedSecret)).toBe(secret);
});

test('a receiver may bring its own secret', async () => {
  const secret = `whsec_${Buffer.from('hai muoi bon byte bi mat').toString('base64')}`;
  expect((await api.post('/api/webhooks', { url: URL_THERE, secret })).body.secret).toBe(secret);
});

test.each([
  ['https://10.1.2.3/x', 'nội bộ'],
  ['https://[::1]/x', 'nội bộ'],
  ['https://169.254.169.254/latest/meta-data', 'nội bộ'],
  ['http://93.184.216.34/x', 'https'],
  ['https://ten:mat-khau@93.184.216.34/x', 'mật khẩu'],
])('the address %s is refused with the reason', async (url, reason) => {
  const problem = expectProblem(await api.post('/api/webhooks', { url }), 'webhook-refused');
  expect(problem.detail).toContain(reason);
  expect((await api.get('/api/webhooks')).body).toEqual([]);
});

test.each([
  [{ url: 'khong phai dia chi' }, 'địa chỉ dạng'],
  [{ url: 'ftp://may/x' }, 'địa chỉ dạng'],
  [{ url: 'https://may.invalid/\u0000' }, 'không lưu được'],
  [{ url: URL_THERE, filter: [] }, 'ít nhất một'],
  [{ url: URL_THERE, filter: ['assignment.acknowleged'] }, 'phải là một trong'],
  [{ url: URL_THERE, filter: ['khac.*'] }, 'phải là một trong'],
  [{ url: URL_THERE, secret: 'ngan' }, 'whsec_'],
])('what is not a subscription is refused in words: %j', async (body, words) => {
  const problem = expectProblem(await api.post('/api/webhooks', body), 'invalid-request');
  expect(problem.issues?.map(({ message }) => message).join()).toContain(words);
});

test('whatever the log tells of work and of people has a type that a filter can name, with words', async () => {
  const { database } = api.context;
  const { planId } = await publishedPlan(database);
  await api.context.engine.publish(planId);
  const now = new Date(vn('2026-03-02 09:00'));
  const expiresAt = new Date(vn('2026-03-02 10:00'));
  await addLinkCode(database, { code: 'MA-1', contactId: 'a.cv', expiresAt, date: day('2026-03-02') }, now);
  expect(
    await linkByCode(database, 'MA-1', { userId: 'zalo-1', channels: CHANNEL_KINDS }, day('2026-03-02'), now),
  ).toBe('a.cv');
  const events = await database.auditEvent.findMany({ select: { subject: true, type: true } });
  const told = new Set(events.map(({ subject, type }) => eventTypeOf(subject, type)));
  expect(told.size).toBeGreaterThan(3);
  // Settings, seals and codes are the office's own and told to nobody.
  const silent = new Set(['ladder.set', 'calendar.set', 'roster.imported', 'webhook.added', 'contact.zalo-code-made']);
  const unnamed = [...told].filter((type) => !(WEBHOOK_EVENT_TYPES as readonly string[]).includes(type));
  expect(unnamed.filter((type) => !silent.has(type))).toEqual([]);
  const { body } = await api.get('/api/webhooks/event-types');
  expect(body.map(({ type }: { type: string }) => type)).toEqual(WEBHOOK_EVENT_TYPES);
  for (const { type, words } of body) expect([type, words]).toEqual([type, expect.stringMatching(/^[A-ZĐ][^.]+$/)]);
});

test('a subscription is switched off and on, and hears of something else, as often as it is said', async () => {
  const { id } = await subscribe();
  for (const active of [false, false, true])
    expect((await api.put(`/api/webhooks/${id}`, { active })).body).toMatchObject({ id, active, filter: ['*'] });
  expect((await api.put(`/api/webhooks/${id}`, { filter: ['plan.*'] })).body.filter).toEqual(['plan.*']);
  expectProblem(await api.put(`/api/webhooks/${id}`, { filter: ['khac'] }), 'invalid-request');
  expectProblem(await api.put(`/api/webhooks/${NOBODY}`, { active: false }), 'not-found');
});

test('a removed subscription is gone with its deliveries and its matter; the log and the others stay', async () => {
  const { database } = api.context;
  const [{ id }, { id: other }] = [await subscribe(), await subscribe(['plan.*'])];
  const dead = await deadLetters();
  const matter = { what: 'không nhận được', place: URL_THERE, raisedAt: new Date(), lastAt: new Date() };
  await database.attention.create({ data: { id: `webhook/${id}`, ...matter } });
  await api.post(`/api/webhooks/${id}/rotate`);
  const events = await database.auditEvent.count();
  const { status, body } = await api.delete(`/api/webhooks/${id}`);
  const left = await database.webhookDelivery.findMany();
  expect(status).toBe(200);
  expect(left.length).toBeGreaterThan(0);
  expect(body.deliveries).toBe(dead.length - left.length);
  expect(new Set(left.map(({ subscriptionId }) => subscriptionId))).toEqual(new Set([other]));
  expect((await api.get('/api/webhooks')).body).toMatchObject([{ id: other }]);
  expect(await database.attention.findUnique({ where: { id: `webhook/${id}` } })).not.toMatchObject({
    resolvedAt: null,
  });
  const added = await database.auditEvent.findMany({ where: { index: { gt: events } }, orderBy: { index: 'asc' } });
  expect(added.map(({ type, actor }) => [type, actor])).toEqual([
    ['webhook-removed', 'Cán bộ cơ quan thường trực'],
    ['matter-resolved', 'Cán bộ cơ quan thường trực'],
  ]);
  expectProblem(await api.delete(`/api/webhooks/${id}`), 'not-found');
});

test('a new secret is shown once; the old one signs on for a week and not longer', async () => {
  const { id, secret: first } = await subscribe();
  const { status, body } = await api.post(`/api/webhooks/${id}/rotate`);
  expect([status, body.oldSecretUntil]).toEqual([200, '2026-03-09T02:00:00Z']);
  expect(body.secret).not.toBe(first);
  const [row] = await api.context.database.webhookSubscription.findMany({ include: { retired: true } });
  expect(box.open(row?.sealedSecret ?? '')).toBe(body.secret);
  expect(row?.retired.map(({ sealedSecret }) => box.open(sealedSecret))).toEqual([first]);
  api.at('2026-03-09 08:59');
  expect((await api.get('/api/webhooks')).body[0].oldSecretUntil).toBe('2026-03-09T02:00:00Z');
  api.at('2026-03-09 09:00');
  expect((await api.get('/api/webhooks')).body[0].oldSecretUntil).toBeNull();
});

test('a secret can be replaced again at once, but not without end', async () => {
  const { id, secret } = await subscribe();
  const made = [secret];
  for (let time = 0; time < 4; time++) made.push((await api.post(`/api/webhooks/${id}/rotate`)).body.secret);
  expect(new Set(made).size).toBe(5);
  expectProblem(await api.post(`/api/webhooks/${id}/rotate`), 'webhook-secrets-many');
  const retired = await api.context.database.webhookRetiredSecret.findMany();
  expect(retired.map(({ sealedSecret }) => box.open(sealedSecret)).sort()).toEqual(made.slice(0, 4).sort());
  api.at('2026-03-10 09:00');
  expect((await api.post(`/api/webhooks/${id}/rotate`)).status).toBe(200);
  expectProblem(await api.post(`/api/webhooks/${NOBODY}/rotate`), 'not-found');
});

test('dead letters are listed with their reason, and sent again one or all; a second press finds nothing left', async () => {
  const { id } = await subscribe();
  const dead = await deadLetters();
  expect(dead.length).toBeGreaterThan(1);
  const { body } = await api.get(`/api/webhooks/${id}/deliveries?status=dead`);
  expect(body).toHaveLength(dead.length);
  expect(body[0]).toMatchObject({ status: 'dead', code: '503', reason: 'nơi nhận trả lời HTTP 503', attempts: 11 });
  expect(body.map(({ words }: { words: string }) => words)).toContain('Giao việc theo kế hoạch');
  const one = { delivery: dead[0] };
  expect((await api.post(`/api/webhooks/${id}/resend`, one)).body).toEqual({ resent: 1 });
  expect((await api.post(`/api/webhooks/${id}/resend`, one)).body).toEqual({ resent: 0 });
  expect((await api.post(`/api/webhooks/${id}/resend`)).body).toEqual({ resent: dead.length - 1 });
  expect((await api.post(`/api/webhooks/${id}/resend`)).body).toEqual({ resent: 0 });
  expect((await api.get(`/api/webhooks/${id}/deliveries?status=dead`)).body).toEqual([]);
  expect((await api.get(`/api/webhooks/${id}/deliveries`)).body).toHaveLength(dead.length);
  expect((await api.get('/api/webhooks')).body[0]).toMatchObject({ pending: dead.length, dead: 0 });
});

test('dead letters of nobody, and a status that is none, are refused', async () => {
  expectProblem(await api.get(`/api/webhooks/${NOBODY}/deliveries`), 'not-found');
  expectProblem(await api.post(`/api/webhooks/${NOBODY}/resend`), 'not-found');
  const { id } = await subscribe();
  expectProblem(await api.get(`/api/webhooks/${id}/deliveries?status=lost`), 'invalid-request');
});
