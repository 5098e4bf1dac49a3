// Publication on the real engine: what the version before began is finished, and what rests is there for everybody who asks.
import { expect, test } from 'vitest';
import { listLifecyclesToStart } from '#store/publication-progress-store.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { ENGINE_QUEUE, workflowNames } from '#workflows/names.ts';
import { ownEngine, recordedAsBefore } from '../support/own-engine.ts';
import { eventually } from '../support/running-engine.ts';

const own = ownEngine();
const TITLES = ['Việc một', 'Việc hai', 'Việc ba'];

const statusOf = async (planId: string) =>
  (await own.running.database.plan.findUniqueOrThrow({ where: { id: planId } })).status;

async function firstEvents(planId: string): Promise<string[]> {
  const { database } = own.running;
  const assignments = await database.assignment.findMany({ where: { planId }, select: { id: true } });
  const subject = { in: assignments.map(({ id }) => `assignment/${id}`) };
  return (await database.auditEvent.findMany({ where: { subject } })).map(({ type }) => type);
}

test('a publication that the version before left half-way is finished by this one, and nothing is given twice', async () => {
  const { database, client, engine } = own.running;
  const planId = await recordedAsBefore(own.running, TITLES);
  const [first] = await listLifecyclesToStart(database, { planId, limit: 1 });
  await engine.startLifecycles(first === undefined ? [] : [first]);
  await client.workflow.start('planPublication', {
    workflowId: workflowNames().publication(planId),
    taskQueue: ENGINE_QUEUE,
    args: [{ v: 1, planId }],
  });
  await eventually('the plan is published', async () => (await statusOf(planId)) === 'published');
  expect(await firstEvents(planId)).toEqual(TITLES.map(() => 'assigned'));
});

test('one whose workflow is gone is taken up again by asking for it', async () => {
  const planId = await recordedAsBefore(own.running, TITLES);
  await own.running.engine.publish(planId);
  await eventually('the plan is published', async () => (await statusOf(planId)) === 'published');
  expect(await firstEvents(planId)).toEqual(TITLES.map(() => 'assigned'));
});

test('a lifecycle that rests says what it waits for, and a command wakes it at once', async () => {
  const { client, engine, give, database } = own.running;
  const id = await own.publishOne('Nghỉ tới lượt đầu', 'mac-dinh');
  const handle = client.workflow.getHandle(`assignment/${id}`);
  expect((await handle.describe()).historyLength).toBe(1);
  expect(await engine.isRunning(id)).toBe(true);
  const resting = await engine.lifecycleState(id);
  const waits = await database.ledgerEntry.findMany({
    where: { assignmentId: id, status: 'planned' },
    distinct: ['step'],
  });
  expect(resting).toMatchObject({ assignmentId: id, status: 'assigned', sequence: 1 });
  const { nextStep } = await database.assignment.findUniqueOrThrow({ where: { id } });
  const planned = [...waits.map(({ step }) => step), nextStep];
  expect(resting?.pending.map((step) => step.id).sort()).toEqual(planned.sort());
  expect(await give(id, { command: 'acknowledge' })).toEqual({ ok: true });
  expect(await engine.lifecycleState(id)).toMatchObject({ status: 'in-progress', sequence: 2 });
});

test('what was given out is what the log tells', async () => {
  expect(await verifyInstallation(own.running.database, null)).toMatchObject({ ok: true, differences: [] });
});
