// The same request again, ten times at once, or after a crash: carried out once, answered alike.

import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { createSecretBox } from '#channels/secret-box.ts';
import { createWebhookPorts } from '#channels/webhook/webhook-ports.ts';
import { ownApi } from '../support/api.ts';
import { aPlan } from '../support/builders.ts';
import { addPlan, furnish, publishedPlan } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApi({
  webhooks: createWebhookPorts({ box: createSecretBox('khoa-cua-webhook-thu', 'webhook-secret'), allowPrivate: true }),
});
const CSV = 'STT,Hoạt động,Cơ quan chủ trì,Thời gian hoàn thành\n1,Rà soát,Phòng A,Quý I\n';
let assignmentId: string;

beforeAll(() => furnish(api.context.database));
beforeEach(async () => {
  const { planId, assignmentIds } = await publishedPlan(api.context.database);
  await api.context.engine.publish(planId);
  assignmentId = assignmentIds[0] as string;
});

const give = (key: string, body: object, id = assignmentId) =>
  api.ask('POST', `/api/assignments/${id}/commands`, { 'idempotency-key': key }, body);
const events = () => api.context.database.auditEvent.findMany({ where: { subject: `assignment/${assignmentId}` } });

test('twenty times at once and again later, a command is recorded once and every answer is the first one', async () => {
  const key = randomUUID();
  const burst = await Promise.all(Array.from({ length: 20 }, () => give(key, { command: 'acknowledge' })));
  const late = await give(key, { command: 'acknowledge' });
  for (const { status, body } of [...burst, late]) expect([status, body]).toEqual([200, burst[0]?.body]);
  expect(late.headers['idempotency-replayed']).toBe('true');
  expect((await events()).map(({ type }) => type)).toEqual(['assigned', 'acknowledged']);
  expectProblem(await give(randomUUID(), { command: 'acknowledge' }), 'command-does-not-fit');
});

test('a refusal is an answer too: it stays the same although the command would fit by now', async () => {
  const key = randomUUID();
  const refused = await give(key, { command: 'verify' });
  expectProblem(refused, 'command-does-not-fit');
  await give(randomUUID(), { command: 'report', note: 'Xong' });
  expect((await give(key, { command: 'verify' })).body).toEqual(refused.body);
});

test('the same key for another command, another assignment or another version is refused and does nothing', async () => {
  const key = randomUUID();
  await give(key, { command: 'acknowledge' });
  const other = (await publishedPlan(api.context.database)).assignmentIds[0] as string;
  expectProblem(await give(key, { command: 'report', note: 'x' }), 'idempotency-key-reused');
  expectProblem(await give(key, { command: 'acknowledge' }, other), 'idempotency-key-reused');
  const burst = await Promise.all(
    ['a', 'b', 'c', 'd'].map((note) => give(`burst-${key}`, { command: 'report', note })),
  );
  expect(burst.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422]);
});

test('one key may be used on another route', async () => {
  const key = randomUUID();
  expect((await give(key, { command: 'acknowledge' })).status).toBe(200);
  const code = await api.ask('POST', '/api/contacts/a.cv/zalo-code', { 'idempotency-key': key });
  expect(code.status).toBe(200);
});

test('a key is 1 to 255 visible characters', async () => {
  for (const key of ['', 'a b', 'x'.repeat(256), 'é'])
    expectProblem(await give(key, { command: 'acknowledge' }), 'invalid-request');
  expect((await give('x'.repeat(255), { command: 'acknowledge' })).status).toBe(200);
});

test('a failure of ours is no answer: sent again with the same key the command is carried out', async () => {
  const key = randomUUID();
  api.context.engine.goAway();
  expect((await give(key, { command: 'acknowledge' })).status).toBe(503);
  api.context.engine.comeBack();
  expect((await give(key, { command: 'acknowledge' })).status).toBe(200);
  expect(await events()).toHaveLength(2);
});

test('killed before the work: whoever sends the request again has it carried out once the lease is over', async () => {
  const key = randomUUID();
  await give(key, { command: 'verify' });
  const dead = { sealedAnswer: null, leaseUntil: new Date(Date.now() + 700) };
  await api.context.database.idempotencyKey.updateMany({ where: { key }, data: dead });
  const started = Date.now();
  expectProblem(await give(key, { command: 'verify' }), 'command-does-not-fit');
  expect(Date.now() - started).toBeGreaterThan(500);
});

test('killed between the work and the answer: a plan is published once, a draft is there once, a webhook once with the same key', async () => {
  const planId = await addPlan(api.context.database, aPlan());
  const send = {
    publishPlan: (key: string) => api.ask('POST', `/api/plans/${planId}/publish?again=1`, { 'idempotency-key': key }),
    addWebhook: (key: string) =>
      api.ask('POST', '/api/webhooks', { 'idempotency-key': key }, { url: 'http://127.0.0.1:9/mot-lan' }),
    importPlan: (key: string) => api.uploadWith({ 'idempotency-key': key }, 'mot-lan.csv', CSV),
  };
  for (const [operation, ask] of Object.entries(send)) {
    const key = randomUUID();
    const first = await ask(key);
    await api.context.database.idempotencyKey.updateMany({
      where: { key },
      data: { sealedAnswer: null, leaseUntil: null },
    });
    const again = await ask(key);
    const plain = ({ body }: typeof first) => ({ ...body, alreadyImportedAt: null });
    expect([operation, again.status, plain(again)]).toEqual([operation, 200, plain(first)]);
  }
  const { database } = api.context;
  expect(await database.assignment.count({ where: { planId } })).toBe(1);
  expect(await database.webhookSubscription.count({ where: { url: 'http://127.0.0.1:9/mot-lan' } })).toBe(1);
  expect(await database.planRevision.count({ where: { fileName: 'mot-lan.csv' } })).toBe(1);
});

test('an upload with a key is its file: the same again is answered alike, another file under the key is refused', async () => {
  const key = randomUUID();
  const csv = CSV.replace('Rà soát', 'Rà soát lần hai');
  const send = (content: string) => api.uploadWith({ 'idempotency-key': key }, 'a.csv', content);
  const burst = await Promise.all([1, 2, 3, 4, 5].map(() => send(csv)));
  for (const { status, body } of burst) expect([status, body]).toEqual([200, burst[0]?.body]);
  expect(burst[0]?.body.alreadyImportedAt).toBeNull();
  expectProblem(await send(CSV), 'idempotency-key-reused');
});

test('secrets and codes are answered again and never stored in the clear', async () => {
  const key = randomUUID();
  const headers = { 'idempotency-key': key };
  const hook = () => api.ask('POST', '/api/webhooks', headers, { url: 'http://127.0.0.1:9/kin' });
  const code = () => api.ask('POST', '/api/contacts/a.cv/zalo-code', headers);
  const [first, again] = [await hook(), await hook()];
  expect(again.body).toEqual(first.body);
  const [firstCode, againCode] = [await code(), await code()];
  expect(againCode.body).toEqual(firstCode.body);
  const stored = JSON.stringify(await api.context.database.idempotencyKey.findMany());
  for (const secret of [first.body.secret, firstCode.body.code, first.body.url]) expect(stored).not.toContain(secret);
});

test('an answer that can not be opened any more is not made up, and nothing is done again', async () => {
  const key = randomUUID();
  await give(key, { command: 'acknowledge' });
  await api.context.database.idempotencyKey.updateMany({ where: { key }, data: { sealedAnswer: 'v1.a.b.c' } });
  expectProblem(await give(key, { command: 'acknowledge' }), 'idempotency-answer-gone');
  expect(await events()).toHaveLength(2);
});
