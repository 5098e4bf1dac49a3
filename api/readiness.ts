// Whether everything behind the API answers: database, Temporal, and a worker that polls.
import type { Client } from '@temporalio/client';
import type { Database } from '#store/database.ts';

const CHECK_MS_MAX = 3_000;
// A poll lasts up to a minute; a worker that has not polled for longer is gone.
const POLLED_WITHIN_MS = 90_000;
const WORKFLOW_TASK_QUEUE = 1;

/** A check of each part, none longer than three seconds. */
export function createReadiness(parts: { database: Database; client: Client; taskQueue: string }) {
  const { database, client, taskQueue } = parts;
  const workflowService = client.connection.workflowService;
  return async () => {
    const [databaseUp, temporalUp, workerUp] = await Promise.all([
      holds(async () => (await database.$queryRaw`SELECT 1`) !== null),
      holds(async () => (await workflowService.getSystemInfo({})) !== null),
      holds(async () => {
        const { pollers } = await workflowService.describeTaskQueue({
          namespace: client.options.namespace,
          taskQueue: { name: taskQueue },
          taskQueueType: WORKFLOW_TASK_QUEUE,
        });
        const seconds = (pollers ?? []).map((poller) => Number(poller.lastAccessTime?.seconds ?? 0));
        return Math.max(0, ...seconds) * 1000 > Date.now() - POLLED_WITHIN_MS;
      }),
    ]);
    return { database: databaseUp, temporal: temporalUp, worker: workerUp };
  };
}

async function holds(check: () => Promise<boolean>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, CHECK_MS_MAX, false).unref());
  return Promise.race([check().catch(() => false), late]);
}
