// Timeouts and retries of every activity, in one table.
import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from './activities.ts';
import { DELIVERY_QUEUE } from './names.ts';

// A short write to PostgreSQL inside the workflow task: 6 events a reminder instead of 11. Bounded, because a task that is held open
// holds one of the worker's forty places: 44 writes that could never succeed stood everything still. workflows/patience.ts goes on from there.
export const { recordTransition, reachSteps, noteStanding } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '15 seconds',
  scheduleToCloseTimeout: '40 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
});

export const { divideSlot } = proxyActivities<Activities>({
  taskQueue: DELIVERY_QUEUE,
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
});

// Waits in-process for its slot and then sends for as long as the channel needs; a dead worker shows by its heartbeat, and its share goes on
// elsewhere after these seconds.
export const { deliverSlot } = proxyActivities<Activities>({
  taskQueue: DELIVERY_QUEUE,
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '8 seconds',
  // Whoever died has been waited for already.
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

export const { recordAssignments, startLifecycles, countNotReady, finishPublication, sweepLedger } =
  proxyActivities<Activities>({
    startToCloseTimeout: '2 minutes',
    heartbeatTimeout: '30 seconds',
    retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  });
