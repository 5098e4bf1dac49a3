// Every list in pages: each row once, whatever comes in between, in each of its orders; and what is asked for wrongly is refused in words.
import { beforeAll, describe, expect, test } from 'vitest';
import { createSecretBox } from '#channels/secret-box.ts';
import { createWebhookPorts } from '#channels/webhook/webhook-ports.ts';
import { type Route, routes } from '#contracts/routes.ts';
import { officerNamed } from '#operations/seam/actor.ts';
import { raiseAttention } from '#store/attention-store.ts';
import { ownApi } from '../support/api.ts';
import { aPlan } from '../support/builders.ts';
import { addPlan, furnish, runSql } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const ALL_ROLES = (['officer', 'administrator'] as const).map((role) => ({ role, agencyId: null, fieldCodes: [] }));

const api = ownApi({
  accounts: { identify: async () => ({ ...officerNamed('thử'), accountId: 'u0', roles: ALL_ROLES }) },
  webhooks: createWebhookPorts({ box: createSecretBox('khoa-cua-webhook-thu', 'webhook-secret'), allowPrivate: true }),
});

/** Each list with one more row of it; a second row of the same moment must not be lost between pages. */
const LISTS: Record<string, { path: () => string; add: (n: number) => Promise<unknown> }> = {
  listPlans: { path: () => '/api/plans', add: () => addPlan(api.context.database) },
  listMatters: {
    path: () => '/api/attention',
    add: (n) => raiseAttention(api.context.database, { id: `m${n}`, what: 'Thư trả lời', place: 'An' }, AT),
  },
  listWorkFromAbove: {
    path: () => '/api/work-from-above',
    add: (n) =>
      runSql(
        api.url,
        `insert into work_from_above (id, giving_office, assignment_id, office_name, plan_title, title, products, due, status, sequence, given_at)
         values ('w${n}', 2, 'a${n}', 'UBND tỉnh', 'Kế hoạch', 'Việc số ${n}', '{}', ${n % 2 ? 'null' : `'2026-04-01'`}, 'assigned', 1, '2026-03-01')`,
      ),
  },
  listWebhooks: { path: () => '/api/webhooks', add: (n) => subscribe(`w${n}`) },
  listWebhookDeliveries: {
    path: () => '/api/webhooks/hook/deliveries',
    add: (n) =>
      runSql(
        api.url,
        `insert into webhook_delivery (id, subscription_id, audit_index, type, status, created_at) values ('d${n}', 'hook', ${n}, 'plan.imported', 'delivered', now())`,
      ),
  },
  listAccounts: { path: () => '/api/accounts', add: (n) => addAccount(n) },
  listKeys: { path: () => '/api/keys', add: (n) => addKey(`k${n}`) },
  listAllKeys: { path: () => '/api/administration/keys', add: (n) => addKey(`all${n}`) },
  listSessions: { path: () => '/api/sessions', add: (n) => addSession(`s${n}`) },
  listAllSessions: { path: () => '/api/administration/sessions', add: (n) => addSession(`all${n}`) },
};
const AT = new Date('2026-03-01T00:00:00Z');

const addKey = (id: string) =>
  runSql(
    api.url,
    `insert into account_key (id, account_id, name, scope, hash, created_at) values ('${id}', 'u0', 'Khóa', 'read', '${id.padStart(64, '0')}', '2026-03-01')`,
  );

const addSession = (id: string) =>
  runSql(
    api.url,
    `insert into account_session (id, user_id, token, expires_at, created_at, updated_at) values ('${id}', 'u0', '${id}', '2030-01-01', '2026-03-01', '2026-03-01')`,
  );

const addAccount = (n: number) =>
  runSql(
    api.url,
    `insert into user_account (id, name, email, created_at, updated_at) values ('u${n}', 'Nguyễn Văn An', 'u${n}@vi-du.example', '2026-03-01', '2026-03-01')`,
  );

const subscribe = (id: string) =>
  runSql(
    api.url,
    `insert into webhook_subscription (id, url, filter, active, sealed_secret, created_at) values ('${id}', 'https://nhan.example.vn', '{*}', true, 'x', '2026-03-01')`,
  );

beforeAll(async () => {
  await furnish(api.context.database);
  await runSql(api.url, `insert into member_office (id, name, added_at) values (2, 'UBND tỉnh', now())`);
  await subscribe('hook');
  await addAccount(0);
});

/** Follows the Link headers from an address on. */
async function* pagesFrom(address: string) {
  for (let at: string | null = address; at !== null; ) {
    const { status, body, headers } = await api.ask('GET', at);
    expect([at, status]).toEqual([at, 200]);
    yield body as { id: string }[];
    const next = /<([^>]+)>; rel="next"/.exec(String(headers.link))?.[1];
    at = next === undefined ? null : new URL(next, `http://localhost${at}`).href.replace('http://localhost', '');
  }
}

test('every list of the document that is an array is walked here', () => {
  const lists = Object.entries<Route>(routes).filter(([, { pages, response }]) => pages && response.type === 'array');
  expect(lists.map(([name]) => name).sort()).toEqual(Object.keys(LISTS).sort());
});

