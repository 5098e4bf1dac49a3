// What an assignment's ledger will hold and does not hold yet: shown, never stored. The same ladder and the same people as when it is written.
import type { Slot } from '#contracts/primitives.ts';
import type { WorkCalendar } from '#domain/calendar/work-calendar.ts';
import { type LadderDates, ladderOf } from '#domain/ladder/ladder-of.ts';
import type { LadderStep, PlannedReminder } from '#domain/ladder/planned-reminder.ts';
import { type AudienceInput, resolveAudience } from '#domain/ladder/resolve-audience.ts';
import { type LadderLife, type NextStep, stepsToCome } from './plan-ahead.ts';

/** An assignment with how far its ladder is written. */
export interface WrittenSoFar extends Omit<LadderLife, 'assignmentId'>, Omit<LadderDates, 'ladderFrom'> {
  id: string;
  agencyId: string;
  fieldCode: string | null;
  /** Null = all of it was written at publication, by an earlier version. */
  ladderFrom: Slot | null;
  next: NextStep | null;
}

export type People = Omit<AudienceInput, 'agencyId' | 'fieldCode'> & { calendar: WorkCalendar };

/** The reminders of the steps that are not written, in order of time: who hears them if nothing changes until then. */
export function remindersToCome(assignment: WrittenSoFar, people: People): PlannedReminder[] {
  const { agencyId, fieldCode } = assignment;
  return unwrittenSteps(assignment, people).flatMap((step) =>
    resolveAudience(step, { ...people, agencyId, fieldCode }),
  );
}

/** The steps that are not written; two assignments with the same dates have the very same steps. */
export function unwrittenSteps(
  assignment: WrittenSoFar,
  { policy, calendar }: Pick<People, 'policy' | 'calendar'>,
): LadderStep[] {
  const { id: assignmentId, ladderFrom, next } = assignment;
  if (ladderFrom === null || next === null) return [];
  const ladder = ladderOf({ ...assignment, ladderFrom }, policy, calendar);
  return stepsToCome(ladder, { ...assignment, assignmentId }, next.slotAt);
}
