// What the ledger has planned since: the lifecycle waits for it too. In the workflow bundle.
import type { LifecycleState, PendingStep } from './state.ts';

/** The state with those steps that it does not wait for yet; an answer of before ladders were written step by step names none. */
export function withPlanned(state: LifecycleState, planned: readonly PendingStep[] | undefined): LifecycleState {
  const known = new Set(state.pending.map(({ id }) => id));
  const added = planned?.filter(({ id }) => !known.has(id)) ?? [];
  if (added.length === 0) return state;
  return { ...state, pending: [...state.pending, ...added].sort((a, b) => a.wakeAtMs - b.wakeAtMs) };
}
