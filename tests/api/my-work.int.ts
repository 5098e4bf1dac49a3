// The page behind «Xem tất cả việc của tôi» of a digest: everything open of its reader, and of nobody else.
import { beforeAll, expect, test } from 'vitest';
import type { LinkPurpose } from '#channels/signed-links.ts';
import { ownApi } from '../support/api.ts';
import { aPlan, aRoster, withContact, ZONE } from '../support/builders.ts';
import { at, day } from '../support/moments.ts';
import { saveRoster } from '../support/settings.ts';
import { dumpDatabase, furnish, publishedPlan, runSql } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApi();
const MONTHS = Array.from({ length: 12 }, (_, month) => month + 1);
const rowsOf = (lead: string, count: number) =>
  Array.from({ length: count }, (_, n) => ({
    title: `Việc ${n} của ${lead}`,
    code: `${lead}${n}`,
    leads: [lead],
    deadlineText: `Trước ngày 15/${MONTHS[n % 12]}`,
  }));

beforeAll(async () => {
  await furnish(api.context.database);
  const plan = aPlan([...rowsOf('Phòng A', 30), ...rowsOf('Phòng B', 5)]);
  const { planId } = await publishedPlan(api.context.database, plan);
  await api.context.engine.publish(planId);
});

const tokenFor = (purpose: LinkPurpose, contactId: string) =>
  api.context.links.sign({ ...purpose, contactId, expiresAt: at('2026-07-01T00:00:00Z') });
const work = (contactId: string, query = '') =>
  api.get(`/api/links/${tokenFor({ action: 'my-work' }, contactId)}/work${query}`);
type Item = { own: boolean; assignment: { title: string; daysLate: number }; links: Record<string, string | null> };

test('a clerk sees every open piece of work of the agency, the longest overdue first, in pages', async () => {
  api.at('2026-06-03 09:00');
  const pages = await Promise.all([1, 2, 3].map((page) => work('a.cv', `?page=${page}&pageSize=12`)));
  const items: Item[] = pages.flatMap(({ body }) => body.items);
  expect(pages.map(({ status, body }) => [status, body.total, body.items.length])).toEqual([
    [200, 30, 12],
    [200, 30, 12],
    [200, 30, 6],
  ]);
  expect(pages[0]?.body).toMatchObject({
    contactName: 'a.cv',
    agencyName: 'Phòng A',
    today: '2026-06-03',
    overdue: 15,
  });
  expect(new Set(items.map(({ assignment }) => assignment.title)).size).toBe(30);
  expect(items.every(({ own, assignment }) => own && assignment.title.endsWith('của Phòng A'))).toBe(true);
  const late = items.map(({ assignment }) => assignment.daysLate);
  expect(late).toEqual([...late].sort((a, b) => b - a));
  expect(late[0]).toBeGreaterThan(130);
});

test('each row has its own links, which do what those of the mail do and live as long as the page', async () => {
  const { body } = await work('a.cv', '?pageSize=1');
  const [{ links }] = body.items as [Item];
  for (const [action, path] of Object.entries(links)) {
    const answer = await api.get(`/api${(path as string).replace('/l/', '/links/')}`);
    expect([answer.status, answer.body.action, answer.body.expiresAt]).toEqual([200, action, '2026-07-01T00:00:00Z']);
  }
  const reported = await api.post(`/api${links.report?.replace('/l/', '/links/')}`, {
    command: 'report',
    note: 'Xong',
  });
  expect(reported.status).toBe(200);
  const after = await work('a.cv', '?pageSize=100');
  expect(after.body.items.at(-1)).toMatchObject({
    assignment: { id: body.items[0].assignment.id, status: 'reported' },
    links: { acknowledge: null, report: null },
  });
  expect(after.body.total).toBe(30);
});

test('a field lead sees what was told of the agencies of the field, to look at and not to answer', async () => {
  const { body } = await work('linhvuc.tp', '?pageSize=100');
  expect(body.total).toBeGreaterThan(5);
  expect(body.overdue).toBe(body.total);
  for (const { own, links } of body.items) {
    expect([own, links.acknowledge, links.report]).toEqual([false, null, null]);
    expect((await api.get(`/api${links.view.replace('/l/', '/links/')}`)).status).toBe(200);
  }
  await saveRoster(api.context.database, aRoster({ fieldLeads: [{ field: 'I', agency: 'b' }] }), ZONE);
  expect((await work('linhvuc.tp')).body.total).toBe(0);
  await saveRoster(api.context.database, aRoster(), ZONE);
});

