// What a new edition of the calendar would change, before anybody applies it: days, open deadlines and their reminders.
import type { CalendarEdition } from '#contracts/calendar.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { dateOfDayNumber, dayNumberOf, localDate } from './local-date.ts';
import { createWorkCalendar, type WorkCalendar } from './work-calendar.ts';

export type OpenReminder = {
  name: string;
  /** due = the last working day on or before the written date; overdue = the working day that the date shifts to. */
  anchor: 'due' | 'overdue';
  offsetWorkingDays: number;
};

export type OpenDeadline = { id: string; title?: string; due: LocalDate; reminders?: readonly OpenReminder[] };

export type ChangedDay = {
  date: LocalDate;
  before: string;
  after: string;
  isWorkingBefore: boolean;
  isWorkingAfter: boolean;
};

export type MovedDeadline = {
  id: string;
  title: string | null;
  due: LocalDate;
  dueWorkingBefore: LocalDate;
  dueWorkingAfter: LocalDate;
  reminders: { name: string; before: LocalDate; after: LocalDate }[];
};

export type EditionDiff = { days: ChangedDay[]; moved: MovedDeadline[] };

/** Every day whose answer changes and every open deadline or reminder that would move; nothing is changed by asking. */
export function diffEditions(
  before: CalendarEdition,
  after: CalendarEdition,
  open: readonly OpenDeadline[],
): EditionDiff {
  const old = createWorkCalendar(before);
  const next = createWorkCalendar(after);
  return { days: changedDays(before, after, old, next), moved: open.flatMap((one) => movedDeadline(one, old, next)) };
}

function changedDays(
  before: CalendarEdition,
  after: CalendarEdition,
  old: WorkCalendar,
  next: WorkCalendar,
): ChangedDay[] {
  const years = [...before.years, ...after.years].map((one) => one.year);
  return [...new Set(years)]
    .sort((a, b) => a - b)
    .flatMap(daysOfYear)
    .filter((date) => old.isWorkingDay(date) !== next.isWorkingDay(date))
    .map((date) => ({
      date,
      before: old.explainDay(date).reason,
      after: next.explainDay(date).reason,
      isWorkingBefore: old.isWorkingDay(date),
      isWorkingAfter: next.isWorkingDay(date),
    }));
}

function daysOfYear(year: number): LocalDate[] {
  const first = dayNumberOf(localDate(year, 1, 1));
  const length = dayNumberOf(localDate(year + 1, 1, 1)) - first;
  return Array.from({ length }, (_, index) => dateOfDayNumber(first + index));
}

function movedDeadline(one: OpenDeadline, old: WorkCalendar, next: WorkCalendar): MovedDeadline[] {
  const dueWorkingBefore = old.nextWorkingDayOnOrAfter(one.due);
  const dueWorkingAfter = next.nextWorkingDayOnOrAfter(one.due);
  const reminders = (one.reminders ?? []).flatMap((reminder) => {
    const [from, to] = [reminderDay(reminder, one.due, old), reminderDay(reminder, one.due, next)];
    return from === to ? [] : [{ name: reminder.name, before: from, after: to }];
  });
  if (dueWorkingBefore === dueWorkingAfter && reminders.length === 0) return [];
  return [{ id: one.id, title: one.title ?? null, due: one.due, dueWorkingBefore, dueWorkingAfter, reminders }];
}

/** The day of a rung counted in working days from its anchor. */
export function reminderDay(
  { anchor, offsetWorkingDays }: OpenReminder,
  due: LocalDate,
  calendar: WorkCalendar,
): LocalDate {
  const from = anchor === 'due' ? calendar.lastWorkingDayOnOrBefore(due) : calendar.nextWorkingDayOnOrAfter(due);
  return calendar.addWorkingDays(from, offsetWorkingDays);
}
