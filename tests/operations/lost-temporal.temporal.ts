// Temporal's whole database is lost: `dondoc reconcile --fix` gives every obligation back from PostgreSQL.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { slotNotBefore } from '#domain/calendar/slot.ts';
import { reconcile } from '#operations/reconcile.ts';
import { ADMINISTRATOR } from '#operations/seam/actor.ts';
import { startOnEmptyTemporal } from '../support/own-engine.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { eventually, type RunningEngine } from '../support/running-engine.ts';
import { smallPlan } from '../support/small-plan.ts';
import { runSql } from '../support/store.ts';

const NEXT_YEAR = new Date().getFullYear() + 1;
const TITLES = ['Mới giao', 'Đã nhận', 'Đã báo cáo', 'Bị trả lại', 'Đã thu hồi', 'Đã xong'];
let testDatabase: TestDatabase;
let running: RunningEngine;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  running = await startOnEmptyTemporal(testDatabase.url);
});

afterAll(async () => {
  await running?.stop();
  await testDatabase?.drop();
});

const idOf = async (title: string) =>
  (await running.database.assignment.findFirstOrThrow({ where: { title: { contains: title } } })).id;

async function rowsOf(title: string, step: string) {
  return running.database.ledgerEntry.findMany({ where: { assignmentId: await idOf(title), step } });
}

/** Moves the rows of a step, as the owner of the tables: the plan's days are far away. */
async function comesSoon(title: string, step: string, status: 'planned' | 'staged', at: string): Promise<void> {
  const where = `assignment_id = '${await idOf(title)}' and step = '${step}'`;
  await runSql(testDatabase.url, `update ledger_entry set slot_at = '${at}', status = '${status}' where ${where}`);
}

async function look(fix: boolean) {
  return reconcile({ database: running.database, engine: running.engine, now: () => new Date() }, ADMINISTRATOR, {
    fix,
  });
}

test('every obligation comes back, and only what is still owed', async () => {
  // given work in every state, one reminder that is planned and one that is staged for the minute to come
  const rows = TITLES.map((title) => ({ title, lead: 'Phòng Tư pháp', deadline: `Quý IV/${NEXT_YEAR}` }));
  const planId = await running.publish(smallPlan(NEXT_YEAR, rows));
  await eventually('the plan is published', async () => {
    const plan = await running.database.plan.findUniqueOrThrow({ where: { id: planId } });
    return plan.status === 'published';
  });
  const give = async (title: string, ...commands: Parameters<RunningEngine['give']>[1][]) => {
    for (const command of commands) expect(await running.give(await idOf(title), command)).toEqual({ ok: true });
  };
  const report = { command: 'report', note: 'Xong' } as const;
  await give('Đã nhận', { command: 'acknowledge' });
  await give('Đã báo cáo', report);
  await give('Bị trả lại', report, { command: 'return', reason: 'Thiếu phụ lục' });
  await give('Đã thu hồi', { command: 'withdraw', reason: 'Thôi' });
  await give('Đã xong', report, { command: 'verify' });
  await eventually('what is due now is sent', async () => {
    const soon = { status: { in: ['planned', 'staged', 'sending'] }, slotAt: { lt: new Date(Date.now() + 600_000) } };
    return (await running.database.ledgerEntry.count({ where: soon })) === 0;
  });
  const sentBefore = await running.database.message.count();

  // when Temporal comes back empty, and somebody reconciles
  await running.stop();
  running = await startOnEmptyTemporal(testDatabase.url);
  const at = slotNotBefore(Date.now() + 25_000);
  await comesSoon('Mới giao', 'before-15', 'planned', at);
  await comesSoon('Đã nhận', 'before-15', 'staged', at);
  const open = ['Mới giao', 'Đã nhận', 'Đã báo cáo', 'Bị trả lại'];
  expect((await look(false)).missing).toHaveLength(open.length);
  expect((await look(true)).missing).toHaveLength(open.length);

  // then both sides agree, what was owed is said in its minute, what was said is not repeated, and people go on
  await eventually('both sides agree', async () => {
    const { missing, stuck, parted, waiting, asleep, lingering } = await look(false);
    return [missing, stuck, parted, waiting, asleep, lingering].flat().length === 0;
  });
  await eventually('both reminders are sent', async () => {
    const both = [...(await rowsOf('Mới giao', 'before-15')), ...(await rowsOf('Đã nhận', 'before-15'))];
    return both.length === 2 && both.every(({ status }) => status === 'sent');
  });
  // One digest of both works.
  expect(await running.database.message.count()).toBe(sentBefore + 1);
  const lateAgain = await running.database.ledgerEntry.count({
    where: { status: 'sent', assignment: { title: { in: ['Đã thu hồi', 'Đã xong'] } }, slotAt: { gt: new Date() } },
  });
  expect(lateAgain).toBe(0);
  await give('Đã báo cáo', { command: 'verify' });
  await give('Bị trả lại', report);
  await give('Mới giao', { command: 'acknowledge' });
});
