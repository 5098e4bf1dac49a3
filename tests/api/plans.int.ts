import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { ownApi } from '../support/api.ts';
import { aPlan } from '../support/builders.ts';
import { addPlan, dumpDatabase, furnish } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApi();
const FIXTURES = 'tests/fixtures/plans';
const UNSURE = 'Theo tiến độ của dự án XYZ-7';

beforeAll(() => furnish(api.context.database));

test.each(['tu-ky-2023.docx', 'tu-ky-2023.xlsx', 'hoang-hoa-2023.docx', 'duc-tho-2024.docx', 'duc-tho-2024-flat.csv'])(
  'a real plan (%s) becomes a draft with every row and the reading of every date',
  async (name) => {
    const { status, body } = await api.upload(name, readFileSync(`${FIXTURES}/${name}`));
    expect([status, body.plan?.status]).toEqual([200, 'draft']);
    expect(body.rows.length).toBe(body.plan.rows);
    expect(body.rows.length).toBeGreaterThan(30);
    // The same plan as Word and as Excel is one draft: the second one says since when it is there.
    expect((await api.get(`/api/plans/${body.plan.id}`)).body).toEqual({ ...body, alreadyImportedAt: null });
    expect((await api.get('/api/plans')).body).toContainEqual(body.plan);
  },
);

