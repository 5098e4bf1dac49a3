// A row that its table leaves open although its time text is clear (ADR 0187), from the upload to the decision and beyond.
import { beforeAll, expect, test } from 'vitest';
import { stateWhatStands } from '#store/state-what-stands.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { ownApi } from '../support/api.ts';
import { vn } from '../support/builders.ts';
import { furnish } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApi();

beforeAll(async () => {
  await furnish(api.context.database);
  await stateWhatStands(api.context.database, new Date(vn('2026-03-01 09:00')));
});

const TABLE = [
  'STT,Nội dung,Cơ quan chủ trì,Thời gian bắt đầu,Thời gian hoàn thành',
  '1,Rà soát văn bản,Phòng A,Tháng 2/2026,Quý II/2026',
  '2,Tập huấn,Phòng B,Tháng 9/2026,',
  '3,Rà soát văn bản,Phòng A,Tháng 2/2026,Quý II/2026',
].join('\n');

test('it waits from the upload on, says why, and is decided with the text as it stands', async () => {
  const { status, body } = await api.uploadWith({}, 'nghi-ngo.csv', TABLE, '?year=2026');
  expect(status).toBe(200);
  const { id } = body.plan;
  const [sure, begun, twice] = body.rows;
  expect(body.plan.undecided).toBe(2);
  expect([sure, begun, twice].map(({ reading }) => reading.sure)).toEqual([true, false, false]);
  expect(begun.reading.doubts).toContainEqual(expect.stringContaining('chỉ ghi thời gian bắt đầu'));
  expect(twice.reading.doubts).toEqual([expect.stringContaining('giống hệt dòng 2')]);
  // The text itself is clear: what it would come to is shown beside the doubt.
  expect(twice.reading.deadlines).toEqual(sure.reading.deadlines);
  expect(body.issues).toContainEqual(expect.objectContaining({ code: 'row-twice', place: { table: 1, row: 4 } }));

  // The page, the list of plans and the press of the button say the same.
  const waiting = await api.get(`/api/plans/${id}?waiting=1`);
  expect(waiting.body.rows.map((row: { id: string }) => row.id)).toEqual([begun.id, twice.id]);
  const listed = (await api.get('/api/plans')).body.find((plan: { id: string }) => plan.id === id);
  expect(listed.undecided).toBe(2);
  const refused = expectProblem(await api.post(`/api/plans/${id}/publish`), 'plan-has-undecided-dates');
  expect(refused.issues?.map(({ place }) => place)).toEqual(['bảng 1, dòng 3', 'bảng 1, dòng 4']);
  expect(refused.issues?.[1]?.message).toContain('giống hệt dòng 2');

  const decide = (rowId: string, text: string) => api.put(`/api/plans/${id}/rows/${rowId}/deadline`, { text });
  expect((await decide(twice.id, twice.deadlineText)).body.plan.undecided).toBe(1);
  expect((await decide(begun.id, 'Quý IV/2026')).body.plan.undecided).toBe(0);
  const { rows } = (await api.get(`/api/plans/${id}`)).body;
  for (const row of rows) expect([row.id, row.reading.sure, row.reading.doubts]).toEqual([row.id, true, []]);
  expect(rows[2].reading.deadlines).toEqual(sure.reading.deadlines);
  expect(rows[1].reading.deadlines).toMatchObject([{ due: ['2026-12-31'] }]);

  expect((await api.post(`/api/plans/${id}/publish`)).status).toBe(200);
  expect(await api.context.database.assignment.count({ where: { planId: id } })).toBe(3);
  expect(await verifyInstallation(api.context.database, null)).toMatchObject({ ok: true, differences: [] });
});

test('a doubt that comes back with the years of the plan is not one that was decided', async () => {
  const { body } = await api.uploadWith({}, 'nghi-ngo-2.csv', TABLE.replaceAll('/2026', ''), '?year=2026');
  const { id } = body.plan;
  const [, , twice] = body.rows;
  await api.put(`/api/plans/${id}/rows/${twice.id}/deadline`, { text: twice.deadlineText });
  await api.put(`/api/plans/${id}/years`, { yearFrom: 2027, yearTo: 2027 });
  const { rows } = (await api.get(`/api/plans/${id}`)).body;
  expect(rows.map(({ reading }: { reading: { sure: boolean } }) => reading.sure)).toEqual([true, false, true]);
});
