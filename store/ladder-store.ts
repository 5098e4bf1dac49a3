// How far the ladder of an assignment is written: its next steps are rows, the first of the rest is noted beside its state (ADR 0172).
import type { Slot } from '#contracts/primitives.ts';
import type { PlannedReminder } from '#domain/ladder/planned-reminder.ts';
import type { NextStep } from '#domain/lifecycle/plan-ahead.ts';
import type { Database, Transaction } from './database.ts';
import { fromSlotColumn } from './local-date.ts';
import { ledgerData } from './publication-store.ts';

/** What is written of a ladder together with an event or a staging. */
export interface WrittenLadder {
  /** Rows that must stand there now; one that stands there already is left alone. */
  rows: readonly PlannedReminder[];
  /** Steps of them that go out at once. */
  stage: readonly string[];
  next: NextStep | null;
  /** Left out = no return came. */
  resumedFrom?: Slot;
}

/** A step of the ladder that waits for its time, with the slot of its first row. */
export interface PlannedStep {
  step: string;
  rung: string;
  slotAt: Slot;
}

interface NextColumns {
  nextStep: string | null;
  nextRung: string | null;
  nextStepAt: Date | null;
}

/** The first step that is not written; null = none is left. */
export function toNextStep({ nextStep, nextRung, nextStepAt }: NextColumns): NextStep | null {
  if (nextStep === null || nextRung === null || nextStepAt === null) return null;
  return { step: nextStep, rung: nextRung, slotAt: fromSlotColumn(nextStepAt) };
}

/** The columns of the first step that is not written. */
export function nextColumns(next: NextStep | null): NextColumns {
  return {
    nextStep: next?.step ?? null,
    nextRung: next?.rung ?? null,
    nextStepAt: next === null ? null : new Date(next.slotAt),
  };
}

/** Called in the transaction of what makes it necessary, so that no reminder is without a row when its time comes. */
export async function recordLadder(
  tx: Transaction,
  assignmentId: string,
  { rows, stage, next, resumedFrom }: WrittenLadder,
  now: Date,
): Promise<void> {
  const data = rows.map((row) => ledgerData(assignmentId, row, now, stage.includes(row.step) ? 'staged' : 'planned'));
  if (data.length > 0) await tx.ledgerEntry.createMany({ data, skipDuplicates: true });
  const resumed = resumedFrom === undefined ? {} : { ladderResumedFrom: new Date(resumedFrom) };
  await tx.assignment.update({ where: { id: assignmentId }, data: { ...nextColumns(next), ...resumed } });
}

/** The steps that wait for their time, written or next. */
export async function listPlannedSteps(tx: Transaction, assignmentId: string): Promise<PlannedStep[]> {
  const rows = await tx.$queryRaw<{ step: string; rung: string; slotAt: Date }[]>`
    SELECT step, rung, min(slot_at) AS "slotAt" FROM ledger_entry
    WHERE assignment_id = ${assignmentId} AND status = 'planned' GROUP BY 1, 2
    UNION ALL
    SELECT next_step, next_rung, next_step_at FROM assignment WHERE id = ${assignmentId} AND next_step_at IS NOT NULL`;
  return rows.map(({ slotAt, ...row }) => ({ ...row, slotAt: fromSlotColumn(slotAt) }));
}

/** Open assignments whose next step nobody wrote although its slot passed before `before`. */
export function countUnwrittenPastTime(database: Database, before: Date): Promise<number> {
  return database.assignment.count({ where: { nextStepAt: { lt: before }, endedAt: null } });
}
