// The heartbeat of a worker: that its event loop turns, and when each of its loops last came round.
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Database } from '#store/database.ts';
import { forgetWorker, recordHeartbeat } from '#store/heartbeat-store.ts';
import type { Loop } from './run-loop.ts';

const EVERY_MS = 5_000;
const RESOLUTION_MS = 20;

/**
 * Writes every five seconds that this worker lives, from the very loop that does the work: while that loop stands, nothing is written,
 * whatever Temporal's own threads go on doing. A worker that leaves in order takes its row with it.
 */
export function startBeating(
  database: Database,
  loops: readonly Loop[],
  log: { warn(fields: object, message: string): void },
  everyMs: number = EVERY_MS,
): { stop(): Promise<void> } {
  const worker = `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`;
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  let writing: Promise<void> = Promise.resolve();
  const beat = async () => {
    const lagMs = Math.max(0, Math.round(delay.max / 1e6) - RESOLUTION_MS);
    delay.reset();
    await recordHeartbeat(database, { worker, lagMs, loops: loops.map((loop) => loop.standing()) }).catch((error) =>
      log.warn({ error: String(error) }, 'the heartbeat could not be written'),
    );
  };
  // One at a time: a database that is slow must not be asked more and more.
  let isWriting = false;
  const tick = () => {
    if (isWriting) return;
    isWriting = true;
    writing = beat().finally(() => {
      isWriting = false;
    });
  };
  tick();
  const timer = setInterval(tick, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      delay.disable();
      await writing;
      await forgetWorker(database, worker).catch(() => undefined);
    },
  };
}
