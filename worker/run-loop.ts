// Work beside Temporal: a round again and again until the process leaves.
import { setTimeout as sleep } from 'node:timers/promises';

export interface Loop {
  /** Returns when the round under way is over. */
  stop(): Promise<void>;
}

/** Repeats `round`, at once while it finds work (its answer is above 0); a round that throws is logged and comes again. */
export function runLoop(
  name: string,
  idleMs: number,
  round: () => Promise<number>,
  log: { warn(fields: object, message: string): void },
): Loop {
  const leaving = new AbortController();
  const running = (async () => {
    while (!leaving.signal.aborted) {
      const found = await round().catch((error: unknown) => {
        log.warn({ loop: name, error: String(error) }, 'a round failed');
        return 0;
      });
      if (found === 0) await sleep(idleMs, undefined, { signal: leaving.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      leaving.abort();
      await running;
    },
  };
}
