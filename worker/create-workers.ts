// The two workers of one process: the engine (lifecycles and their short writes) and the delivery.
import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { ActivityDependencies } from '#activities/deps.ts';
import { DELIVERY_QUEUE, ENGINE_QUEUE } from '#workflows/names.ts';
import { createOfficeActivities, type Offices } from './office-activities.ts';

export interface WorkerSetup {
  connection: NativeConnection;
  namespace: string;
  bundlePath: string;
  /** Of the first office. */
  deps: ActivityDependencies;
  /** Of the others; left out = there are none. */
  offices?: Offices;
}

const NO_OTHERS: Offices = {
  depsOf: async (office) => {
    throw new Error(`this worker serves one office, and was asked for office ${office}`);
  },
  list: async () => [1],
};

// A worker's memory grows with what it keeps warm: 1.8 GB were measured at ten thousand (docs/adr/0003).
const CACHED_WORKFLOWS = 1_000;

/** Creates both workers; neither polls before `run`. */
export async function createWorkers(setup: WorkerSetup): Promise<Worker[]> {
  const { connection, namespace, bundlePath, deps, offices = NO_OTHERS } = setup;
  const { divideSlot, deliverSlot, ...engineActivities } = createOfficeActivities(offices, deps);
  const common: Partial<WorkerOptions> = { connection, namespace, shutdownGraceTime: '5 seconds' };
  const engine = await Worker.create({
    ...common,
    taskQueue: ENGINE_QUEUE,
    workflowBundle: { codePath: bundlePath },
    activities: engineActivities,
    maxCachedWorkflows: CACHED_WORKFLOWS,
  });
  const delivery = await Worker.create({
    ...common,
    taskQueue: DELIVERY_QUEUE,
    activities: { divideSlot, deliverSlot },
  });
  return [engine, delivery];
}
