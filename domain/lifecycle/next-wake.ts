// When a lifecycle must look again. One timer at most: the nearest step.
import { rulesOf } from './rules/rules-of.ts';
import type { LifecycleState } from './state.ts';

/** Milliseconds until the next step, at least 1; null when only people can make something happen. */
export function nextWakeMs(state: LifecycleState, nowMs: number): number | null {
  return rulesOf(state).nextWakeMs(state, nowMs);
}
