// Rules 2: how effects change the state.
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { LifecycleChange, LifecycleState, PendingStep } from '../../state.ts';
import { STATUS_AFTER } from '../../status-after.ts';

// More steps than can be staged and unsent at once: a ladder has at most two in one slot and its summary.
const STAGED_KEPT = 8;

export function evolve(state: LifecycleState, change: LifecycleChange): LifecycleState {
  if (change.type === 'reach-steps') {
    const gone = new Set([...change.stage.map((step) => step.id), ...change.supersede.steps]);
    return {
      ...state,
      pending: state.pending.filter((step) => !gone.has(step.id)),
      staged: [...state.staged, ...change.stage].slice(-STAGED_KEPT),
    };
  }
  const status = STATUS_AFTER[change.event.type];
  // Every event leads to another state: what was brought for the one before is over, whatever it would say.
  const kept = state.pending.filter((step) => !step.endsWithState);
  const known = new Set(kept.map((step) => step.id));
  const brought = 'steps' in change.event ? change.event.steps : [];
  const added = brought.filter((step) => !known.has(step.id)).map(({ audience: _, ...step }): PendingStep => step);
  return {
    ...state,
    status,
    sequence: change.event.sequence,
    pending: [...kept, ...added]
      .filter((step) => step.while.some((wanted) => REACHABLE[status].includes(wanted)))
      .sort((a, b) => a.wakeAtMs - b.wakeAtMs),
  };
}

// A report may be returned, so what is for open work stays pending while the report waits; and open work may be reported at any time.
const REACHABLE: Record<AssignmentStatus, readonly AssignmentStatus[]> = {
  assigned: ['assigned', 'in-progress', 'reported'],
  'in-progress': ['in-progress', 'reported'],
  reported: ['reported', 'in-progress'],
  verified: [],
  withdrawn: [],
};
