// What the ladder makes of an assignment: steps (when something may be said) and reminders (to whom).
import type { AudienceRole } from '#contracts/ladder.ts';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { Slot } from '#contracts/primitives.ts';

/** One moment of one rung for one assignment. */
export interface LadderStep {
  /** Unique in the assignment, and read for nothing else: rows and histories hold it for ever. */
  id: string;
  rung: string;
  /** 1 = the first time that the rung speaks; from 2 on a repetition. */
  turn: number;
  /** The first slot of the step: the lifecycle wakes for it. */
  slotAt: Slot;
  /** The states in which the step still has something to say when its time comes. */
  while: AssignmentStatus[];
  /** Brought by a command for the state that it leads to, and over with it; left out: a step of the ladder itself. */
  endsWithState?: true;
  /** Who hears, each at the step's slot or at the weekly summary that follows it. */
  audience: StepAudience[];
}

export interface StepAudience {
  role: AudienceRole;
  slotAt: Slot;
}

/** One row of the reminder ledger before its time. */
export interface PlannedReminder {
  step: string;
  rung: string;
  turn: number;
  role: AudienceRole;
  contactId: string;
  /** Null: the contact has no address on any channel; somebody must look. */
  channel: string | null;
  slotAt: Slot;
}
