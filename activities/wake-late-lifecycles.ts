// Rows that nobody staged although their slot has passed: their lifecycle is started again from PostgreSQL, a bounded set at a time.

import { heartbeat } from '@temporalio/activity';
import { compareWaiting } from '#domain/audit/compare-waiting.ts';
import { ASLEEP_AFTER_MS, UNSTAGED_AFTER_MS } from '#domain/audit/ledger-watch.ts';
import { STUCK_MATTERS } from '#domain/audit/stuck-lifecycle.ts';
import { SYSTEM } from '#domain/audit/system-actor.ts';
import type { ActivityDependencies } from './deps.ts';

const [AT_ONCE, BATCH] = [10, 100];
// Together with a last batch that gives no answer well below the two minutes of the activity; the next round goes on where this one ended.
const BUDGET_MS = 45_000;
const FORGOTTEN_AFTER_MS = 3_600_000;
const NOTICED_MAX = 10_000;

/**
 * Answers with a function that starts again what does not wake, and says how many that were. It goes around: however many cannot be mended,
 * the others have their turn. What may only be slow is left alone until it was seen twice.
 */
export function createWakeLateLifecycles(deps: ActivityDependencies) {
  const { store, now, log } = deps;
  const noticed: Noticed = new Map();
  let cursor = '';
  return async function wakeLateLifecycles(): Promise<number> {
    const before = new Date(now().getTime() - UNSTAGED_AFTER_MS);
    const stuck = new Set((await store.listOpenMatters(STUCK_MATTERS)).map(({ id }) => id.slice(STUCK_MATTERS.length)));
    const beganAt = performance.now();
    let woken = 0;
    do {
      const late = await store.listUnstagedPastTime(before, { after: cursor, limit: BATCH });
      const found: Asleep[] = [];
      for (let start = 0; start < late.length; start += AT_ONCE) {
        const some = late.slice(start, start + AT_ONCE);
        const looks = await Promise.all(some.map((id) => look(deps, id, { isStuck: stuck.has(id), noticed })));
        found.push(...looks.flatMap((one) => one ?? []));
        heartbeat();
      }
      woken += await startAgain(deps, found, noticed);
      cursor = late.length < BATCH ? '' : (late.at(-1) as string);
    } while (cursor !== '' && performance.now() - beganAt < BUDGET_MS);
    if (noticed.size > NOTICED_MAX) noticed.clear();
    if (woken > 0) log.warn({ woken }, 'lifecycles did not wake for their reminders and were started again');
    return woken;
  };
}

interface Known {
  isStuck: boolean;
  noticed: Noticed;
}

/** When a lifecycle was first and last seen late. */
type Noticed = Map<string, { firstMs: number; lastMs: number }>;

/** A lifecycle that must be started again; one that runs is ended for it. */
interface Asleep {
  assignmentId: string;
  runs: boolean;
}

/** Null when the lifecycle is left alone. One that cannot be looked at is left to the next round, and does not keep it from the others. */
async function look(deps: ActivityDependencies, assignmentId: string, known: Known): Promise<Asleep | null> {
  const { store, engine, now } = deps;
  try {
    const runs = await engine.isRunning(assignmentId);
    // It has said itself why it does not go on, and tries again by itself.
    if (runs && known.isStuck) return null;
    if (runs && !(await isAsleep(deps, assignmentId, known.noticed))) return null;
    if (known.isStuck) await store.resolveMatter(`${STUCK_MATTERS}${assignmentId}`, { actor: SYSTEM, now: now() });
    return { assignmentId, runs };
  } catch (error) {
    noteFailure(deps, assignmentId, error);
    return null;
  }
}

function noteFailure({ log }: ActivityDependencies, assignmentId: string, error: unknown): void {
  log.error({ err: error, assignmentId }, 'a lifecycle that does not wake could not be started again');
}

/** Each from PostgreSQL as it is now; answers how many were started. */
async function startAgain(deps: ActivityDependencies, asleep: readonly Asleep[], noticed: Noticed): Promise<number> {
  let started = 0;
  for (const anew of [false, true]) {
    const assignmentIds = asleep.filter(({ runs }) => runs === anew).map(({ assignmentId }) => assignmentId);
    if (assignmentIds.length === 0) continue;
    await deps.engine.startLifecycles(await deps.store.listLifecyclesToStart({ assignmentIds }), {
      anew,
      started({ state }) {
        started += 1;
        noticed.delete(state.assignmentId);
        heartbeat();
      },
      failed: ({ state }, error) => noteFailure(deps, state.assignmentId, error),
    });
  }
  return started;
}

/** It does not wait for what the ledger plans; or it should have woken, or should answer, and was seen so before. */
async function isAsleep(
  { store, engine, now }: ActivityDependencies,
  assignmentId: string,
  noticed: Noticed,
): Promise<boolean> {
  const state = await engine.lifecycleState(assignmentId);
  if (state !== null) {
    const differences = compareWaiting(state, await store.listLedgerStandings(assignmentId));
    if (differences.some(({ kind }) => kind === 'not-waited-for' || kind === 'waited-for-too-late')) return true;
  }
  const seen = noticed.get(assignmentId);
  // Late once more after months: a new matter.
  const lastMs = now().getTime();
  const firstMs = seen === undefined || lastMs - seen.lastMs > FORGOTTEN_AFTER_MS ? lastMs : seen.firstMs;
  noticed.set(assignmentId, { firstMs, lastMs });
  return lastMs - firstMs >= ASLEEP_AFTER_MS;
}
