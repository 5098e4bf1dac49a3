// An assignment and the rung that speaks → what a message says of it. Used by delivery and by the preview alike.
import type { MessageItem } from '#contracts/message.ts';
import type { Instant } from '#contracts/primitives.ts';
import { daysBetween } from '#domain/calendar/local-date.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import type { WorkCalendar } from '#domain/calendar/work-calendar.ts';

export type MessageFacts = Omit<MessageItem, 'assignmentId' | 'daysLate' | 'workingDaysLeft' | 'links'> & {
  id: string;
  /** The moment at which it is said: its slot, or the later one at which it leaves. */
  saidAt: Instant;
  /** The calendar that the assignment lives by. */
  calendar: WorkCalendar;
};

/** Days left and days late are counted to the day on which it is said: what was meant for an earlier day must not say that day's words. */
export function toMessageItem({ id, saidAt, calendar, ...facts }: MessageFacts): Omit<MessageItem, 'links'> {
  const { due, dueWorking } = facts;
  const today = toLocalDate(saidAt, calendar.zone);
  const late = dueWorking === null ? 0 : daysBetween(dueWorking, today);
  return {
    ...pickSaid(facts),
    assignmentId: id,
    daysLate: Math.max(0, late),
    // Of a date that is far away nobody counts the working days.
    workingDaysLeft:
      due === null || daysBetween(today, due) > COUNTED_DAYS ? null : calendar.countWorkingDays(today, due),
  };
}

const COUNTED_DAYS = 120;

/** Only what a message says: callers may hand in whole rows. */
function pickSaid(facts: Omit<MessageFacts, 'id' | 'saidAt' | 'calendar'>) {
  const { rung, audience, title, product, agencyName, planTitle, due, dueWorking, status, why, note } = facts;
  return { rung, audience, title, product, agencyName, planTitle, due, dueWorking, status, why, note };
}
