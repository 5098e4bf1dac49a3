// When a lifecycle must look again. One timer at most: the nearest step.
import { isFinal, type LifecycleState } from './state.ts';

/** Milliseconds until the next step, at least 1; null when only people can make something happen. */
export function nextWakeMs(state: LifecycleState, nowMs: number): number | null {
  const next = state.pending[0];
  if (isFinal(state) || next === undefined) return null;
  return Math.max(1, next.wakeAtMs - nowMs);
}
