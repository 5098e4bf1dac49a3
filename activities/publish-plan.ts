// Publication's side effects: lifecycles are started in throttled batches, and counted until each has run.
import { heartbeat } from '@temporalio/activity';
import type { PlanInput } from '#workflows/activities.ts';
import type { ActivityDependencies } from './deps.ts';

const BATCH = 100;
// Measured: 160-200 starts a second drown the first tasks; half of that keeps them abreast (ADR 0003).
const STARTS_PER_SECOND = 100;

/** Starts the next lifecycles of a plan; `remaining` tells how many are not started yet afterwards. */
export function createStartLifecycles({ store, engine, now }: ActivityDependencies) {
  const started = new Set<string>();
  return async function startLifecycles({ planId }: PlanInput): Promise<{ remaining: number }> {
    const waiting = await store.listLifecyclesToStart({ planId, limit: 100_000 });
    const batch = waiting.filter(({ state }) => !started.has(state.assignmentId)).slice(0, BATCH);
    const beganMs = now().getTime();
    for (const { state, ...attributes } of batch) {
      await engine.startLifecycle({ v: 1, state, clockOffsetMs: 0 }, attributes);
      started.add(state.assignmentId);
      heartbeat();
    }
    const earliestEndMs = beganMs + (batch.length / STARTS_PER_SECOND) * 1000;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, earliestEndMs - now().getTime())));
    return { remaining: waiting.filter(({ state }) => !started.has(state.assignmentId)).length };
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
