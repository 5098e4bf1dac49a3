// A plan of unknown years asks one question before anything is dated; the answer dates everything anew and is in the log.
import { beforeAll, expect, test } from 'vitest';
import { stateWhatStands } from '#store/state-what-stands.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { ownApi } from '../support/api.ts';
import { aPlan, vn } from '../support/builders.ts';
import { addPlan, dumpDatabase, furnish, runSql } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApi();

beforeAll(async () => {
  await furnish(api.context.database);
  await stateWhatStands(api.context.database, new Date(vn('2026-03-01 09:00')));
});

const TABLE =
  'STT,Nội dung,Cơ quan chủ trì,Thời gian hoàn thành\n1,Rà soát,Phòng A,Quý II\n2,Báo cáo,Phòng B,Hằng năm\n';
const duesOf = (body: { rows: { reading: { deadlines: { due: string[] }[] } }[] }) =>
  body.rows.map(({ reading }) => reading.deadlines.flatMap(({ due }) => due));
const years = (planId: string, body: object, headers = {}) =>
  api.ask('PUT', `/api/plans/${planId}/years`, headers, body);

test('a file that names no year becomes a draft without dates, which is not given out until somebody says its years', async () => {
  const { body } = await api.upload('ke-hoach.csv', TABLE);
  expect(body.plan).toMatchObject({ yearFrom: null, yearTo: null, undecided: 0 });
  expect(body.plan.yearsWhy).toContain('không có căn cứ nào nói rõ năm');
  expect(duesOf(body)).toEqual([[], []]);
  const before = await dumpDatabase(api.url);
  const problem = expectProblem(await api.post(`/api/plans/${body.plan.id}/publish`), 'plan-has-undecided-dates');
  expect(problem.issues).toMatchObject([{ place: 'cả kế hoạch' }]);
  expect(await dumpDatabase(api.url)).toEqual(before);

  const set = await years(body.plan.id, { yearFrom: 2026, yearTo: 2026 });
  expect([set.status, set.body]).toMatchObject([200, { plan: { yearFrom: 2026, yearTo: 2026 }, reopened: 0 }]);
  const after = await api.get(`/api/plans/${body.plan.id}`);
  expect(duesOf(after.body)).toEqual([['2026-06-30'], ['2026-12-31']]);
  expect((await api.post(`/api/plans/${body.plan.id}/publish`)).status).toBe(200);
  expect(await verifyInstallation(api.context.database, null)).toMatchObject({ ok: true, differences: [] });
  expectProblem(await years(body.plan.id, { yearFrom: 2027, yearTo: 2027 }), 'plan-not-draft');
});

test('an upload says the years itself', async () => {
  const upload = (text: string, query: string) => api.uploadWith({}, 'nam.csv', TABLE.replace('Rà soát', text), query);
  const { body } = await upload('Rà soát lần hai', '?year=2026-2027');
  expect(body.plan).toMatchObject({ yearFrom: 2026, yearTo: 2027 });
  expect(duesOf(body)).toEqual([[], ['2026-12-31', '2027-12-31']]);
  expectProblem(await upload('Rà soát', '?year=2030-2026'), 'plan-years-impossible');
  const dated = await upload('Rà soát lần ba', '?issuedOn=2026-01-05');
  expect(dated.body.plan).toMatchObject({ yearFrom: 2026, yearTo: 2026, issuedOn: '2026-01-05' });
});

test('other years date everything anew; a decision stays where it still fits, and waits again where it does not', async () => {
  const rows = [{ deadlineText: 'Quý II' }, { deadlineText: 'Theo tiến độ' }, { deadlineText: 'Khi xong' }];
  const planId = await addPlan(api.context.database, aPlan(rows));
  const [, second, third] = (await api.get(`/api/plans/${planId}`)).body.rows;
  await api.put(`/api/plans/${planId}/rows/${second.id}/deadline`, { text: 'Quý III' });
  await api.put(`/api/plans/${planId}/rows/${third.id}/deadline`, { text: '15/3/2026' });
  expect((await years(planId, { yearFrom: 2027, yearTo: 2027 })).body.reopened).toBe(1);
  const { body } = await api.get(`/api/plans/${planId}`);
  expect(duesOf(body).slice(0, 2)).toEqual([['2027-06-30'], ['2027-09-30']]);
  expect(body.rows.map((row: { decided: boolean }) => row.decided)).toEqual([false, true, false]);
  expect(await verifyInstallation(api.context.database, null)).toMatchObject({ ok: true, differences: [] });
});

