// Workflows that stand still until a test moves their clock: the server skips the time that they sleep, up to a moment.
import { randomUUID } from 'node:crypto';
import type { Connection } from '@temporalio/client';

interface Skipping {
  connection: Connection;
  namespace: string;
  workflowId: string;
}

/** The clock of a workflow, milliseconds since the epoch; null when it has ended. */
async function clockOf({ connection, namespace, workflowId }: Skipping): Promise<number | null> {
  const found = await connection.workflowService.describeWorkflowExecution({ namespace, execution: { workflowId } });
  if (found.workflowExecutionInfo?.closeTime) return null;
  const skipped = found.workflowExtendedInfo?.timeSkippingInfo?.currentTime;
  return skipped ? Number(skipped.seconds) * 1000 + (skipped.nanos ?? 0) / 1e6 : Date.now();
}

/**
 * Returns when the workflow's clock stands at `targetMs` or beyond, and whatever it had to do on the way is done. Its clock then runs on as
 * the wall's does. Does nothing for one that has ended, or ends on the way.
 */
export async function fastForward(skipping: Skipping, targetMs: number): Promise<void> {
  const { connection, namespace, workflowId } = skipping;
  const clockMs = await clockOf(skipping);
  if (clockMs === null || clockMs >= targetMs) return;
  const ms = targetMs - clockMs;
  const id = randomUUID();
  const duration = { seconds: Math.floor(ms / 1000) as never, nanos: Math.floor((ms % 1000) * 1e6) };
  const workflowExecution = { workflowId };
  await connection.workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution,
    workflowExecutionOptions: {
      timeSkippingConfig: { enabled: true, maxSessionSkipCount: 200, fastForwardConfig: { id, duration } },
    },
    updateMask: { paths: ['time_skipping_config'] },
  });
  await connection.workflowService.pollWorkflowExecutionTimeSkipping({
    namespace,
    workflowExecution,
    fastForwardId: id,
  });
}
