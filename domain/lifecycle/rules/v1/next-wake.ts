// Rules 1: when a lifecycle must look again. One timer at most: the nearest step.
import { isFinal, type LifecycleState } from '../../state.ts';

export function nextWakeMs(state: LifecycleState, nowMs: number): number | null {
  const next = state.pending[0];
  if (isFinal(state) || next === undefined) return null;
  return Math.max(1, next.wakeAtMs - nowMs);
}