test.each([
  ['a picture with the name of a document', 'ke-hoach.docx', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ['an empty file', 'ke-hoach.docx', ''],
  ['a table that is no plan', 'ke-hoach.csv', 'Tên,Tuổi\nAn,30\nBình,41\n'],
  ['a sheet without a row', 'ke-hoach.csv', '\n'],
  ['a table without a deadline column', 'ke-hoach.csv', 'STT,Hoạt động,Cơ quan chủ trì\n1,Rà soát,Phòng Nội vụ\n'],
  ['signs that are no text', 'ke-hoach.csv', Buffer.from('STT,Ho\u0000ạt động\n1,\u0000\u0000\n')],
  ['an unknown kind of file', 'ke-hoach.exe', 'MZ\u0090'],
])('%s is refused with reasons and changes nothing', async (_, name, content) => {
  const before = await dumpDatabase(api.url);
  const problem = expectProblem(await api.upload(name, content), 'plan-file-refused');
  expect(problem.detail).toContain(name);
  expect(problem.issues?.length).toBeGreaterThan(0);
  for (const { message } of problem.issues ?? []) expect(message.length).toBeGreaterThan(10);
  expect(await dumpDatabase(api.url)).toEqual(before);
});

test('a plan whose text holds signs that no database keeps is read without them or refused, never an error', async () => {
  const text = 'STT,Hoạt động,Cơ quan chủ trì,Thời gian hoàn thành\n1,Rà\u0000 soát,Phòng Nội vụ,Quý I\n';
  const { status } = await api.upload('ke-hoach.csv', text);
  expect([200, 422]).toContain(status);
});

test('a file above the limit is refused before it is read', async () => {
  const before = await dumpDatabase(api.url);
  const { status, body } = await api.upload('ke-hoach.docx', Buffer.alloc(26 * 1024 * 1024));
  expect([413, 422]).toContain(status);
  expect(body.detail).toMatch(/lớn|dung lượng|MB/);
  expect(await dumpDatabase(api.url)).toEqual(before);
});

test('a request without a file says so', async () => {
  expect((await api.post('/api/plans', {})).type).toContain('application/problem+json');
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  const answer = await api.inject({ method: 'POST', url: '/api/plans', headers, payload: '--x--\r\n' });
  expect([answer.statusCode, answer.json().code]).toEqual([422, 'plan-file-refused']);
});

test('undecided dates are named, row by row, and nothing is given out', async () => {
  const planId = await addPlan(
    api.context.database,
    aPlan([{}, { deadlineText: UNSURE, title: 'Việc chưa rõ hạn' }, { deadlineText: null }]),
  );
  const before = await dumpDatabase(api.url);
  const problem = expectProblem(await api.post(`/api/plans/${planId}/publish`), 'plan-has-undecided-dates');
  expect(problem.detail).toContain('2');
  expect(problem.issues?.map(({ place }) => place)).toEqual(['bảng 1, dòng 3', 'bảng 1, dòng 4']);
  expect(problem.issues?.[0]?.message).toContain(UNSURE);
  expect(await dumpDatabase(api.url)).toEqual(before);
});

test('a person decides a date, and then the plan can be given out', async () => {
  const planId = await addPlan(api.context.database, aPlan([{ deadlineText: UNSURE }]));
  const [row] = (await api.get(`/api/plans/${planId}`)).body.rows;
  expect(row).toMatchObject({ decided: false, deadlineText: UNSURE, reading: { sure: false } });
  const decided = await api.put(`/api/plans/${planId}/rows/${row.id}/deadline`, { text: 'Quý III' });
  expect(decided.body).toMatchObject({
    plan: { undecided: 0 },
    rows: [{ decided: true, deadlineText: 'Quý III', reading: { deadlines: [{ due: ['2026-09-30'] }] } }],
  });
  const { status, body } = await api.post(`/api/plans/${planId}/publish`);
  expect([status, body]).toEqual([
    200,
    expect.objectContaining({ status: 'published', publication: { total: 1, recorded: 1, started: 1, ready: 1 } }),
  ]);
  const { body: list } = await api.get(`/api/assignments?plan=${planId}`);
  expect(list.items).toMatchObject([{ due: '2026-09-30', status: 'assigned', dueState: 'open-in-time' }]);
});

test('accepting a reading as it is counts as looked at', async () => {
  const planId = await addPlan(api.context.database, aPlan([{ deadlineText: UNSURE }]));
  const [row] = (await api.get(`/api/plans/${planId}`)).body.rows;
  const { body } = await api.put(`/api/plans/${planId}/rows/${row.id}/deadline`, { text: UNSURE });
  expect(body.plan.undecided).toBe(0);
  expect((await api.post(`/api/plans/${planId}/publish`)).status).toBe(200);
});

test('a published plan is neither published nor decided again', async () => {
  const planId = await addPlan(api.context.database);
  await api.post(`/api/plans/${planId}/publish`);
  const before = await dumpDatabase(api.url);
  expectProblem(await api.post(`/api/plans/${planId}/publish`), 'plan-not-draft');
  const [row] = (await api.get(`/api/plans/${planId}`)).body.rows;
  expectProblem(await api.put(`/api/plans/${planId}/rows/${row.id}/deadline`, { text: 'Quý I' }), 'plan-not-draft');
  expect(await dumpDatabase(api.url)).toEqual(before);
});

test('pressed twice at once a plan is given out once', async () => {
  const planId = await addPlan(api.context.database);
  const answers = await Promise.all([1, 2, 3].map(() => api.post(`/api/plans/${planId}/publish?again=1`)));
  expect(answers.some(({ status }) => status === 200)).toBe(true);
  expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
  expect(await api.context.database.assignment.count({ where: { planId } })).toBe(1);
});

test('plans and rows that do not exist are not found', async () => {
  expectProblem(await api.get('/api/plans/khong-co'), 'not-found');
  expectProblem(await api.post('/api/plans/khong-co/publish'), 'not-found');
  expectProblem(await api.put('/api/plans/khong-co/rows/x/deadline', { text: 'Quý I' }), 'not-found');
  const planId = await addPlan(api.context.database);
  expectProblem(await api.put(`/api/plans/${planId}/rows/khong-co/deadline`, { text: 'Quý I' }), 'not-found');
});

test('a decision needs a text of reasonable length', async () => {
  const planId = await addPlan(api.context.database);
  const [row] = (await api.get(`/api/plans/${planId}`)).body.rows;
  const path = `/api/plans/${planId}/rows/${row.id}/deadline`;
  expectProblem(await api.put(path, {}), 'invalid-request');
  expectProblem(await api.put(path, { text: 'x'.repeat(2001) }), 'invalid-request');
});

test('a plan in pages: which rows, which of them wait, and the one row that was decided', async () => {
  const rows = Array.from({ length: 7 }, (_, n) => ({
    title: `Việc ${n + 1}`,
    deadlineText: n % 3 === 0 ? UNSURE : 'Quý II',
  }));
  const id = await addPlan(api.context.database, aPlan(rows));
  const titles = async (query: string) => {
    const { body } = await api.get(`/api/plans/${id}?${query}`);
    expect(body.plan).toMatchObject({ rows: 7 });
    return body.rows.map(({ title }: { title: string }) => title);
  };
  const whole = (await api.get(`/api/plans/${id}`)).body;
  expect(whole.rows.length).toBe(7);
  expect(whole.plan.undecided).toBe(3);
  const { body: page } = await api.get(`/api/plans/${id}?page=2&pageSize=3`);
  expect(page).toEqual({ ...whole, rows: whole.rows.slice(3, 6) });
  expect(await titles('page=3&pageSize=3')).toEqual(['Việc 7']);
  expect(await titles('page=4&pageSize=3')).toEqual([]);
  expect(await titles('waiting=1')).toEqual(['Việc 1', 'Việc 4', 'Việc 7']);
  expect(await titles('waiting=1&pageSize=2&page=2')).toEqual(['Việc 7']);
  const [, , , fourth] = whole.rows;
  const answer = await api.ask(
    'PUT',
    `/api/plans/${id}/rows/${fourth.id}/deadline?rows=decided`,
    {},
    { text: 'Quý III' },
  );
  expect(answer.body).toMatchObject({ plan: { undecided: 2 }, rows: [{ title: 'Việc 4', decided: true }] });
  expect(answer.headers.etag).toBe(answer.body.rows[0].etag);
  expect(await titles('waiting=1')).toEqual(['Việc 1', 'Việc 7']);
  expectProblem(await api.get(`/api/plans/${id}?page=0`), 'invalid-request');
});
