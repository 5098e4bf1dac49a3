// How effects change the state. Folding the recorded events of an assignment rebuilds it.
import { rulesOf } from './rules/rules-of.ts';
import type { LifecycleChange, LifecycleState } from './state.ts';

/** The state after an effect was carried out, by the rules that the assignment began with. */
export function evolve(state: LifecycleState, change: LifecycleChange): LifecycleState {
  return rulesOf(state).evolve(state, change);
}
