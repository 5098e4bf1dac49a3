// How much of a ladder stands in the ledger: the next steps of an assignment, written before their time. The rest follows from the same ladder
// whenever it is asked for (docs/adr/0172-the-ledger-holds-the-next-steps.md).
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { Instant, Slot } from '#contracts/primitives.ts';
import { addMs, instantOf, isBefore } from '#domain/calendar/instant.ts';
import { localDateOf } from '#domain/calendar/local-date.ts';
import type { LadderStep } from '#domain/ladder/planned-reminder.ts';
import { evolve } from './evolve.ts';
import { toPendingStep, WAKES_EARLY_MS_MAX } from './staging.ts';
import type { LifecycleEvent, LifecycleState } from './state.ts';

/** Slots whose steps stand in the ledger before a lifecycle wakes for the first of them: one may be missed, and the rest is still planned. */
export const SLOTS_AHEAD = 2;

/** The first step of a ladder that is not written: it stands for all that follow, and the lifecycle waits for it as for a written one. */
export interface NextStep {
  step: string;
  rung: string;
  slotAt: Slot;
}

/** An assignment as far as its ladder depends on it. */
export type LadderLife = Pick<LifecycleState, 'assignmentId' | 'rulesVersion' | 'status'>;

/** From where on steps are not written; null = all of them are. */
export interface Unwritten {
  /** Every step from this slot on. */
  from: Slot | null;
  /** After a return, which takes back nothing that it brings again: also steps of these rungs from this slot on. */
  again?: { rungs: ReadonlySet<string>; from: Slot };
}

export interface Ahead {
  /** Steps whose rows are to be written now; one that is written already is written once. */
  write: LadderStep[];
  /** What then comes first of the rest; null = the ladder is written to its end. */
  next: NextStep | null;
}

/** The steps that must stand in the ledger at a moment: all that lifecycles may wake for by then, and those of the slots ahead. */
export function planAhead(ladder: readonly LadderStep[], life: LadderLife, unwritten: Unwritten, now: Instant): Ahead {
  const coming = stillToSay(ladder, life);
  const awake = addMs(now, WAKES_EARLY_MS_MAX);
  const slots = [...new Set(coming.map(({ slotAt }) => slotAt))].filter((slotAt) => isBefore(awake, slotAt));
  const last = slots[SLOTS_AHEAD - 1];
  const isFar = ({ slotAt }: LadderStep) => last !== undefined && isBefore(last, slotAt);
  const rest = coming.filter((step) => isUnwritten(step, unwritten));
  const next = rest.find(isFar);
  return { write: rest.filter((step) => !isFar(step)), next: next === undefined ? null : toNextStep(next) };
}

/** The steps that will be written and sent, if nobody answers from now on. */
export function stepsToCome(ladder: readonly LadderStep[], life: LadderLife, from: Slot | null): LadderStep[] {
  return stillToSay(ladder, life).filter((step) => isUnwritten(step, { from }));
}

function isUnwritten({ rung, slotAt }: LadderStep, { from, again }: Unwritten): boolean {
  if (from !== null && !isBefore(slotAt, from)) return true;
  return again?.rungs.has(rung) === true && !isBefore(slotAt, again.from);
}

function toNextStep({ id, rung, slotAt }: LadderStep): NextStep {
  return { step: id, rung, slotAt };
}

/** Steps that this or a later state of the assignment can want, as its own rules keep them. */
function stillToSay(ladder: readonly LadderStep[], life: LadderLife): LadderStep[] {
  const pending = ladder.map((step) => toPendingStep(step, life.assignmentId));
  const kept = new Set(
    evolve(
      { ...life, sequence: 0, pending, staged: [] },
      { type: 'record', event: EVENT_INTO[life.status] },
    ).pending.map(({ id }) => id),
  );
  return ladder.filter(({ id }) => kept.has(id));
}

const SOMETIME = { sequence: 0, actor: '', occurredAt: instantOf(0) };
/** An event that leads to each state: what a state keeps of a ladder is what its event leaves. */
const EVENT_INTO: Record<AssignmentStatus, LifecycleEvent> = {
  assigned: { ...SOMETIME, type: 'assigned' },
  'in-progress': { ...SOMETIME, type: 'acknowledged' },
  reported: {
    ...{ ...SOMETIME, type: 'reported', note: '', documentNumber: null, evidenceUrl: null },
    reportedOn: localDateOf('1970-01-01'),
    steps: [],
  },
  verified: { ...SOMETIME, type: 'verified', note: null },
  withdrawn: { ...SOMETIME, type: 'withdrawn', reason: '' },
};
