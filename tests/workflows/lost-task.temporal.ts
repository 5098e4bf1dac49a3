// A write that another input has overtaken, and writes that do not succeed: no lifecycle is frozen, and no answer is untrue.

import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { LIFECYCLE_MATTERS } from '#domain/audit/stuck-lifecycle.ts';
import type { LifecycleCommand, LifecycleEvent } from '#domain/lifecycle/state.ts';
import type { Store } from '#store/create-store.ts';
import { at, day } from '../support/moments.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { eventually, type RunningEngine, startEngine } from '../support/running-engine.ts';
import { smallPlan } from '../support/small-plan.ts';
import { createTestNamespace } from '../support/temporal.ts';

const NEXT_YEAR = new Date().getFullYear() + 1;
let testDatabase: TestDatabase;
let running: RunningEngine;
/** Runs before the real write of one assignment's event. */
let before: (transition: Parameters<Store['recordTransition']>[0], real: Store) => Promise<void> = async () =>
  undefined;
let beforeStaging: (assignmentId: string) => Promise<void> = async () => undefined;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const namespace = await createTestNamespace();
  const servers = { databaseUrl: testDatabase.url, temporalAddress: inject('temporalAddress'), namespace };
  running = await startEngine(servers, (store) => ({
    ...store,
    recordTransition: async (transition, now) => {
      await before(transition, store);
      return store.recordTransition(transition, now);
    },
    stageRows: async (staging, now) => {
      await beforeStaging(staging.assignmentId);
      return store.stageRows(staging, now);
    },
  }));
});

afterAll(async () => {
  await running?.stop();
  await testDatabase?.drop();
});

async function publishOne(title: string, deadline = `Quý IV/${NEXT_YEAR}`): Promise<string> {
  const planId = await running.publish(smallPlan(NEXT_YEAR, [{ title, lead: 'Phòng Tư pháp', deadline }]));
  return (await running.database.assignment.findFirstOrThrow({ where: { planId } })).id;
}

async function ready(assignmentId: string): Promise<void> {
  await eventually(
    'the assignment is recorded as given',
    async () => (await running.database.assignment.findUniqueOrThrow({ where: { id: assignmentId } })).sequence >= 1,
    90_000,
  );
}

async function logOf(assignmentId: string): Promise<string[]> {
  const events = await running.database.auditEvent.findMany({
    where: { subject: `assignment/${assignmentId}` },
    orderBy: { sequence: 'asc' },
  });
  return events.map(({ type }) => type);
}

const openMatters = () =>
  running.database.attention.findMany({ where: { id: { startsWith: LIFECYCLE_MATTERS }, resolvedAt: null } });

const report = (commandId: string): LifecycleCommand => ({
  type: 'report',
  commandId,
  actor: 'Người thử',
  occurredAt: at(new Date().toISOString()),
  note: 'Đã xong',
  documentNumber: null,
  evidenceUrl: null,
  reportedOn: day(new Date().toISOString().slice(0, 10)),
  steps: [],
});

test('a command whose place another took is judged anew, and the other is answered as recorded', async () => {
  const id = await publishOne('Bị vượt trước');
  await ready(id);
  const lost = report('bi-mat-cung-tac-vu');
  before = async ({ assignmentId, event }, real) => {
    if (assignmentId !== id || event.commandId === lost.commandId) return;
    before = async () => undefined;
    // What the lost task had written: the same number for another command.
    const { commandId, type: _, ...said } = lost as Extract<LifecycleCommand, { type: 'report' }>;
    const reported = { ...said, type: 'reported', sequence: event.sequence, commandId } as LifecycleEvent;
    await real.recordTransition(
      { assignmentId, event: reported, status: 'reported', supersede: { steps: [], reason: '' }, add: [] },
      new Date(),
    );
  };
  expect(await running.give(id, { command: 'acknowledge' })).toMatchObject({ ok: false, code: 'command-does-not-fit' });
  expect(await running.engine.command(id, lost)).toEqual({ ok: true, status: 'reported', sequence: 2 });
  expect(await logOf(id)).toEqual(['assigned', 'reported']);
  expect(await running.give(id, { command: 'verify', note: null })).toEqual({ ok: true });
  expect(await logOf(id)).toEqual(['assigned', 'reported', 'verified']);
});

test('a command that the database refuses for good is answered so, is not repeated, and freezes nothing', async () => {
  const id = await publishOne('Không ghi được');
  await ready(id);
  let tried = 0;
  before = async ({ assignmentId, event }) => {
    if (assignmentId !== id || event.type !== 'reported') return;
    tried += 1;
    await running.database.$queryRaw`SELECT '10000-99-99'::date`;
  };
  expect(await running.give(id, { command: 'report', note: 'x' })).toMatchObject({
    ok: false,
    code: 'command-not-storable',
  });
  before = async () => undefined;
  expect(tried).toBe(1);
  expect(await logOf(id)).toEqual(['assigned']);
  expect(await running.give(id, { command: 'report', note: 'x' })).toEqual({ ok: true });
  expect(await openMatters()).toEqual([]);
});

test('an assignment that cannot be recorded as given is an alarm with its cause, and goes on when the cause is gone', async () => {
  let broken: string | null = null;
  before = async ({ assignmentId }) => {
    broken ??= assignmentId;
    if (broken === assignmentId) await running.database.$queryRaw`SELECT '10000-99-99'::date`;
  };
  const id = await publishOne('Chưa giao được');
  await eventually('the alarm is raised', async () => (await openMatters()).length === 1);
  expect(await openMatters()).toMatchObject([{ id: `lifecycle/stuck/${id}`, place: 'Chưa giao được' }]);
  expect((await openMatters())[0]?.what).toContain('22008');
  before = async () => undefined;
  await ready(id);
  await eventually('the alarm has ended', async () => (await openMatters()).length === 0);
});

test('a reminder that cannot be staged is an alarm, and the assignment goes on hearing people', async () => {
  let fails = true;
  beforeStaging = async () => {
    if (fails) await running.database.$queryRaw`SELECT '10000-99-99'::date`;
  };
  const id = await publishOne('Nhắc không được', 'Thường xuyên');
  await ready(id);
  await eventually('the alarm is raised', async () => (await openMatters()).length === 1);
  expect(await running.give(id, { command: 'report', note: 'x' })).toEqual({ ok: true });
  fails = false;
  await running.give(id, { command: 'withdraw', reason: 'Trùng' });
  await eventually('the alarm has ended', async () => (await openMatters()).length === 0);
});
