// The watch over the ledger runs by a schedule of Temporal, so one watch runs however many workers there are.
import { type Client, ScheduleAlreadyRunning, ScheduleNotFoundError, ScheduleOverlapPolicy } from '@temporalio/client';
import type { LogMark } from '#domain/audit/log-mark.ts';
import type { ledgerSweep } from '#workflows/index.ts';
import { ENGINE_QUEUE, SWEEP_ID } from '#workflows/names.ts';

const SWEEP_EVERY = '2 minutes';

/** Whether Temporal knows the watch. One that does not has never been ours, or has lost its data. */
export async function hasSweepSchedule(client: Client): Promise<boolean> {
  try {
    await client.schedule.getHandle(SWEEP_ID).describe();
    return true;
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return false;
    throw error;
  }
}

/** After it the schedule exists and has been triggered once: whatever a stop left open is looked at now. */
export async function ensureSweepSchedule(client: Client): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId: SWEEP_ID,
      spec: { intervals: [{ every: SWEEP_EVERY }] },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
      action: { type: 'startWorkflow', workflowType: 'ledgerSweep', taskQueue: ENGINE_QUEUE, workflowId: SWEEP_ID },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
  await client.schedule.getHandle(SWEEP_ID).trigger(ScheduleOverlapPolicy.SKIP);
}

/** A round of the watch that Temporal remembers. */
export interface RememberedSweep {
  workflowId: string;
  /** Null: it has not ended, did not end well, or was of a version that kept no mark. */
  log: LogMark | null;
}

/** The last rounds, the newest last; none where Temporal does not know the watch. Those that are `known` are left out. */
export async function listSweeps(client: Client, known: ReadonlySet<string> = new Set()): Promise<RememberedSweep[]> {
  try {
    const { info } = await client.schedule.getHandle(SWEEP_ID).describe();
    const ids = info.recentActions.map(({ action }) => action.workflow.workflowId).filter((id) => !known.has(id));
    return await Promise.all(ids.map(async (workflowId) => ({ workflowId, log: await markOf(client, workflowId) })));
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return [];
    throw error;
  }
}

async function markOf(client: Client, workflowId: string): Promise<LogMark | null> {
  try {
    const handle = client.workflow.getHandle<typeof ledgerSweep>(workflowId);
    const { status } = await handle.describe();
    if (status.name !== 'COMPLETED') return null;
    const result: Partial<Awaited<ReturnType<typeof ledgerSweep>>> | undefined = await handle.result();
    return result?.log ?? null;
  } catch (error) {
    if (error instanceof Error && error.name === 'WorkflowNotFoundError') return null;
    throw error;
  }
}