describe.each(Object.entries(LISTS))('%s', (name, { path, add }) => {
  const { query } = routes[name as 'listPlans'];
  const sorts = query.shape.sort.unwrap().options;

  test('shows each row once in every order, also of those that come in meanwhile', async () => {
    for (let n = 1; n <= 5; n++) await add(n);
    let n = 10 * (1 + Object.keys(LISTS).indexOf(name));
    for (const sort of sorts) {
      const whole = (await api.get(`${path()}?sort=${sort}`)).body.map(({ id }: { id: string }) => id);
      expect(whole.length).toBeGreaterThanOrEqual(5);
      const seen: string[] = [];
      for await (const page of pagesFrom(`${path()}?sort=${sort}&limit=2`)) {
        expect(page.length).toBeLessThanOrEqual(2);
        seen.push(...page.map(({ id }) => id));
        if (seen.length === 2) await add(++n);
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((id) => whole.includes(id))).toEqual(whole);
    }
  });

  test('refuses an order and a place that are none of its own', async () => {
    const order = expectProblem(await api.get(`${path()}?sort=linh-tinh`), 'invalid-request');
    expect(order.issues?.[0]).toMatchObject({ place: 'sort' });
    for (const sort of sorts) expect(order.issues?.[0]?.message).toContain(sort);
    const foreign = Buffer.from(JSON.stringify([`${name} x`, 'a'])).toString('base64url');
    for (const cursor of ['abc', foreign, Buffer.from('["').toString('base64url')])
      expectProblem(await api.get(`${path()}?cursor=${cursor}`), 'invalid-request');
  });
});

test('a place that a stranger has made up is refused and never asked of the database', async () => {
  for (const values of [
    ['plans created', '0000-01-01T00:00:00+00:00', 'x'],
    ['plans created', '2026-02-31T00:00:00+00:00', 'x'],
    ['plans created', '2026-01-01T00:00:00+00:00', 'x\u0000'],
    ['plans created', 7, 'x'],
    ['due', '0000-01-01', 'x', 'x'],
  ]) {
    const cursor = Buffer.from(JSON.stringify(values)).toString('base64url');
    const path = values[0] === 'due' ? '/api/assignments' : '/api/plans';
    const sort = String(values[0]).split(' ').at(-1);
    const answer = await api.get(`${path}?sort=${sort}&cursor=${cursor}`);
    expect([values, [200, 400].includes(answer.status)]).toEqual([values, true]);
  }
});

test('rows of a plan come in pages too', async () => {
  const rows = aPlan(Array.from({ length: 5 }, (_, n) => ({ deadlineText: n % 2 ? 'Quý II' : 'Quý I' })));
  const planId = await addPlan(api.context.database, rows);
  const whole = (await api.get(`/api/plans/${planId}`)).body.rows.map(({ id }: { id: string }) => id);
  const seen: string[] = [];
  for await (const page of pagesFrom(`/api/plans/${planId}?limit=2`))
    seen.push(...(page as unknown as { rows: { id: string }[] }).rows.map(({ id }) => id));
  expect(seen).toEqual(whole);
});

test('lists are cut by what is asked for', async () => {
  const ids = async (path: string) => (await api.get(path)).body.map(({ id }: { id: string }) => id);
  expect(await ids('/api/accounts?q=nguyen%20an%20u3')).toEqual(['u3']);
  expect(await ids('/api/accounts?role=auditor')).toEqual([]);
  expect(await ids('/api/accounts?active=0')).toEqual([]);
  expect(await ids('/api/attention?q=thu%20tra%20loi%20an')).toContain('m1');
  expect(await ids('/api/attention?q=khong-co')).toEqual([]);
  expect(await ids('/api/webhooks?active=0')).toEqual([]);
  expect(await ids('/api/webhooks/hook/deliveries?type=plan.published')).toEqual([]);
  expect(await ids('/api/plans?status=published')).toEqual([]);
  expect(await ids('/api/plans?overdue=1')).toEqual([]);
  expect((await ids('/api/plans?year=2026&overdue=0&q=ke%20hoach')).length).toBeGreaterThan(1);
  expectProblem(await api.get('/api/plans?agency=khong-co'), 'not-found');
});

test('what was asked for before and is the same is not sent again', async () => {
  const planId = await addPlan(api.context.database, aPlan([{ deadlineText: 'Quý I' }]));
  for (const path of ['/api/meta', '/api/assignments', '/api/plans', `/api/plans/${planId}`]) {
    const first = await api.ask('GET', path);
    const tag = String(first.headers.etag);
    const again = await api.ask('GET', path, { 'if-none-match': `"x", W/${tag}` });
    expect([path, again.status, again.body, again.headers.etag]).toEqual([path, 304, '', tag]);
    expect((await api.ask('GET', path, { 'if-none-match': '"x"' })).status).toBe(200);
  }
  const { headers, body } = await api.ask('GET', `/api/plans/${planId}`);
  const path = `/api/plans/${planId}/rows/${body.rows[0].id}/deadline`;
  // The tag of the header may be sent back as it is.
  expect((await api.ask('PUT', path, { 'if-match': headers.etag }, { text: 'Quý II' })).status).toBe(200);
  const changed = await api.ask('GET', `/api/plans/${planId}`, { 'if-none-match': headers.etag });
  expect(changed.status).toBe(200);
});
