// Whether everything behind the API answers: database, Temporal, and a worker that polls and whose own loop turns.

import type { Client } from '@temporalio/client';
import { wallClock } from '#contracts/clock.ts';
import { hasSweepSchedule } from '#engine/ensure-sweep-schedule.ts';
import { type Database, pingDatabase } from '#store/database.ts';
import { isAlive, listWorkers } from '#store/heartbeat-store.ts';

const CHECK_MS_MAX = 3_000;
// A poll lasts up to a minute; a worker that has not polled for longer is gone.
const POLLED_WITHIN_MS = 90_000;
const WORKFLOW_TASK_QUEUE = 1;

/** A check of each part, none longer than three seconds. One worker that does its work suffices. */
export function createReadiness(parts: { database: Database; client: Client; taskQueue: string }) {
  const { database, client, taskQueue } = parts;
  const workflowService = client.connection.workflowService;
  return async () => {
    const [databaseUp, temporalUp, workerPolls, workerLives] = await Promise.all([
      holds(async () => pingDatabase(database).then(() => true)),
      // One that has lost its data answers too, and every press would fail until the worker has begun its lifecycles again.
      holds(() => hasSweepSchedule(client)),
      holds(async () => {
        const { pollers } = await workflowService.describeTaskQueue({
          namespace: client.options.namespace,
          taskQueue: { name: taskQueue },
          taskQueueType: WORKFLOW_TASK_QUEUE,
        });
        const seconds = (pollers ?? []).map((poller) => Number(poller.lastAccessTime?.seconds ?? 0));
        return Math.max(0, ...seconds) * 1000 > wallClock().getTime() - POLLED_WITHIN_MS;
      }),
      // Temporal's threads go on polling for a worker whose event loop stands: only that loop itself can say that it turns.
      holds(async () => (await listWorkers(database)).some(isAlive)),
    ]);
    return { database: databaseUp, temporal: temporalUp, worker: workerPolls && workerLives };
  };
}

async function holds(check: () => Promise<boolean>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, CHECK_MS_MAX, false).unref());
  return Promise.race([check().catch(() => false), late]);
}
