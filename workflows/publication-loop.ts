// Records what a plan obliges people to, starts every lifecycle of it, and is done only when each has run its first task.
import type { Shell } from './shell.ts';

// A successful start is no armed timer: after 10,000 starts at 175/s the first tasks lagged by two minutes.
const READY_POLL_MS = 1_000;

/** Every obligation is recorded before a lifecycle hears of one. May be run again at any time: what is recorded is left alone. */
export async function recordAll(
  planId: string,
  { activities }: Pick<Shell<'recordAssignments'>, 'activities'>,
): Promise<void> {
  while ((await activities.recordAssignments({ planId })).remaining > 0);
}

/** May be run again at any time: assignments that run already are left alone. */
export async function publishUntilReady(
  planId: string,
  { sleep, activities }: Pick<Shell<'startLifecycles' | 'countNotReady' | 'finishPublication'>, 'sleep' | 'activities'>,
): Promise<void> {
  for (;;) {
    const { remaining } = await activities.startLifecycles({ planId });
    if (remaining === 0) break;
  }
  while ((await activities.countNotReady({ planId })) > 0) await sleep(READY_POLL_MS);
  await activities.finishPublication({ planId });
}