test('of two officers who say the years the second is told what the first has said', async () => {
  const planId = await addPlan(api.context.database, aPlan([{ deadlineText: 'Quý II' }]));
  const { etag } = (await api.get(`/api/plans/${planId}`)).body.plan;
  expect((await years(planId, { yearFrom: 2027, yearTo: 2027 }, { 'if-match': etag })).status).toBe(200);
  const problem = expectProblem(
    await years(planId, { yearFrom: 2028, yearTo: 2028 }, { 'if-match': etag }),
    'changed-meanwhile',
  );
  expect(problem.detail).toContain('đã đổi năm của kế hoạch từ «năm 2026» thành «năm 2027»');
});

test.each([
  [{ yearFrom: 2030, yearTo: 2026 }, 'plan-years-impossible'],
  [{ yearFrom: 2026, yearTo: 2060 }, 'plan-years-impossible'],
  [{ yearFrom: 26, yearTo: 26 }, 'invalid-request'],
  [{ yearFrom: 2026 }, 'invalid-request'],
  [{ yearFrom: 2026, yearTo: 2026, issuedOn: '2026-02-30' }, 'invalid-request'],
] as const)('years that no plan can be of are refused and change nothing: %j', async (body, code) => {
  const planId = await addPlan(api.context.database, aPlan([{ deadlineText: 'Quý II' }]));
  const before = await dumpDatabase(api.url);
  expectProblem(await years(planId, body), code);
  expect(await dumpDatabase(api.url)).toEqual(before);
});

test('years of a plan that does not exist are not found', async () => {
  expectProblem(await years('khong-co', { yearFrom: 2026, yearTo: 2026 }), 'not-found');
});

test.each(['year_from = 2025, year_to = 2025', "issued_on = '2025-01-01'", "year_evidence = '[]'"])(
  'a hand on the years (%s) is found by audit verify',
  async (change) => {
    const planId = await addPlan(api.context.database, aPlan([{ deadlineText: 'Quý II' }]));
    await years(planId, { yearFrom: 2027, yearTo: 2027 });
    const keep = `select year_from, year_to, issued_on, year_evidence::text from plan where id = '${planId}'`;
    const [before] = (await runSql(api.url, keep)).rows;
    await runSql(api.url, `update plan set ${change} where id = '${planId}'`);
    const { differences } = await verifyInstallation(api.context.database, null);
    expect(differences.map(({ subject }) => subject)).toContain(`plan/${planId}`);
    await runSql(
      api.url,
      `update plan set year_from = ${before.year_from}, year_to = ${before.year_to}, issued_on = null,
        year_evidence = '${before.year_evidence.replaceAll("'", "''")}' where id = '${planId}'`,
    );
  },
);

test('a report of before the work was given is asked, and counts only when an officer says that it is meant', async () => {
  const planId = await addPlan(api.context.database, aPlan([{ deadlineText: 'Tháng 01' }]));
  await api.post(`/api/plans/${planId}/publish`);
  const [work] = (await api.get(`/api/assignments?plan=${planId}`)).body.items;
  expect(work.dueState).toBe('open-overdue');
  const report = { command: 'report', note: 'Xong', occurredOn: '2026-01-30' };
  const problem = expectProblem(await api.command(work.id, report as never), 'date-before-assignment');
  expect(problem.detail).toContain('doneBefore');
  const meant = await api.command(work.id, { ...report, doneBefore: true } as never);
  expect(meant.body).toMatchObject({ reportedOn: '2026-01-30', dueState: 'open-in-time' });
});
