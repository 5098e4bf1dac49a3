// In which part of somebody's own work a piece of it stands: what to look at first.
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { WorkGroup } from '#contracts/own-work.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { addDays, weekdayOf } from '#domain/calendar/local-date.ts';

export interface GroupedWork {
  status: AssignmentStatus;
  dueState: string;
  due: LocalDate | null;
  dueWorking: LocalDate | null;
  /** Its latest report was returned. */
  isReturned: boolean;
}

/** Each piece of open work stands once, in the first part that fits. */
export function workGroup({ status, dueState, due, dueWorking, isReturned }: GroupedWork, today: LocalDate): WorkGroup {
  if (status === 'reported') return 'reported';
  if (dueState === 'open-overdue') return 'overdue';
  if (isReturned) return 'returned';
  const deadline = dueWorking ?? due;
  if (deadline !== null && deadline === today) return 'today';
  if (deadline !== null && deadline > today && deadline <= lastDayOfWeek(today)) return 'week';
  return status === 'assigned' ? 'unacknowledged' : 'later';
}

/** Sunday. */
function lastDayOfWeek(today: LocalDate): LocalDate {
  return addDays(today, 7 - weekdayOf(today));
}
