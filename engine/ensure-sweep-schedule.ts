// The watch over the ledger runs by a schedule of Temporal, so one watch runs however many workers there are.
import { type Client, ScheduleAlreadyRunning, ScheduleNotFoundError, ScheduleOverlapPolicy } from '@temporalio/client';
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