test('the page of a letter to several shows the work of all who share the address, each row with the links of whose it is', async () => {
  const mailbox = { email: 'van-thu@vi-du.example' };
  const shared = ['a.cv', 'a.tp', 'linhvuc.tp'].reduce((roster, id) => withContact(roster, id, mailbox), aRoster());
  await saveRoster(api.context.database, shared, ZONE);
  const ofAll = (contactId: string, channel = 'email') =>
    api.get(`/api/links/${tokenFor({ action: 'my-work', channel }, contactId)}/work?pageSize=100`);
  const { body } = await ofAll('a.cv');
  expect(body).toMatchObject({ contactName: 'a.cv, a.tp, linhvuc.tp', agencyName: 'Phòng A, Phòng Tư pháp' });
  const own = body.items.filter((one: Item) => one.own);
  const others = body.items.filter((one: Item) => !one.own);
  expect(own).toHaveLength(30);
  expect(others.length).toBeGreaterThan(0);
  expect(body.total).toBe(own.length + others.length);
  for (const { links } of [own[0], others[0]]) {
    const opened = await api.get(`/api${links.view.replace('/l/', '/links/')}`);
    expect(opened.status).toBe(200);
  }
  const viewOf = (one: Item) => api.get(`/api${one.links.view?.replace('/l/', '/links/')}`);
  expect((await viewOf(others[0])).body.contactName).toBe('linhvuc.tp');
  expect((await viewOf(own[0])).body.contactName).toBe('a.cv');
  // By another channel they share nothing, and after an import neither.
  expect((await ofAll('a.cv', 'zalo')).body.total).toBe(30);
  expect((await work('a.cv')).body).toMatchObject({ contactName: 'a.cv', total: 30 });
  await saveRoster(api.context.database, aRoster(), ZONE);
  expect((await ofAll('a.cv')).body).toMatchObject({ contactName: 'a.cv', total: 30 });
});

test('what is only planned to be said has not been told', async () => {
  api.at('2026-06-03 09:00');
  const { body } = await work('chutich');
  const told = await runSql(
    api.url,
    `select count(distinct assignment_id)::int as n from ledger_entry where contact_id = 'chutich' and status <> 'planned'`,
  );
  expect(body.total).toBeLessThanOrEqual(told.rows[0].n);
  expect(body.total).toBeLessThan(35);
});

test('looking changes nothing, and nobody else may look', async () => {
  const before = await dumpDatabase(api.url);
  for (let time = 0; time < 3; time++) expect((await work('a.cv')).status).toBe(200);
  const assignmentId = (await work('a.cv')).body.items[0].assignment.id;
  expectProblem(
    await api.get(`/api/links/${tokenFor({ action: 'view', assignmentId }, 'a.cv')}/work`),
    'link-other-action',
  );
  expectProblem(await api.get(`/api/links/${tokenFor({ action: 'my-work' }, 'a.cv')}`), 'link-other-action');
  expectProblem(await api.get('/api/links/rac/work'), 'link-invalid');
  const foreign = tokenFor({ action: 'my-work' }, 'a.cv').replace('a_2ecv', 'b_2ecv');
  expectProblem(await api.get(`/api/links/${foreign}/work`), 'link-invalid');
  expectProblem(await work('khong-co'), 'link-holder-changed');
  expect(await dumpDatabase(api.url)).toEqual(before);
});

test('the link ends with the person and with its time', async () => {
  await saveRoster(api.context.database, withContact(aRoster(), 'a.cv', { validTo: day('2026-06-01') }), ZONE);
  expect(expectProblem(await work('a.cv'), 'link-holder-changed').detail).toContain('cập nhật danh bạ');
  await saveRoster(api.context.database, withContact(aRoster(), 'a.cv', { agency: 'b' }), ZONE);
  const moved = await work('a.cv', '?pageSize=100');
  expect(moved.body.items.filter(({ own }: Item) => own)).toHaveLength(5);
  expect(moved.body.items.some(({ assignment }: Item) => assignment.title.endsWith('của Phòng A'))).toBe(false);
  await saveRoster(api.context.database, aRoster(), ZONE);
  api.at('2026-07-01 07:00');
  expectProblem(await work('a.cv'), 'link-expired');
});
