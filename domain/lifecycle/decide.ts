// The lifecycle's decider: state, input and time in, effects out. It never throws but for unknown rules, and changes nothing.
import { rulesOf } from './rules/rules-of.ts';
import type { LifecycleEffect, LifecycleInput, LifecycleState } from './state.ts';

/** What an input makes of a state at a moment, by the rules that the assignment began with. */
export function decide(state: LifecycleState, input: LifecycleInput, nowMs: number): LifecycleEffect[] {
  return rulesOf(state).decide(state, input, nowMs);
}
