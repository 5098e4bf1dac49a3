// What runs on Temporal, taken over to another clock: Temporal's own goes by the wall, so each workflow begins again with what it knew, as if its
// timer had come due by the new clock.
import type { Client } from '@temporalio/client';
import type { Slot } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { slotOf } from '#domain/calendar/slot.ts';
import { FINAL_STATUSES, type LifecycleState } from '#domain/lifecycle/state.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import type { Database } from '#store/database.ts';
import { assignmentOfLifecycle, ENGINE_QUEUE, workflowNames } from '#workflows/names.ts';
import { eventually } from './running-engine.ts';

/** Lifecycles with what they believe, and slots that are being delivered or waited for. */
export interface Waiting {
  lives: LifecycleState[];
  slots: Slot[];
}

const AT_ONCE = 20;
const [LIFECYCLES, SLOTS] = ['assignmentLifecycle', 'deliverySlot'];
const ANEW = { workflowIdConflictPolicy: 'TERMINATE_EXISTING', workflowIdReusePolicy: 'ALLOW_DUPLICATE' } as const;

/** Asks the workflows themselves: PostgreSQL may say something else. */
export async function runningOn({ client, engine, database }: Sides): Promise<Waiting> {
  const open = await database.assignment.count({ where: { status: { notIn: [...FINAL_STATUSES] } } });
  let ids: string[] = [];
  // The list of Temporal may be a moment behind.
  await eventually('Temporal lists what runs', async () => {
    ids = await listRunning(client, LIFECYCLES);
    return ids.length >= open;
  });
  const lives = await inBatches(ids, (id) => stateOf(engine, assignmentOfLifecycle(id)));
  const listed = (await listRunning(client, SLOTS)).map((id) =>
    slotOf(instantOf(id.slice(workflowNames().delivery('').length))),
  );
  const slots = [...new Set([...listed, ...(await servedSlots(client, database))])];
  return { lives: lives.flatMap((state) => state ?? []), slots };
}

/** What it believes, however long a busy machine lets it wait for the answer; null when it has ended meanwhile. */
async function stateOf(engine: EngineClient, assignmentId: string): Promise<LifecycleState | null> {
  let state: LifecycleState | null = null;
  await eventually(`the lifecycle of ${assignmentId} answers`, async () => {
    state = await engine.lifecycleState(assignmentId);
    return state !== null || !(await engine.isRunning(assignmentId));
  });
  return state;
}

/** Slots that are being delivered or waited for, of which the list may not know yet. */
async function servedSlots(client: Client, database: Database): Promise<Slot[]> {
  const open = { status: { in: ['staged', 'sending'] } };
  const rows = await database.ledgerEntry.findMany({ where: open, distinct: ['slotAt'], select: { slotAt: true } });
  const runs = await inBatches(rows, async ({ slotAt }) => {
    const slot = slotOf(instantOf(slotAt));
    const found = await client.workflow
      .getHandle(workflowNames().delivery(slot))
      .describe()
      .catch(() => null);
    return found?.status.name === 'RUNNING' ? [slot] : [];
  });
  return runs.flat();
}

interface Sides {
  client: Client;
  engine: EngineClient;
  database: Database;
}

/** All of it goes on by the clock that is `clockOffsetMs` from the wall's. */
export async function carryOver(client: Client, { lives, slots }: Waiting, clockOffsetMs: number): Promise<void> {
  const start = (type: string, workflowId: string, args: object) =>
    client.workflow.start(type, { workflowId, taskQueue: ENGINE_QUEUE, args: [{ ...args, clockOffsetMs }], ...ANEW });
  await inBatches(lives, (state) => start(LIFECYCLES, workflowNames().lifecycle(state.assignmentId), { v: 1, state }));
  await inBatches(slots, (slotAt) => start(SLOTS, workflowNames().delivery(slotAt), { v: 2, slotAt }));
}

async function listRunning(client: Client, type: string): Promise<string[]> {
  const ids: string[] = [];
  const query = `WorkflowType = '${type}' AND ExecutionStatus = 'Running'`;
  for await (const { workflowId } of client.workflow.list({ query, pageSize: 1_000 })) ids.push(workflowId);
  return ids;
}

async function inBatches<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE)
    done.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(work))));
  return done;
}
