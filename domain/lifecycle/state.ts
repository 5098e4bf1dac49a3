// The lifecycle of one assignment as plain data. This folder is the only domain code in the workflow bundle:
// no Luxon, no zod; instants come in ready (ADR 0003).
import type { EvidenceFile } from '#contracts/evidence.ts';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { Instant, LocalDate, Slot } from '#contracts/primitives.ts';
import type { StepAudience } from '#domain/ladder/planned-reminder.ts';

/** A step of the ladder with the moment at which the lifecycle wakes for it. */
export interface PendingStep {
  id: string;
  rung: string;
  slotAt: Slot;
  /** Minutes before `slotAt`, spread over the assignments so that no two thousand wake together. */
  wakeAtMs: number;
  while: AssignmentStatus[];
  /** Brought by a command for the state that it leads to, and over with it. Left out: a step of the assignment's own ladder. */
  endsWithState?: true;
}

/** A step that a command brings, with who hears it: its ledger rows are written with the event. */
export interface BroughtStep extends PendingStep {
  /** Left out by versions before 0.4: the first time. */
  turn?: number;
  audience: StepAudience[];
}

export interface LifecycleState {
  assignmentId: string;
  /** The rules that it lives by, for as long as it lives. Left out by versions before 0.3: the first. */
  rulesVersion?: number;
  status: AssignmentStatus;
  /** Number of the last recorded event; events are recorded once per number. */
  sequence: number;
  /** In order of `wakeAtMs`. */
  pending: PendingStep[];
  /** The latest steps that were staged; perhaps not sent yet, so a change of state may still take them back. */
  staged: PendingStep[];
}

/** What people may tell an assignment, with what a caller computed for it beforehand. */
export type LifecycleCommand = {
  commandId: string;
  /** In the words of the log. */
  actor: string;
  /** The person of the roster who says it: names repeat and change. Left out for everybody else. */
  contactId?: string;
  occurredAt: Instant;
} & (
  | { type: 'acknowledge' }
  | {
      type: 'report';
      note: string;
      documentNumber: string | null;
      evidenceUrl: string | null;
      /** Left out where there are none, and by versions before 0.4. */
      files?: EvidenceFile[];
      reportedOn: LocalDate;
      /** The steps that ask for verification, should it take too long. */
      steps: BroughtStep[];
    }
  | { type: 'verify'; note: string | null }
  | {
      type: 'return';
      reason: string;
      /** The steps that tell the lead; of a ladder that was written whole also those that the date still has. */
      steps: BroughtStep[];
      /** Where the ladder of the date goes on, when it is written step by step. */
      resumedFrom?: Slot;
    }
  | { type: 'withdraw'; reason: string }
);

export type LifecycleInput = { type: 'started' } | { type: 'woke' } | { type: 'command'; command: LifecycleCommand };

/** Facts; each is one audit event. */
export type LifecycleEvent = {
  sequence: number;
  actor: string;
  occurredAt: Instant;
  /** Which command it answers: two commands must never pass for one. Left out by the start, and by events of version 0.1. */
  commandId?: string;
  /** The person of the roster who did it; left out for everybody else, and by versions before 0.3. */
  contactId?: string;
} & (
  | {
      type: 'assigned';
      /** The rules that the assignment begins with; left out: the first. */
      rulesVersion?: number;
    }
  | { type: 'acknowledged' }
  | {
      type: 'reported';
      note: string;
      documentNumber: string | null;
      evidenceUrl: string | null;
      files?: EvidenceFile[];
      reportedOn: LocalDate;
      steps: BroughtStep[];
    }
  | { type: 'verified'; note: string | null }
  | { type: 'returned'; reason: string; steps: BroughtStep[]; resumedFrom?: Slot }
  | { type: 'withdrawn'; reason: string }
);

/** What must be done in the world, by one local activity each. */
export type LifecycleEffect =
  | { type: 'record'; event: LifecycleEvent; status: AssignmentStatus; supersede: { steps: string[]; reason: string } }
  | { type: 'reach-steps'; stage: PendingStep[]; supersede: { steps: string[]; reason: string } };

/** What `evolve` needs of an effect. */
export type LifecycleChange =
  | Pick<Extract<LifecycleEffect, { type: 'record' }>, 'type' | 'event'>
  | Extract<LifecycleEffect, { type: 'reach-steps' }>;

/**
 * What stands in the database after an effect was written. A workflow task that is lost after its write comes back with its inputs
 * in another order, so the effect may find another command's event in its place: then the lifecycle goes on from what stands there.
 */
export type WriteAnswer =
  | {
      kind: 'written';
      /** What the ledger now plans, when the ladder is written step by step: what of it is new to the lifecycle it waits for from now on. */
      planned?: PendingStep[];
    }
  | {
      kind: 'overtaken';
      /** The lifecycle as PostgreSQL has it. */
      state: LifecycleState;
      /** Commands whose events stand there, with what each led to. */
      recorded: ({ commandId: string } & Recorded)[];
    };

/** What a recorded command led to. */
export interface Recorded {
  status: AssignmentStatus;
  sequence: number;
}

/** What a state, an event or a row that names no rules lives by. */
export const FIRST_RULES = 1;

export const FINAL_STATUSES: readonly AssignmentStatus[] = ['verified', 'withdrawn'];

/** Nothing more can happen to the assignment. */
export function isFinal(state: LifecycleState): boolean {
  return FINAL_STATUSES.includes(state.status);
}
