// The official four-way count (done on time, done late, open in time, open overdue) as a fact about dates.
import type { DueState } from '#contracts/assignment.ts';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { daysBetween } from '#domain/calendar/local-date.ts';

export interface DueFacts {
  status: AssignmentStatus;
  dueWorking: LocalDate | null;
  /** Date of the latest report; of a verified assignment the report that was accepted, so its completion date. */
  reportedOn: LocalDate | null;
}

/**
 * Which of the four an assignment is on a day, and by how many calendar days it is late.
 * A report that waits for verification stops the clock on its date; when it is returned the clock runs again.
 */
export function dueStateOf(facts: DueFacts, dataDate: LocalDate): { dueState: DueState; daysLate: number } {
  const { status, dueWorking, reportedOn } = facts;
  if (status === 'withdrawn') return { dueState: 'withdrawn', daysLate: 0 };
  if (dueWorking === null) return { dueState: 'undated', daysLate: 0 };
  const reported = status === 'reported' || status === 'verified';
  const until = reported && reportedOn !== null ? reportedOn : dataDate;
  const daysLate = Math.max(0, daysBetween(dueWorking, until));
  if (status === 'verified') return { dueState: daysLate > 0 ? 'done-late' : 'done-on-time', daysLate };
  return { dueState: daysLate > 0 ? 'open-overdue' : 'open-in-time', daysLate };
}
