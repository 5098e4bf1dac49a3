// Rows that say the same as another row: of the same draft, or of a plan that was given out. The officer is asked before they go out.
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { ownApi } from '../support/api.ts';
import { aPlan } from '../support/builders.ts';
import { addPlan, emptyDatabase, furnish } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApi();
type Row = Parameters<typeof aPlan>[0] extends (infer One)[] | undefined ? One : never;
const ONE: Row = { title: 'Rà soát văn bản quy phạm', leads: ['Phòng A', 'Phòng B'], deadlineText: 'Quý III' };
const OTHER: Row = { title: 'Tổ chức tập huấn', leads: ['Phòng B'], deadlineText: 'Quý IV' };

beforeAll(() => furnish(api.context.database));
beforeEach(async () => {
  await emptyDatabase(api.url);
  await furnish(api.context.database);
});
const draft = (rows: Row[]) => addPlan(api.context.database, aPlan(rows));
const publish = (id: string, query = '') => api.post(`/api/plans/${id}/publish${query}`);
const given = async (rows: Row[]) => {
  const id = await draft(rows);
  expect((await publish(id, '?again=1')).status).toBe(200);
  return id;
};

test.each<[string, Row]>([
  ['to the letter', {}],
  ['in other letters and blanks', { title: 'RÀ SOÁT  văn bản\nquy phạm.' }],
  ['with its agencies in another order', { leads: ['phòng b', 'Phòng A'] }],
  ['in another field and place', { field: 'II', stt: '9' }],
])('a row that stands twice %s is named, and goes out when both are meant', async (_, change) => {
  const id = await draft([ONE, OTHER, { ...ONE, ...change }]);
  const problem = expectProblem(await publish(id), 'plan-rows-doubled');
  expect(problem.issues).toEqual([
    { place: 'bảng 1, dòng 4', message: expect.stringMatching(/giống hệt bảng 1, dòng 2\.$/) },
  ]);
  expect(problem.detail).toContain('Vẫn giao việc');
  expect(await api.context.database.assignment.count({ where: { planId: id } })).toBe(0);
  expect((await publish(id, '?again=1')).status).toBe(200);
  expect(await api.context.database.assignment.count({ where: { planId: id } })).toBe(5);
});

test('what was doubted at the upload and accepted in the review is not asked about again', async () => {
  const header = 'STT,Nội dung,Cơ quan chủ trì,Sản phẩm,Thời gian hoàn thành\n';
  const line = (n: number) => `${n},Rà soát văn bản quy phạm,Phòng A,Báo cáo,Quý III\n`;
  const { body } = await api.uploadWith({}, 'hai-dong.csv', `${header}${line(1)}${line(2)}`, '?year=2026');
  const { id } = body.plan;
  const [, second] = body.rows;
  expect(second.reading.doubts.join()).toContain('giống hệt');
  expectProblem(await publish(id), 'plan-has-undecided-dates');
  expect((await api.put(`/api/plans/${id}/rows/${second.id}/deadline`, { text: 'Quý III' })).status).toBe(200);
  expect((await publish(id)).status).toBe(200);
  expect(await api.context.database.assignment.count({ where: { planId: id } })).toBe(2);
});

test('titles of any spelling that the rule holds for the same are found by the database', async () => {
  const titles = ['Đề án hòa giải ở cơ sở', 'ĐỀ ÁN HOÀ GIẢI, ở cơ sở', 'De an hoa giai o co so.'];
  const id = await draft(titles.map((title) => ({ ...ONE, title })));
  expect(expectProblem(await publish(id), 'plan-rows-doubled').issues).toHaveLength(2);
});

test.each<[string, Row]>([
  ['another date', { deadlineText: 'Quý IV' }],
  ['another lead', { leads: ['Phòng A'] }],
  ['another product', { products: ['Kế hoạch'] }],
  ['another title', { title: 'Rà soát văn bản quy phạm năm 2025' }],
  ['another task above it', { task: { code: '2', title: 'Nhiệm vụ khác' } }],
])('a row with %s is another piece of work', async (_, change) => {
  expect((await publish(await draft([ONE, { ...ONE, ...change }]))).status).toBe(200);
});

test('what a person decided of a date counts, and not what the file says', async () => {
  const id = await draft([ONE, { ...ONE, deadlineText: 'Quý IV' }]);
  const { body } = await api.get(`/api/plans/${id}`);
  await api.put(`/api/plans/${id}/rows/${body.rows[1].id}/deadline`, { text: 'Quý III' });
  expectProblem(await publish(id), 'plan-rows-doubled');
});

test('a row of a plan that was given out is named with that plan, until its work was withdrawn', async () => {
  const first = await given([OTHER, ONE]);
  const id = await draft([ONE, { title: 'Việc mới' }]);
  const problem = expectProblem(await publish(id), 'plan-rows-doubled');
  expect(problem.issues).toEqual([
    {
      place: 'bảng 1, dòng 2',
      message: expect.stringMatching(/dòng 3 của kế hoạch «Kế hoạch cải cách hành chính năm 2026» đã giao việc/),
    },
  ]);
  for (const work of await api.context.database.assignment.findMany({ where: { planId: first } }))
    expect((await api.command(work.id, { command: 'withdraw', reason: 'Giao lại' })).status).toBe(200);
  expect((await publish(id)).status).toBe(200);
});

test('drafts, and plans of other years, are not held against it', async () => {
  await draft([ONE]);
  const later = aPlan([ONE]);
  const of2027 = await addPlan(api.context.database, {
    ...later,
    plan: { ...later.plan, yearFrom: 2027, yearTo: 2027 },
  });
  expect((await publish(of2027)).status).toBe(200);
  expect((await publish(await draft([ONE]))).status).toBe(200);
});

test('of many the first twenty are named and the rest counted', async () => {
  const many = Array.from({ length: 25 }, (_, n) => ({ ...ONE, title: `Việc ${n}` }));
  const problem = expectProblem(await publish(await draft([...many, ...many])), 'plan-rows-doubled');
  expect(problem.detail).toContain('Có 25 dòng');
  expect(problem.issues).toHaveLength(21);
  expect(problem.issues?.at(-1)?.message).toBe('và 5 dòng khác.');
});
