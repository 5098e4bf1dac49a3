// Work beside Temporal: a round again and again until the process leaves.
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoopStanding } from '#store/heartbeat-store.ts';

export interface Loop {
  /** Returns when the round under way is over. */
  stop(): Promise<void>;
  /** How it stands now, for the heartbeat. */
  standing(): LoopStanding;
}

// A round that fails fast must not turn into a storm of tries, nor one that recovers wait for long.
const FAILURE_WAITS_MS = [1_000, 2_000, 5_000, 15_000, 60_000] as const;

/** Repeats `round`, at once while it finds work (its answer is above 0); a round that throws is logged and comes again, later each time. */
export function runLoop(
  name: string,
  idleMs: number,
  round: () => Promise<number>,
  log: { warn(fields: object, message: string): void },
): Loop {
  const leaving = new AbortController();
  let sinceMs = performance.now();
  let isRunning = false;
  let failed = 0;
  let failedInARow = 0;
  const begin = (running: boolean) => {
    sinceMs = performance.now();
    isRunning = running;
  };
  const running = (async () => {
    while (!leaving.signal.aborted) {
      begin(true);
      // Called inside a promise, so that a round that throws before its first await is like any other.
      const found = await Promise.resolve()
        .then(round)
        .then(
          (count) => {
            failedInARow = 0;
            return count;
          },
          (error: unknown) => {
            failed += 1;
            failedInARow += 1;
            log.warn({ loop: name, error: String(error) }, 'a round failed');
            return 0;
          },
        );
      begin(false);
      const backoff = FAILURE_WAITS_MS[Math.min(failedInARow, FAILURE_WAITS_MS.length) - 1] ?? 0;
      if (found === 0)
        await sleep(Math.max(idleMs, backoff), undefined, { signal: leaving.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      leaving.abort();
      await running;
    },
    standing: () => ({ name, isRunning, failed, roundSeconds: Math.round(performance.now() - sinceMs) / 1000 }),
  };
}
