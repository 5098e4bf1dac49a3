// When messages may leave: regular slots of working days, in the zone of the calendar.
import type { LadderPolicy } from '#contracts/ladder.ts';
import type { Instant, LocalDate, Slot } from '#contracts/primitives.ts';
import { epochMsOf, isAfter, isBefore } from './instant.ts';
import { dayNumberOf } from './local-date.ts';
import { toClock, toInstant, toLocalDate } from './local-time.ts';
import { slotNotBefore, slotOf } from './slot.ts';
import type { WorkCalendar } from './work-calendar.ts';

const MINUTE_MS = 60_000;
// Enough for the first task of every lifecycle to stage its notice: measured 60-200 starts a second (docs/adr/0003).
const STAGING_MS_PER_ASSIGNMENT = 25;
const STAGING_MS_MIN = 15_000;
// With no hours to keep, the next slot is as near as a staging lets it be.
const ANY_HOUR_MS = 10_000;

/** The slot of the assignment notices: minutes after publication, or the next regular slot outside working hours. */
export function publicationSlot(input: {
  publishedAt: Instant;
  assignments: number;
  policy: LadderPolicy;
  calendar: WorkCalendar;
}): Slot {
  const { publishedAt, policy, calendar } = input;
  const earliestMs = epochMsOf(publishedAt) + STAGING_MS_MIN + input.assignments * STAGING_MS_PER_ASSIGNMENT;
  if (policy.anyHour) return slotNotBefore(earliestMs);
  const slot = slotNotBefore(Math.ceil(earliestMs / MINUTE_MS) * MINUTE_MS);
  return isOfficeTime(slot, policy, calendar) ? slot : nextRegularSlot(slot, policy, calendar);
}

/** The first regular slot strictly after an instant. */
export function nextRegularSlot(after: Instant, policy: LadderPolicy, calendar: WorkCalendar): Slot {
  if (policy.anyHour) return slotNotBefore(epochMsOf(after) + ANY_HOUR_MS);
  const today = toLocalDate(after, calendar.zone);
  if (calendar.isWorkingDay(today)) {
    const slot = regularSlotOf(today, policy, calendar);
    if (isAfter(slot, after)) return slot;
  }
  return regularSlotOf(calendar.addWorkingDays(today, 1), policy, calendar);
}

const QUARTER_MS = 15 * MINUTE_MS;

/** For what came too late for the letter of its slot: the next quarter of an hour, so that all of it is one letter; outside working hours the next regular slot. */
export function followUpSlot(after: Instant, policy: LadderPolicy, calendar: WorkCalendar): Slot {
  const slot = slotNotBefore(Math.ceil((epochMsOf(after) + MINUTE_MS) / QUARTER_MS) * QUARTER_MS);
  return !policy.anyHour && isOfficeTime(slot, policy, calendar) ? slot : nextRegularSlot(after, policy, calendar);
}

export function regularSlotOf(date: LocalDate, policy: LadderPolicy, calendar: WorkCalendar): Slot {
  return slotOf(toInstant(date, policy.regularSlot, calendar.zone));
}

/** The slot of the weekly summary that holds or follows `slotAt`: the first working day of a week. */
export function weeklySlot(slotAt: Slot, policy: LadderPolicy, calendar: WorkCalendar): Slot {
  let date = toLocalDate(slotAt, calendar.zone);
  // After the regular slot of such a day its summary has gone out: the next week's is meant.
  if (isBefore(regularSlotOf(date, policy, calendar), slotAt)) date = calendar.addWorkingDays(date, 1);
  while (!isFirstWorkingDayOfWeek(date, calendar)) date = calendar.addWorkingDays(date, 1);
  return regularSlotOf(date, policy, calendar);
}

/** A day is its week's first working day when the working day before it stands in another week. */
function isFirstWorkingDayOfWeek(date: LocalDate, calendar: WorkCalendar): boolean {
  const before = calendar.addWorkingDays(date, -1);
  return weekOf(before) !== weekOf(date);
}

/** Weeks counted from Monday 1970-01-05. */
function weekOf(date: LocalDate): number {
  return Math.floor((dayNumberOf(date) - 4) / 7);
}

/** Whether messages may leave at this moment outside of the regular slots. */
export function isOfficeTime(at: Instant, policy: LadderPolicy, calendar: WorkCalendar): boolean {
  const clock = toClock(at, calendar.zone);
  const { from, to } = policy.workingHours;
  return calendar.isWorkingDay(toLocalDate(at, calendar.zone)) && from <= clock && clock < to;
}
