// A draft can be taken back; what was given out can not.
import { beforeAll, expect, test } from 'vitest';
import { verifyInstallation } from '#store/verify-installation.ts';
import { ownApi } from '../support/api.ts';
import { aPlan } from '../support/builders.ts';
import { addPlan, dumpDatabase, furnish, publishedPlan, queryAs, runSql } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApi();
beforeAll(() => furnish(api.context.database));
const differences = async () => (await verifyInstallation(api.context.database, null)).differences;
const remove = (id: string, etag?: string) =>
  api.ask('DELETE', `/api/plans/${id}`, etag === undefined ? {} : { 'if-match': etag });

async function draft() {
  const id = await addPlan(api.context.database, aPlan([{ deadlineText: 'Quý III' }, { title: 'Việc hai' }]));
  const { body } = await api.get(`/api/plans/${id}`);
  return { id, etag: body.plan.etag as string, row: body.rows[0].id as string };
}

test('a draft goes with its rows and decisions, the log keeps who and what, and audit verify holds', async () => {
  const { id, row } = await draft();
  await api.put(`/api/plans/${id}/rows/${row}/deadline`, { text: 'Quý IV' });
  const { body } = await api.get(`/api/plans/${id}`);
  const answer = await remove(id, body.plan.etag);
  expect([answer.status, answer.body]).toEqual([200, { rows: 2 }]);
  for (const gone of [await api.get(`/api/plans/${id}`), await remove(id), await api.post(`/api/plans/${id}/publish`)])
    expectProblem(gone, 'not-found');
  expect((await api.get('/api/plans')).body.map((plan: { id: string }) => plan.id)).not.toContain(id);
  const event = await api.context.database.auditEvent.findFirstOrThrow({ where: { type: 'draft-deleted' } });
  expect(event).toMatchObject({ subject: `plan/${id}`, payload: { rows: 2, decidedRows: [row] } });
  expect(await differences()).toEqual([]);
});

test('who saw an older version is told what was decided since, and nothing is deleted', async () => {
  const { id, etag, row } = await draft();
  await api.put(`/api/plans/${id}/rows/${row}/deadline`, { text: 'Quý IV' });
  const problem = expectProblem(await remove(id, etag), 'changed-meanwhile');
  expect(problem.detail).toContain('Quý IV');
  expect((await remove(id, problem.current?.etag)).status).toBe(200);
});

test('a plan that was given out, or is being given out, stays', async () => {
  const { planId } = await publishedPlan(api.context.database);
  const before = await dumpDatabase(api.url);
  expect(expectProblem(await remove(planId), 'plan-not-draft').detail).toContain('thu hồi');
  for (const table of ['plan', 'plan_revision', 'plan_field', 'plan_activity'])
    await expect(
      queryAs(api.url, `delete from ${table} where ${table === 'plan' ? 'id' : 'plan_id'} = '${planId}'`),
    ).rejects.toMatchObject({ code: '42501' });
  expect(await dumpDatabase(api.url)).toEqual(before);
});

test('deleted and given out at the same moment it is one of the two', async () => {
  for (let time = 0; time < 5; time++) {
    const { id } = await draft();
    const [gone, out] = await Promise.all([remove(id), api.post(`/api/plans/${id}/publish?again=1`)]);
    const plans = await api.context.database.plan.count({ where: { id } });
    expect([gone.status === 200, out.status === 200]).toEqual([plans === 0, plans === 1]);
  }
  expect(await differences()).toEqual([]);
});

test('the same file can be imported again afterwards', async () => {
  const csv = 'STT,Hoạt động,Cơ quan chủ trì,Thời gian hoàn thành\n1,Rà soát riêng,Phòng A,Quý III\n';
  const first = await api.upload('a.csv', csv);
  await remove(first.body.plan.id);
  const again = await api.upload('a.csv', csv);
  expect([again.status, again.body.alreadyImportedAt]).toEqual([200, null]);
  expect(again.body.plan.id).not.toBe(first.body.plan.id);
});

test('a plan that another hand took out, or put back, is named by audit verify', async () => {
  const { id } = await draft();
  const kept = (await runSql(api.url, `select * from plan where id = '${id}'`)).rows[0];
  await remove(id);
  await runSql(
    api.url,
    `insert into plan (id, title, year_from, year_to, status, created_at)
     values ('${id}', '${kept.title}', 2026, 2026, 'draft', now())`,
  );
  expect((await differences()).map(({ words }) => words)).toEqual([
    `Kế hoạch «${kept.title}»: nhật ký ghi bản nháp đã xóa, bảng kế hoạch vẫn còn.`,
  ]);
});
