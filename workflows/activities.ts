// What workflows ask of the world, in their own words; activities/ answers. They see no more of it than this (ADR 0123).
import type { SlotShare } from '#contracts/delivery.ts';
import type { Slot } from '#contracts/primitives.ts';
import type { LogMark } from '#domain/audit/log-mark.ts';
import type { LifecycleEffect, WriteAnswer } from '#domain/lifecycle/state.ts';

export interface Activities {
  /** Idempotent on the command: repeated it changes nothing, and what another command recorded in its place is given back. */
  recordTransition(input: RecordTransitionInput): Promise<WriteAnswer>;
  /** Idempotent: rows that are staged, sent or ended already stay as they are. */
  reachSteps(input: ReachStepsInput): Promise<WriteAnswer>;
  /** Puts a lifecycle that cannot go on upon the officer's list with its cause, or takes it off. */
  noteStanding(input: NoteStandingInput): Promise<void>;
  /** Into how many shares a slot is cut, by how many people it has something to say to. */
  divideSlot(input: { slotAt: Slot }): Promise<{ shares: number }>;
  /** Waits for the slot and sends what is staged in a share of it; nothing before the slot and nothing twice under another Message-ID. */
  deliverSlot(input: SlotInput): Promise<SlotOutcome>;
  /** Records assignments, reminders and first events of a plan that is given out; `remaining` tells how many are not recorded yet afterwards. */
  recordAssignments(input: PlanInput): Promise<{ remaining: number }>;
  /** Starts the next lifecycles of a plan; `remaining` tells how many are not started yet afterwards. */
  startLifecycles(input: PlanInput): Promise<{ remaining: number }>;
  /** How many lifecycles of a plan have not recorded their first event yet. */
  countNotReady(input: PlanInput): Promise<number>;
  finishPublication(input: PlanInput): Promise<void>;
  sweepLedger(): Promise<SweepResult>;
}

export type RecordTransitionInput = Omit<Extract<LifecycleEffect, { type: 'record' }>, 'type'> & {
  assignmentId: string;
  /** The lifecycle's clock: how far the ladder is written follows from it. Left out = the activity's. */
  nowMs?: number;
};

export interface ReachStepsInput {
  assignmentId: string;
  /** The last event that the lifecycle knows. */
  sequence?: number;
  stage: { id: string; rung: string; slotAt: Slot }[];
  supersede: { steps: string[]; reason: string };
  /** As above. */
  nowMs?: number;
}

export interface NoteStandingInput {
  assignmentId: string;
  /** Why it cannot go on; null = it goes on. */
  stuck: string | null;
}

export interface SlotInput {
  slotAt: Slot;
  /** Left out = everybody. */
  share?: SlotShare;
}

export interface SlotOutcome {
  /** Rows and messages of the share that have no end yet. */
  open: number;
  retryInMs: number;
}

export interface PlanInput {
  planId: string;
}

export interface SweepResult {
  reopenedSlots: number;
  /** Lifecycles that did not wake for a planned row and were started again. */
  wokenLifecycles: number;
  /** Rows of work that has ended, ended with it. */
  endedRows: number;
  openPastTime: Record<string, number>;
  log: LogMark;
}
