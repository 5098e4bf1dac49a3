// The publication of one plan on Temporal; the loop is publication-loop.ts.
import { sleep } from '@temporalio/workflow';
import { countNotReady, finishPublication, startLifecycles } from './activity-proxies.ts';
import { publishUntilReady } from './publication-loop.ts';

export interface PublicationStart {
  v: 1;
  planId: string;
}

/** May be started again at any time: assignments that run already are left alone. */
export async function planPublication({ planId }: PublicationStart): Promise<void> {
  await publishUntilReady(planId, { sleep, activities: { startLifecycles, countNotReady, finishPublication } });
}
