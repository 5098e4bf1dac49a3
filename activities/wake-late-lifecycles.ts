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
// Started faster, first tasks drown (ADR 0003).
const BATCH_TAKES_MS = 1_000;
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
      const batchBeganAt = performance.now();
      const late = await store.listUnstagedPastTime(before, { after: cursor, limit: BATCH });
      for (let start = 0; start < late.length; start += AT_ONCE) {
        const some = late.slice(start, start + AT_ONCE);
        const done = await Promise.all(some.map((id) => wake(deps, id, { isStuck: stuck.has(id), noticed })));
        woken += done.filter(Boolean).length;
        heartbeat();
      }
      cursor = late.length < BATCH ? '' : (late.at(-1) as string);
      if (cursor !== '') await pause(BATCH_TAKES_MS - (performance.now() - batchBeganAt));
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

/** True when the lifecycle was started again. One that fails to be is left to the next round, and does not keep it from the others. */
async function wake(deps: ActivityDependencies, assignmentId: string, known: Known): Promise<boolean> {
  try {
    return await startIfAsleep(deps, assignmentId, known);
  } catch (error) {
    deps.log.error({ err: error, assignmentId }, 'a lifecycle that does not wake could not be started again');
    return false;
  }
}

async function startIfAsleep(deps: ActivityDependencies, assignmentId: string, known: Known): Promise<boolean> {
  const { store, engine, now } = deps;
  const runs = await engine.isRunning(assignmentId);
  // It has said itself why it does not go on, and tries again by itself.
  if (runs && known.isStuck) return false;
  if (runs && !(await isAsleep(deps, assignmentId, known.noticed))) return false;
  if (known.isStuck) await store.resolveMatter(`${STUCK_MATTERS}${assignmentId}`, { actor: SYSTEM, now: now() });
  for (const { state, ...attributes } of await store.listLifecyclesToStart({ assignmentIds: [assignmentId] })) {
    const start = { v: 1 as const, state, clockOffsetMs: 0 };
    await (runs ? engine.restartLifecycle(start, attributes) : engine.startLifecycle(start, attributes));
  }
  known.noticed.delete(assignmentId);
  return true;
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

async function pause(ms: number): Promise<void> {
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}
