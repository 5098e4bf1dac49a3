// Rules 2: what they must find in a state of rules 1.
import type { LifecycleState, PendingStep } from '../../state.ts';

/**
 * Rules 1 told what a report brought by its states alone; here it is marked. A notice of a return looks like a step of the ladder there:
 * it stays one, and is heard as rules 1 would have it.
 */
export function adopt(state: LifecycleState): LifecycleState {
  return { ...state, pending: state.pending.map(marked) };
}

function marked(step: PendingStep): PendingStep {
  return step.while.every((status) => status === 'reported') ? { ...step, endsWithState: true } : step;
}
