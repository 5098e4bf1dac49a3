// Overview, list, report and meta of a small year: two agencies, work done and late, to come and undated.
import { beforeAll, expect, test } from 'vitest';
import { ownApi } from '../support/api.ts';
import { aPlan, aRoster, withContact } from '../support/builders.ts';
import { day } from '../support/moments.ts';
import { addPlan, furnish, publishedPlan } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApi();
let planId: string;
const ids: Record<string, string> = {};

beforeAll(async () => {
  await furnish(api.context.database, withContact(aRoster(), 'b.cv', { email: null, name: 'Trần Văn Bình' }));
  const plan = aPlan([
    { title: 'Đúng hạn', deadlineText: 'Quý I' },
    { title: 'Quá hạn lâu', deadlineText: 'Trước ngày 01/03', leads: ['Phòng B'], field: 'II' },
    { title: 'Quá hạn ít', deadlineText: 'Quý II' },
    { title: 'Sắp tới hạn', deadlineText: 'Quý III', leads: ['Phòng B'] },
    { title: 'Thường xuyên', deadlineText: 'Thường xuyên', field: null },
    { title: 'Chờ xác nhận', deadlineText: 'Quý IV', leads: ['Phòng Lạ'] },
  ]);
  const published = await publishedPlan(api.context.database, plan);
  planId = published.planId;
  await api.context.engine.publish(planId);
  const rows = await api.context.database.assignment.findMany({ where: { planId } });
  for (const row of rows) ids[row.title] = row.id;
  api.at('2026-07-15 09:00');
  await api.command(ids['Đúng hạn'] as string, { command: 'report', note: 'Xong', occurredOn: day('2026-03-30') });
  await api.command(ids['Đúng hạn'] as string, { command: 'verify', occurredOn: day('2026-04-01') });
  await api.command(ids['Chờ xác nhận'] as string, {
    command: 'report',
    note: 'Xong sớm',
    occurredOn: day('2026-07-14'),
  });
  await addPlan(api.context.database, aPlan([{ deadlineText: 'Theo tiến độ của dự án XYZ-7' }]));
});

test('the overview counts, names the late, what comes next and what waits', async () => {
  const { body } = await api.get('/api/overview');
  expect(body).toMatchObject({
    dataDate: '2026-07-15',
    total: { doneOnTime: 1, doneLate: 0, openInTime: 2, openOverdue: 2, undated: 1 },
    overdueByAgency: [
      { agencyName: 'Phòng B', overdue: 1, maxDaysLate: 135 },
      { agencyName: 'Phòng A', overdue: 1, maxDaysLate: 15 },
    ],
    dueNext: [{ title: 'Sắp tới hạn' }],
    waitingForVerification: [{ title: 'Chờ xác nhận' }],
    waitingCount: 1,
  });
});

test('the overview names what needs a person, and where', async () => {
  const { body } = await api.get('/api/overview');
  const texts = body.needsPerson.map(({ what, where }: { what: string; where: string }) => `${what} · ${where}`);
  expect(texts).toEqual([expect.stringContaining('1 thời hạn chờ xác nhận'), expect.stringContaining('Trần Văn Bình')]);
});

test.each<[string, string[]]>([
  ['', ['Quá hạn lâu', 'Đúng hạn', 'Quá hạn ít', 'Sắp tới hạn', 'Chờ xác nhận', 'Thường xuyên']],
  ['sort=-due', ['Chờ xác nhận', 'Sắp tới hạn', 'Quá hạn ít', 'Đúng hạn', 'Quá hạn lâu', 'Thường xuyên']],
  ['sort=daysLate&dueState=open-overdue', ['Quá hạn lâu', 'Quá hạn ít']],
  ['agency=b', ['Quá hạn lâu', 'Sắp tới hạn']],
  ['field=II', ['Quá hạn lâu']],
  ['status=reported', ['Chờ xác nhận']],
  ['dueState=undated', ['Thường xuyên']],
  ['q=QUA%20han', ['Quá hạn lâu', 'Quá hạn ít']],
  ['q=ph%C3%B2ng%20b%20l%C3%A2u', ['Quá hạn lâu']],
  ['q=kh%C3%B4ng%20c%C3%B3', []],
  ['page=2&pageSize=4', ['Chờ xác nhận', 'Thường xuyên']],
  ['page=9', []],
])('the list by «%s»', async (query, titles) => {
  const { body } = await api.get(`/api/assignments?${query}`);
  expect(body.items.map(({ title }: { title: string }) => title)).toEqual(titles);
});

