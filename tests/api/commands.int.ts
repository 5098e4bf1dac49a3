import { beforeAll, beforeEach, expect, test } from 'vitest';
import { verifyAuditChain } from '#store/audit-store.ts';
import { ownApi } from '../support/api.ts';
import { day } from '../support/moments.ts';
import { dumpDatabase, furnish, publishedPlan } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApi();
const REPORT = { command: 'report' as const, note: 'Đã hoàn thành' };
let id: string;

beforeAll(() => furnish(api.context.database));
beforeEach(async () => {
  api.at('2026-03-02 09:00');
  const { planId, assignmentIds } = await publishedPlan(api.context.database);
  await api.context.engine.publish(planId);
  id = assignmentIds[0] as string;
});

test('an assignment goes from given to verified, and each step can be seen', async () => {
  expect((await api.command(id, { command: 'acknowledge' })).body).toMatchObject({ status: 'in-progress' });
  expect((await api.command(id, { ...REPORT, documentNumber: '12/BC-PNV' })).body).toMatchObject({
    status: 'reported',
    reportedOn: '2026-03-02',
  });
  expect((await api.command(id, { command: 'verify', note: 'Đạt' })).body).toMatchObject({
    status: 'verified',
    dueState: 'done-on-time',
  });
  const { body } = await api.get(`/api/assignments/${id}`);
  expect(body.timeline.map(({ type }: { type: string }) => type)).toEqual([
    'verified',
    'reported',
    'acknowledged',
    'assigned',
  ]);
  expect(body).toMatchObject({ allowed: [], reports: [{ outcome: 'accepted', documentNumber: '12/BC-PNV' }] });
  expect(body.reminders.every(({ status }: { status: string }) => status === 'superseded')).toBe(true);
});

test('a returned report opens the work again, says why, and brings reminders', async () => {
  await api.command(id, REPORT);
  await api.command(id, { command: 'return', reason: 'Thiếu phụ lục số liệu' });
  const { body } = await api.get(`/api/assignments/${id}`);
  expect(body.assignment.status).toBe('in-progress');
  expect(body.timeline[0]).toMatchObject({ type: 'returned', note: 'Thiếu phụ lục số liệu', words: 'Trả lại báo cáo' });
  const notice = body.reminders.filter(({ rung }: { rung: string }) => rung === 'returned');
  expect(notice.map(({ status }: { status: string }) => status)).toEqual(['planned', 'planned']);
});

test('a result that was on paper first counts for its day', async () => {
  api.at('2026-12-01 09:00');
  const { body } = await api.command(id, { ...REPORT, occurredOn: day('2026-11-13') });
  expect(body).toMatchObject({ reportedOn: '2026-11-13', dueState: 'open-in-time' });
});

test('the day of a command is the office’s day, also shortly after midnight', async () => {
  api.at('2026-03-03 00:30');
  expect((await api.command(id, { ...REPORT, occurredOn: day('2026-03-03') })).body.reportedOn).toBe('2026-03-03');
});

test('withdrawn work is out of every count', async () => {
  expect((await api.command(id, { command: 'withdraw', reason: 'Kế hoạch thay đổi' })).body).toMatchObject({
    status: 'withdrawn',
    dueState: 'withdrawn',
  });
});

test('a command that does not fit is refused and changes nothing', async () => {
  const before = await dumpDatabase(api.url);
  expectProblem(await api.command(id, { command: 'verify' }), 'command-does-not-fit');
  expectProblem(await api.command(id, { command: 'return', reason: 'x' }), 'command-does-not-fit');
  expect(await dumpDatabase(api.url)).toEqual(before);
  await api.command(id, { command: 'acknowledge' });
  expectProblem(await api.command(id, { command: 'acknowledge' }), 'command-does-not-fit');
});

test('of two people who press at once one is told that the state has changed', async () => {
  const answers = await Promise.all([api.command(id, REPORT), api.command(id, REPORT)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(await verifyAuditChain(api.context.database)).toMatchObject({ ok: true });
});

test('a day in the future is refused, and named', async () => {
  const problem = expectProblem(
    await api.command(id, { command: 'acknowledge', occurredOn: day('2026-03-03') }),
    'date-in-future',
  );
  expect(problem.detail).toContain('03/03/2026');
});

test('work that does not exist is not found', async () => {
  expectProblem(await api.command('khong-co', { command: 'acknowledge' }), 'not-found');
  expectProblem(await api.get('/api/assignments/khong-co'), 'not-found');
});

test.each([
  ['an unknown command', { command: 'finish' }],
  ['a report that says nothing', { command: 'report', note: '  ' }],
  ['a return without a reason', { command: 'return' }],
  ['a withdrawal with an empty reason', { command: 'withdraw', reason: '' }],
  ['a day that is none', { command: 'acknowledge', occurredOn: '2026-02-30' }],
  ['a note without end', { command: 'report', note: 'x'.repeat(4001) }],
  ['a link that runs a script', { ...REPORT, evidenceUrl: 'javascript:alert(1)' }],
  ['a link that is none', { ...REPORT, evidenceUrl: 'không phải' }],
  ['a sign that no database keeps', { command: 'report', note: 'a\u0000b' }],
  ['half a sign', { command: 'return', reason: 'a\ud800b' }],
  ['no body at all', {}],
])('%s is refused before anything happens', async (_, body) => {
  const before = await dumpDatabase(api.url);
  const problem = expectProblem(await api.command(id, body as never), 'invalid-request');
  expect(problem.issues?.length).toBeGreaterThan(0);
  expect(await dumpDatabase(api.url)).toEqual(before);
});

test('a body that is no JSON is refused as such', async () => {
  const url = `/api/assignments/${id}/commands`;
  const headers = { 'content-type': 'application/json' };
  const answer = await api.inject({ method: 'POST', url, headers, payload: '{"command":' });
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'invalid-request']);
});
