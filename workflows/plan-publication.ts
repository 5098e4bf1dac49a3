// The publication of one plan on Temporal; the loop is publication-loop.ts.
import { sleep } from '@temporalio/workflow';
import { countNotReady, finishPublication, recordAssignments, startLifecycles } from './activity-proxies.ts';
import { publishUntilReady, recordAll } from './publication-loop.ts';

export interface PublicationStart {
  /** 1: started by a version that recorded everything at the press of the button. */
  v: 1 | 2;
  planId: string;
}

/** May be started again at any time: what is recorded, and assignments that run, are left alone. */
export async function planPublication({ v, planId }: PublicationStart): Promise<void> {
  if (v > 1) await recordAll(planId, { activities: { recordAssignments } });
  await publishUntilReady(planId, { sleep, activities: { startLifecycles, countNotReady, finishPublication } });
}
