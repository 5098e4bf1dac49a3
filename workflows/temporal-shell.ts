import { condition, sleep } from '@temporalio/workflow';

/** Temporal's clock, waits and sleeps; `offsetMs` is 0 in life and the way to the rehearsed time in a rehearsal. */
export function temporalTime(offsetMs: number) {
  return {
    nowMs: () => Date.now() + offsetMs,
    until: (holds: () => boolean, ms?: number): Promise<unknown> =>
      ms === undefined ? condition(holds) : condition(holds, ms),
    sleep: (ms: number): Promise<void> => sleep(ms),
  };
}
