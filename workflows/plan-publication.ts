// Starts every lifecycle of a published plan, throttled, and is done only when each has run its first task.
import { sleep } from '@temporalio/workflow';
import { countNotReady, finishPublication, startLifecycles } from './activity-proxies.ts';

export interface PublicationStart {
  v: 1;
  planId: string;
}

// A successful start is no armed timer: after 10,000 starts at 175/s the first tasks lagged by two minutes.
const READY_POLL_MS = 1_000;

/** May be started again at any time: assignments that run already are left alone. */
export async function planPublication({ planId }: PublicationStart): Promise<void> {
  for (;;) {
    const { remaining } = await startLifecycles({ planId });
    if (remaining === 0) break;
  }
  while ((await countNotReady({ planId })) > 0) await sleep(READY_POLL_MS);
  await finishPublication({ planId });
}
