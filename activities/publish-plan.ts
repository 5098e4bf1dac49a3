// The job of a publication, second half: lifecycles are started, and counted until each has run.
import { heartbeat } from '@temporalio/activity';
import type { PlanInput } from '#workflows/activities.ts';
import type { ActivityDependencies } from './deps.ts';

/** Lifecycles that are read at once: their steps are a megabyte or two. */
const BATCH = 200;
// Well below the two minutes of the activity; the next one goes on where this one ended.
const BUDGET_MS = 45_000;

/** Starts the next lifecycles of a plan; `remaining` tells how many may not be started yet afterwards. */
export function createStartLifecycles({ store, engine, now }: ActivityDependencies) {
  // Where the call before this one ended: what it started may not have run yet, and would be read again.
  const startedUntil = new Map<string, string>();
  return async function startLifecycles({ planId }: PlanInput): Promise<{ remaining: number }> {
    const beganAt = performance.now();
    do {
      const after = startedUntil.get(planId) ?? '';
      const lives = await store.listLifecyclesToStart({ planId, limit: BATCH, after });
      const begun: string[] = [];
      await engine.startLifecycles(lives, {
        started({ state }) {
          heartbeat();
          if (state.sequence > 0) begun.push(state.assignmentId);
        },
      });
      // Started is ready: what was due at once is staged, and the engine holds the next wake.
      if (begun.length > 0) await store.noteLifecyclesReady(begun, now());
      const last = lives.at(-1);
      if (last !== undefined && lives.length === BATCH) startedUntil.set(planId, last.key);
      else {
        startedUntil.delete(planId);
        return { remaining: 0 };
      }
    } while (performance.now() - beganAt < BUDGET_MS);
    return { remaining: await store.countNotReady(planId) };
  };
}

export function createCountNotReady({ store }: ActivityDependencies) {
  return async function countNotReady({ planId }: PlanInput): Promise<number> {
    return store.countNotReady(planId);
  };
}

export function createFinishPublication({ store }: ActivityDependencies) {
  return async function finishPublication({ planId }: PlanInput): Promise<void> {
    await store.finishPublication(planId);
  };
}
