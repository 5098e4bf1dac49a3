// Two officers at one draft: who writes over what they have not seen is told what the other did.

import { beforeAll, expect, test } from 'vitest';
import { createSecretBox } from '#channels/secret-box.ts';
import { createWebhookPorts } from '#channels/webhook/webhook-ports.ts';
import { raiseAttention } from '#store/attention-store.ts';
import { ownApi } from '../support/api.ts';
import { aPlan, vn } from '../support/builders.ts';
import { addPlan, dumpDatabase, furnish, runSql } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApi({
  webhooks: createWebhookPorts({ box: createSecretBox('khoa-cua-webhook-thu', 'webhook-secret'), allowPrivate: true }),
});

beforeAll(() => furnish(api.context.database));

async function draft(rows = aPlan([{ deadlineText: 'Quý II' }, { deadlineText: 'Quý I' }])) {
  const planId = await addPlan(api.context.database, rows);
  const { body, headers } = await api.ask('GET', `/api/plans/${planId}`);
  const [first, second] = body.rows;
  const decide = (text: string, tag: string | null, row = first) =>
    api.ask('PUT', `/api/plans/${planId}/rows/${row.id}/deadline`, tag === null ? {} : { 'if-match': tag }, { text });
  const publish = (tag: string) => api.ask('POST', `/api/plans/${planId}/publish?again=1`, { 'if-match': tag });
  return { planId, first, second, planTag: body.plan.etag as string, header: headers.etag, decide, publish };
}

test('a plan and each of its rows say their version, and the header says what the body says', async () => {
  const { first, second, planTag, header, decide } = await draft();
  expect(String(header).replace(/~[^"]*"$/, '"')).toBe(planTag);
  expect(new Set([first.etag, second.etag, planTag]).size).toBe(3);
  const after = await decide('Quý III', first.etag);
  expect(after.headers.etag).toBe(after.body.rows[0].etag);
  expect(after.body.rows[0].etag).not.toBe(first.etag);
  expect(after.body.rows[1].etag).toBe(second.etag);
  expect(after.body.plan.etag).not.toBe(planTag);
});

test('who decides a row that another has decided since is told who made what of it, and changes nothing', async () => {
  const { first, decide } = await draft();
  expect((await decide('Quý III', first.etag)).status).toBe(200);
  const before = await dumpDatabase(api.url);
  const answer = await decide('Quý IV', first.etag);
  const problem = expectProblem(answer, 'changed-meanwhile');
  expect(problem.detail).toContain('bảng 1, dòng 2: đã đổi thời gian từ «Quý II» thành «Quý III»');
  expect(problem.detail).toContain('Cán bộ cơ quan thường trực, 09:00 ngày 02/03/2026');
  expect(problem.changes).toMatchObject([
    {
      ...{ actor: 'Cán bộ cơ quan thường trực', at: '2026-03-02T02:00:00Z' },
      ...{ field: 'thời gian (bảng 1, dòng 2)', from: 'Quý II', to: 'Quý III' },
    },
  ]);
  expect(problem.current?.value).toBe('Quý III');
  expect(answer.headers.etag).toBe(problem.current?.etag);
  expect(await dumpDatabase(api.url)).toEqual(before);
  expect((await decide('Quý IV', problem.current?.etag ?? '')).body.rows[0].deadlineText).toBe('Quý IV');
});

test('of twenty decisions on one version exactly one is taken, round after round', async () => {
  const { planId, decide } = await draft();
  for (let round = 0; round < 3; round++) {
    const { body } = await api.get(`/api/plans/${planId}`);
    const tag = body.rows[0].etag;
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => decide(n % 2 ? 'Quý III' : 'Quý IV', tag)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(412)]);
  }
  const events = await api.context.database.auditEvent.count({
    where: { type: 'deadline-decided', payload: { path: ['planId'], equals: planId } },
  });
  expect(events).toBe(3);
});

test('the version of the whole plan counts for its rows, a weak one, an old one and that of another row do not', async () => {
  const { first, second, planTag, decide } = await draft();
  for (const tag of [`W/${first.etag}`, second.etag, '"x"', `${second.etag}, "y"`])
    expectProblem(await decide('Quý III', tag), 'changed-meanwhile');
  const taken = await decide('Quý III', planTag);
  for (const tag of [`"x", ${taken.body.rows[0].etag}`, '*']) expect((await decide('Quý III', tag)).status).toBe(200);
  expectProblem(await decide('Quý III', planTag), 'changed-meanwhile');
});

test('an If-Match that is no list of tags is refused in words', async () => {
  const { decide } = await draft();
  for (const tag of ['abc', '"a" "b"', '"a', ',']) expectProblem(await decide('Quý III', tag), 'invalid-request');
});

test('without If-Match the API takes the change as it always did', async () => {
  const { decide } = await draft();
  for (const text of ['Quý III', 'Quý IV']) expect((await decide(text, null)).status).toBe(200);
});

test('an officer publishes what they saw: what another decided since is named first', async () => {
  const { planId, planTag, decide, publish, second } = await draft();
  await decide('Quý IV', null, second);
  const problem = expectProblem(await publish(planTag), 'changed-meanwhile');
  expect(problem.detail).toContain('bảng 1, dòng 3: đã đổi thời gian từ «Quý I» thành «Quý IV»');
  expect(problem.changes).toHaveLength(1);
  expect(await api.context.database.assignment.count({ where: { planId } })).toBe(0);
  expect((await publish(problem.current?.etag ?? '')).status).toBe(200);
});