test('the next page begins where the one before ended, in every order, until there is none', async () => {
  for (const sort of ['due', '-due', 'agency', 'daysLate']) {
    const whole = (await api.get(`/api/assignments?sort=${sort}`)).body.items.map(({ id }: { id: string }) => id);
    const walked: string[] = [];
    let cursor: string | null = null;
    do {
      const at: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { body } = await api.get(`/api/assignments?sort=${sort}&pageSize=4${at}`);
      expect(body.total).toBe(whole.length);
      walked.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.next;
    } while (cursor !== null);
    expect([sort, walked]).toEqual([sort, whole]);
  }
});

test.each(['x', 'W10', Buffer.from('["due","2026-01-01"]').toString('base64url')])(
  'a cursor that is none of this order is refused: %s',
  async (cursor) => {
    expectProblem(await api.get(`/api/assignments?cursor=${cursor}`), 'invalid-request');
  },
);

test('a cursor of another order is refused', async () => {
  const { next } = (await api.get('/api/assignments?sort=daysLate&pageSize=1')).body;
  expectProblem(await api.get(`/api/assignments?sort=due&cursor=${next}`), 'invalid-request');
});

test('a page knows how many there are altogether', async () => {
  expect((await api.get('/api/assignments?pageSize=2')).body).toMatchObject({ total: 6, items: { length: 2 } });
});

test.each([
  'status=done',
  'dueState=late',
  'sort=title',
  'page=0',
  'pageSize=201',
  'page=x',
  `q=${'x'.repeat(201)}`,
  'plan=%00',
])('a filter that does not exist is refused: %s', async (query) => {
  expectProblem(await api.get(`/api/assignments?${query}`), 'invalid-request');
});

test('one assignment shows where it comes from, why its date is so, and every reminder', async () => {
  const { body } = await api.get(`/api/assignments/${ids['Quá hạn lâu']}`);
  expect(body).toMatchObject({
    assignment: {
      due: '2026-02-28',
      dueWorking: '2026-03-02',
      daysLate: 135,
      fieldTitle: 'Cải cách thủ tục hành chính',
    },
    row: { place: 'bảng 1, dòng 3', products: ['Báo cáo'], deadlineText: 'Trước ngày 01/03' },
    explanation: { edition: 'Lịch làm việc của cơ quan nhà nước, bản 1' },
    allowed: ['acknowledge', 'report', 'withdraw'],
    timeline: [{ type: 'assigned', words: 'Giao việc', actor: 'hệ thống' }],
  });
  expect(body.explanation.steps.length).toBeGreaterThan(0);
  const unreachable = body.reminders.filter(
    ({ recipientName }: { recipientName: string }) => recipientName === 'Trần Văn Bình',
  );
  expect(unreachable.length).toBeGreaterThan(0);
  for (const row of unreachable)
    expect(row).toMatchObject({ status: 'refused', reason: expect.stringContaining('địa chỉ') });
});

test('the overdue report of today and of a day in the past', async () => {
  const { body: today } = await api.get('/api/reports/overdue');
  expect(today).toMatchObject({ dataDate: '2026-07-15', total: { openOverdue: 2 }, overdueRatePercent: 66.7 });
  expect(today.overdue.map(({ title }: { title: string }) => title)).toEqual(['Quá hạn lâu', 'Quá hạn ít']);
  const { body: past } = await api.get('/api/reports/overdue?dataDate=2026-03-31');
  expect(past).toMatchObject({
    dataDate: '2026-03-31',
    total: { openOverdue: 1, openInTime: 4, undated: 1, doneOnTime: 0 },
  });
});

test('what is asked for by a name that nothing has is not found, and never an empty answer', async () => {
  for (const path of [
    '/api/assignments?plan=khong-co',
    '/api/assignments?agency=khong-co',
    '/api/assignments?field=khong-co',
    `/api/reports/overdue?plan=${planId}x`,
    '/api/reports/overdue/file?format=docx&plan=khong-co',
    '/api/reports/overdue/file?format=xlsx&plan=khong-co',
    '/api/plans/khong-co',
    '/api/assignments/khong-co',
  ])
    expectProblem(await api.get(path), 'not-found');
});

test('a report date that is none is refused', async () => {
  expectProblem(await api.get('/api/reports/overdue?dataDate=31/03/2026'), 'invalid-request');
  expectProblem(await api.get('/api/reports/overdue?dataDate=2026-07-16'), 'data-date-in-future');
});

test('the words and lists that the pages filter by', async () => {
  const { body } = await api.get('/api/meta');
  expect(body).toMatchObject({
    office: 'UBND huyện Tứ Kỳ',
    today: '2026-07-15',
    embedded: false,
    sample: false,
    statusWords: { reported: 'đã báo cáo, chờ xác nhận' },
    dueStateWords: { 'open-overdue': 'Chưa hoàn thành, quá hạn' },
  });
  expect(body.agencies.map(({ name }: { name: string }) => name)).toEqual(['Phòng A', 'Phòng B', 'Phòng Lạ']);
  expect(body.fields.map(({ code }: { code: string }) => code)).toEqual(['I', 'II']);
});
