// What a version of the rules answers. What all versions share stays outside of them: the shape of the state, commands and their
// events, which command fits which state, and which state an event leads to (the log is read long after a version is gone).
import type { LifecycleChange, LifecycleEffect, LifecycleInput, LifecycleState } from '../state.ts';

/** One version; pure, and never changed once an office has run it: its assignments replay on it for as long as they live. */
export interface LifecycleRules {
  readonly version: number;
  /** What an input makes of a state at a moment; an input that does not fit has no effect. */
  decide(state: LifecycleState, input: LifecycleInput, nowMs: number): LifecycleEffect[];
  /** The state after an effect was carried out. */
  evolve(state: LifecycleState, change: LifecycleChange): LifecycleState;
  /** Milliseconds until the next step, at least 1; null when only people can make something happen. */
  nextWakeMs(state: LifecycleState, nowMs: number): number | null;
  /** A state of older rules with what these rules must find in it. */
  adopt(state: LifecycleState): LifecycleState;
}
