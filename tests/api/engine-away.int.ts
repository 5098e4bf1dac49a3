import { beforeAll, expect, test } from 'vitest';
import { ownApi } from '../support/api.ts';
import { at } from '../support/moments.ts';
import { addPlan, dumpDatabase, furnish, publishedPlan } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApi({ ready: async () => ({ database: true, temporal: false, worker: false }) });
let assignmentId: string;
let draftId: string;

beforeAll(async () => {
  await furnish(api.context.database);
  const { planId, assignmentIds } = await publishedPlan(api.context.database);
  await api.context.engine.publish(planId);
  assignmentId = assignmentIds[0] as string;
  draftId = await addPlan(api.context.database);
  api.context.engine.goAway();
});

test('a command is refused for the moment and leaves nothing half-done', async () => {
  const before = await dumpDatabase(api.url);
  expectProblem(await api.command(assignmentId, { command: 'acknowledge' }), 'engine-unavailable');
  expect(await dumpDatabase(api.url)).toEqual(before);
});

test('a link can be tried again later', async () => {
  const claims = {
    assignmentId,
    contactId: 'a.cv',
    action: 'acknowledge',
    expiresAt: at('2026-12-31T00:00:00Z'),
  } as const;
  const path = `/api/links/${api.context.links.sign(claims)}`;
  expectProblem(await api.post(path, { command: 'acknowledge' }), 'engine-unavailable');
  expect((await api.get(path)).body).toMatchObject({ usedAt: null, allowed: ['acknowledge'] });
});

test('everything that only reads goes on', async () => {
  for (const path of [
    '/api/overview',
    '/api/assignments',
    '/api/plans',
    '/api/reports/overdue',
    '/api/meta',
    '/healthz',
  ])
    expect([path, (await api.get(path)).status]).toEqual([path, 200]);
});

test('readiness names what is missing', async () => {
  expect(await api.get('/readyz')).toMatchObject({
    status: 503,
    body: { status: 'not-ready', checks: { database: true, temporal: false, worker: false } },
  });
});

test('a publication whose start got lost is stored, and can be started again', async () => {
  expectProblem(await api.post(`/api/plans/${draftId}/publish?again=1`), 'engine-unavailable');
  expect((await api.get(`/api/plans/${draftId}`)).body.plan.status).toBe('publishing');
  api.context.engine.comeBack();
  expect((await api.post(`/api/plans/${draftId}/publish?again=1`)).body).toMatchObject({
    status: 'published',
    publication: { total: 1, ready: 1 },
  });
});
