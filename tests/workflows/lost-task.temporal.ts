// A write that another input has overtaken, and writes that do not succeed: no lifecycle is frozen, and no answer is untrue.
import { expect, test } from 'vitest';
import { LIFECYCLE_MATTERS } from '#domain/audit/stuck-lifecycle.ts';
import type { LifecycleCommand, LifecycleEvent } from '#domain/lifecycle/state.ts';
import type { Store } from '#store/create-store.ts';
import { at, day } from '../support/moments.ts';
import { ownEngine } from '../support/own-engine.ts';
import { eventually } from '../support/running-engine.ts';

/** Runs before the real write of one assignment's event. */
let before: (transition: Parameters<Store['recordTransition']>[0], real: Store) => Promise<void> = async () =>
  undefined;
let beforeStaging: (assignmentId: string) => Promise<void> = async () => undefined;

const own = ownEngine((store) => ({
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

async function ready(assignmentId: string): Promise<void> {
  await eventually(
    'the assignment is recorded as given',
    async () =>
      (await own.running.database.assignment.findUniqueOrThrow({ where: { id: assignmentId } })).sequence >= 1,
    90_000,
  );
}

async function logOf(assignmentId: string): Promise<string[]> {
  const events = await own.running.database.auditEvent.findMany({
    where: { subject: `assignment/${assignmentId}` },
    orderBy: { sequence: 'asc' },
  });
  return events.map(({ type }) => type);
}

const openMatters = () =>
  own.running.database.attention.findMany({ where: { id: { startsWith: LIFECYCLE_MATTERS }, resolvedAt: null } });

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
  const id = await own.openPublication('Bị vượt trước');
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
  expect(await own.running.give(id, { command: 'acknowledge' })).toMatchObject({
    ok: false,
    code: 'command-does-not-fit',
  });
  expect(await own.running.engine.command(id, lost)).toEqual({ ok: true, status: 'reported', sequence: 2 });
  expect(await logOf(id)).toEqual(['assigned', 'reported']);
  expect(await own.running.give(id, { command: 'verify', note: null })).toEqual({ ok: true });
  expect(await logOf(id)).toEqual(['assigned', 'reported', 'verified']);
});

test('a command that the database refuses for good is answered so, is not repeated, and freezes nothing', async () => {
  const id = await own.openPublication('Không ghi được');
  await ready(id);
  let tried = 0;
  before = async ({ assignmentId, event }) => {
    if (assignmentId !== id || event.type !== 'reported') return;
    tried += 1;
    await own.running.database.$queryRaw`SELECT '10000-99-99'::date`;
  };
  expect(await own.running.give(id, { command: 'report', note: 'x' })).toMatchObject({
    ok: false,
    code: 'command-not-storable',
  });
  before = async () => undefined;
  expect(tried).toBe(1);
  expect(await logOf(id)).toEqual(['assigned']);
  expect(await own.running.give(id, { command: 'report', note: 'x' })).toEqual({ ok: true });
  expect(await openMatters()).toEqual([]);
});

test('an assignment that cannot be recorded as given is an alarm with its cause, and goes on when the cause is gone', async () => {
  let broken: string | null = null;
  before = async ({ assignmentId }) => {
    broken ??= assignmentId;
    if (broken === assignmentId) await own.running.database.$queryRaw`SELECT '10000-99-99'::date`;
  };
  const id = await own.openAsBefore('Chưa giao được');
  await eventually('the alarm is raised', async () => (await openMatters()).length === 1);
  expect(await openMatters()).toMatchObject([{ id: `lifecycle/stuck/${id}`, place: 'Chưa giao được' }]);
  expect((await openMatters())[0]?.what).toContain('22008');
  before = async () => undefined;
  await ready(id);
  await eventually('the alarm has ended', async () => (await openMatters()).length === 0);
  // It has its own reminders to stage, and what fails for the next test is not to fail for it.
  expect(await own.running.give(id, { command: 'withdraw', reason: 'Xong phép thử' })).toEqual({ ok: true });
});

test('a reminder that cannot be staged is an alarm, and the assignment goes on hearing people', async () => {
  let fails = true;
  beforeStaging = async () => {
    if (fails) await own.running.database.$queryRaw`SELECT '10000-99-99'::date`;
  };
  const id = await own.openAsBefore('Nhắc không được', 'Thường xuyên');
  await ready(id);
  await eventually('the alarm is raised', async () => (await openMatters()).length === 1);
  expect(await own.running.give(id, { command: 'report', note: 'x' })).toEqual({ ok: true });
  fails = false;
  await own.running.give(id, { command: 'withdraw', reason: 'Trùng' });
  await eventually('the alarm has ended', async () => (await openMatters()).length === 0);
});
