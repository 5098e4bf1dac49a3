// A lifecycle built again from what is written of its assignment: at its start, and whenever Temporal has lost it.
import type { Rung } from '#contracts/ladder.ts';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { Slot } from '#contracts/primitives.ts';
import { compareInstants } from '#domain/calendar/instant.ts';
import { toPendingStep } from './staging.ts';
import type { LifecycleState, PendingStep } from './state.ts';

export interface WrittenLife {
  assignmentId: string;
  rulesVersion: number;
  status: AssignmentStatus;
  /** Number of the last event. */
  sequence: number;
  /** Rows that have still to be said, planned and staged ones, in any order. */
  openRows: readonly { step: string; rung: string; slotAt: Slot; status?: string }[];
  /** The ladder that it lives by. */
  rungs: readonly Rung[];
}

/**
 * The life that publication has begun: its first event is recorded, and what was due at once is staged and its slot opened. Nothing of that is
 * waited for again.
 */
export function newbornFromLedger(written: WrittenLife): LifecycleState {
  const { pending, ...life } = stateFromLedger(written);
  const planned = new Set(written.openRows.flatMap(({ step, status }) => (status === 'staged' ? [] : [step])));
  const isStaged = ({ id }: PendingStep) => !planned.has(id);
  return { ...life, pending: pending.filter((step) => !isStaged(step)), staged: pending.filter(isStaged) };
}

/** Waits for each step that has open rows, for its earliest one; what was staged is waited for again, and staging it twice changes nothing. */
export function stateFromLedger({ openRows, rungs, ...life }: WrittenLife): LifecycleState {
  const inOrder = [...openRows].sort((a, b) => compareInstants(a.slotAt, b.slotAt));
  const earliest = inOrder.filter(({ step }, index) => inOrder.findIndex((other) => other.step === step) === index);
  const pending = earliest.map(({ step, rung: name, slotAt }) => {
    const rung = rungs.find((one) => one.name === name);
    const base = { id: step, rung: name, slotAt, while: rung?.while ?? [] };
    return toPendingStep(isOfCommand(rung) ? { ...base, endsWithState: true } : base, life.assignmentId);
  });
  return { ...life, pending: pending.sort((a, b) => a.wakeAtMs - b.wakeAtMs), staged: [] };
}

/** Steps of these rungs come with a report or a return, and end with it. */
function isOfCommand(rung: Rung | undefined): boolean {
  return rung?.anchor === 'report' || rung?.anchor === 'return';
}
