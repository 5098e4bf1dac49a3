// Rules 1: how effects change the state.
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
  const known = new Set(state.pending.map((step) => step.id));
  const brought = 'steps' in change.event ? change.event.steps : [];
  const added = brought.filter((step) => !known.has(step.id)).map(({ audience: _, ...step }): PendingStep => step);
  return {
    ...state,
    status,
    sequence: change.event.sequence,
    pending: [...state.pending, ...added]
      .filter((step) => canStillSpeak(step, status))
      .sort((a, b) => a.wakeAtMs - b.wakeAtMs),
  };
}

// A report may be returned, so what is for open work stays pending while the report waits.
const REACHABLE: Record<AssignmentStatus, readonly AssignmentStatus[]> = {
  assigned: ['assigned', 'in-progress', 'reported'],
  'in-progress': ['in-progress', 'reported'],
  reported: ['reported', 'in-progress'],
  verified: [],
  withdrawn: [],
};

function canStillSpeak(step: PendingStep, status: AssignmentStatus): boolean {
  const waitsForReport = step.while.every((wanted) => wanted === 'reported');
  if (waitsForReport) return status === 'reported';
  return step.while.some((wanted) => REACHABLE[status].includes(wanted));
}