test('a decision that is made while the plan is given out is either in it or refused, never lost', async () => {
  for (let time = 0; time < 5; time++) {
    const { planId, first, decide } = await draft();
    const [decided, published] = await Promise.all([
      decide('Quý IV', first.etag),
      api.post(`/api/plans/${planId}/publish?again=1`),
    ]);
    expect(published.status).toBe(200);
    expect([200, 409]).toContain(decided.status);
    const row = await api.context.database.assignment.findFirstOrThrow({ where: { planId, activityId: first.id } });
    expect(row.due?.toISOString().slice(0, 10)).toBe(decided.status === 200 ? '2026-12-31' : '2026-06-30');
  }
});

test('published twice at once on one version it is given out once', async () => {
  const { planId, planTag, publish } = await draft();
  const answers = await Promise.all([1, 2, 3, 4].map(() => publish(planTag)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const { status } of answers) expect([200, 409, 412]).toContain(status);
  expect(await api.context.database.assignment.count({ where: { planId } })).toBe(2);
});

test('a matter that came up again since it was read is not ticked off unread', async () => {
  const { database } = api.context;
  const raise = (what: string, at: string) =>
    raiseAttention(database, { id: 'm-1', what, place: 'An' }, new Date(vn(at)));
  await raise('Thư trả lời: “mai xong”', '2026-03-02 08:00');
  const { etag } = (await api.get('/api/overview')).body.needsPerson.find((one: { id?: string }) => one.id === 'm-1');
  await raise('Thư trả lời: “xin gia hạn”', '2026-03-02 08:30');
  const resolve = (tag: string) => api.ask('POST', '/api/attention/resolve', { 'if-match': tag }, { id: 'm-1' });
  const problem = expectProblem(await resolve(etag), 'changed-meanwhile');
  expect(problem.current?.value).toContain('xin gia hạn');
  expect((await resolve(problem.current?.etag ?? '')).body).toEqual({ resolved: 1 });
  // It is off the list already: what was wanted is so.
  expect((await resolve(etag)).body).toEqual({ resolved: 0 });
});

test('settings of a webhook that another has changed are neither changed, given a new key nor removed unseen', async () => {
  const { body: added } = await api.post('/api/webhooks', { url: 'http://127.0.0.1:9/hook' });
  const path = `/api/webhooks/${added.id}`;
  const etag = (await api.get('/api/webhooks')).body.find((one: { id: string }) => one.id === added.id).etag;
  const change = (body: object, tag = etag) => api.ask('PUT', path, { 'if-match': tag }, body);
  const burst = await Promise.all([false, false, false].map((active) => change({ active, filter: ['plan.*'] })));
  expect(burst.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  const problem = expectProblem(await change({ active: true }), 'changed-meanwhile');
  expect(problem.current?.value).toBe('đang tắt, nhận plan.*');
  expect(problem.changes).toMatchObject([
    { actor: 'Cán bộ cơ quan thường trực', field: 'tình trạng gửi', from: 'đang bật', to: 'đang tắt' },
    { field: 'loại sự kiện được nhận', from: '*', to: 'plan.*' },
  ]);
  expect(problem.detail).toContain('đã đổi tình trạng gửi từ «đang bật» thành «đang tắt»');
  expectProblem(await api.ask('POST', `${path}/rotate`, { 'if-match': etag }), 'changed-meanwhile');
  expectProblem(await api.ask('DELETE', path, { 'if-match': etag }), 'changed-meanwhile');
  expect((await api.ask('DELETE', path, { 'if-match': problem.current?.etag ?? '' })).status).toBe(200);
  expectProblem(await change({ active: true }), 'not-found');
});

test('roles of an account that another has changed are neither given, taken nor switched unseen', async () => {
  await runSql(
    api.url,
    `insert into user_account (id, name, email, created_at, updated_at)
       values ('an', 'An', 'an@vi-du.example', now(), now()), ('quan-tri', 'Q', 'q@vi-du.example', now(), now());
     insert into role_held (id, account_id, role, given_by, given_at) values ('r', 'quan-tri', 'administrator', 'x', now())`,
  );
  const tag = async () =>
    (await api.get('/api/accounts')).body.find(({ id }: { id: string }) => id === 'an').etag as string;
  const change = (seen: string, body: object) => api.ask('POST', '/api/accounts/an/roles', { 'if-match': seen }, body);
  const turn = (seen: string, active: boolean) =>
    api.ask('PUT', '/api/accounts/an/active', { 'if-match': seen }, { active });
  const seen = await tag();
  const give = { give: [{ role: 'auditor', to: '2026-12-31' }] };
  const burst = await Promise.all([1, 2, 3].map(() => change(seen, give)));
  expect(burst.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  const problem = expectProblem(await change(seen, { give: [{ role: 'leadership' }] }), 'changed-meanwhile');
  expect(problem.changes).toMatchObject([
    { actor: 'Cán bộ cơ quan thường trực', field: 'vai trò Người kiểm tra', to: 'có, đến hết 31/12/2026' },
  ]);
  expectProblem(await turn(seen, false), 'changed-meanwhile');
  const now = problem.current?.etag ?? '';
  expect(await tag()).toBe(now);
  // Nothing changed: the version stays.
  expect((await change(now, give)).body).toEqual({ changed: 0, etag: now });
  const switched = await turn(now, false);
  expect([switched.status, switched.headers.etag]).toEqual([200, switched.body.etag]);
  const told = expectProblem(await change(now, { take: [{ role: 'auditor' }] }), 'changed-meanwhile');
  expect(told.changes).toMatchObject([{ field: 'tài khoản', from: 'đang dùng', to: 'đã tắt' }]);
  expect((await change(switched.body.etag, { take: [{ role: 'auditor' }] })).body.changed).toBe(1);
});
