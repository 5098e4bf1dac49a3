// Workers that live, as they say themselves. Ages are measured by the database's clock alone, so no two clocks have to agree.
import { z } from 'zod';
import type { Database } from './database.ts';

/** How one loop of a worker stands. */
export const LoopStanding = z.object({
  name: z.string(),
  /** Seconds since the round under way began, or since the last one ended. */
  roundSeconds: z.number(),
  isRunning: z.boolean(),
  /** Rounds that threw since the worker began. */
  failed: z.number(),
});
export type LoopStanding = z.infer<typeof LoopStanding>;

export interface Heartbeat {
  worker: string;
  lagMs: number;
  loops: LoopStanding[];
}

/** Writes that a worker lives now; a worker that begins clears away those that have been silent for an hour. */
export async function recordHeartbeat(database: Database, { worker, lagMs, loops }: Heartbeat): Promise<void> {
  const standing = JSON.stringify(loops);
  const known = await database.$executeRaw`
    UPDATE worker_heartbeat SET at = now(), lag_ms = ${lagMs}, loops = ${standing}::jsonb WHERE worker = ${worker}`;
  if (known > 0) return;
  await database.$executeRaw`
    INSERT INTO worker_heartbeat (worker, at, lag_ms, loops) VALUES (${worker}, now(), ${lagMs}, ${standing}::jsonb)`;
  await database.$executeRaw`DELETE FROM worker_heartbeat WHERE at < now() - interval '1 hour'`;
}

/** A worker that leaves in order is not missed. */
export async function forgetWorker(database: Database, worker: string): Promise<void> {
  await database.workerHeartbeat.deleteMany({ where: { worker } });
}

export interface KnownWorker extends Heartbeat {
  ageSeconds: number;
}

/** Every worker of the last hour with the age of its last heartbeat, those that live first. */
export async function listWorkers(database: Database): Promise<KnownWorker[]> {
  const rows = await database.$queryRaw<{ worker: string; lag_ms: number; loops: unknown; age: number }[]>`
    SELECT worker, lag_ms, loops, EXTRACT(EPOCH FROM now() - at)::float8 AS age FROM worker_heartbeat
    WHERE at > now() - interval '1 hour' ORDER BY at DESC`;
  return rows.map(({ worker, lag_ms, loops, age }) => ({
    worker,
    lagMs: lag_ms,
    loops: LoopStanding.array().catch([]).parse(loops),
    ageSeconds: age,
  }));
}

// Two beats may be missed by a machine that is busy; the third is missing because nobody beats.
const SILENT_SECONDS_MAX = 12;
// No round lasts so long by itself: an IMAP connection or an address that never answers has an end of its own.
const ROUND_SECONDS_MAX = 300;

/** Whether a worker does its work: its event loop turns, and none of its loops stands in one round. */
export function isAlive({ ageSeconds, loops }: KnownWorker): boolean {
  const isStanding = loops.some(({ isRunning, roundSeconds }) => isRunning && roundSeconds > ROUND_SECONDS_MAX);
  return ageSeconds <= SILENT_SECONDS_MAX && !isStanding;
}
