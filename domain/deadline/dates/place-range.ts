// A place in time as days: its first and its last, given the year it counts from and the period it stands in.
import type { DayRef, MonthRef, PeriodPart, SimplePlace, TimePlace, YearRef } from '#contracts/deadline.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { addDays, localDate, weekdayOf } from '#domain/calendar/local-date.ts';
import { lunarToLocalDate } from '#domain/calendar/lunar-date.ts';

export type DayRange = { first: LocalDate; last: LocalDate };

/** The working days that "ngày làm việc" counts; without a calendar Monday to Friday. */
export type WorkdayCount = {
  addWorkingDays(date: LocalDate, n: number): LocalDate;
  isWorkingDay(date: LocalDate): boolean;
};

export type PlaceContext = {
  /** What { plan: 0 } means; null = unknown. */
  year: number | null;
  issuedOn: LocalDate | null;
  /** The period of the rhythm: its first month (year × 12 + month − 1) and length in months. */
  period: { start: number; months: number } | null;
  workdays: WorkdayCount;
};

/** The days of a place; null when the year or the period that it needs is unknown. */
export function placeRange(place: TimePlace, context: PlaceContext): DayRange | null {
  if (place.at !== 'offset') return simpleRange(place, context);
  const base = simpleRange(place.base, context);
  if (base === null) return null;
  const from = place.count >= 0 ? base.last : base.first;
  const day = offsetDay(from, place.count, place.unit, context.workdays);
  return { first: day, last: day };
}

/** The day `count` units from `from`; the day itself is not counted (Civil Code art. 147), a month without that day gives its last (art. 148.3). */
export function offsetDay(
  from: LocalDate,
  count: number,
  unit: 'hour' | 'day' | 'working-day' | 'week' | 'month' | 'year',
  workdays: WorkdayCount,
): LocalDate {
  const [year, month, day] = [Number(from.slice(0, 4)), Number(from.slice(5, 7)), Number(from.slice(8))];
  switch (unit) {
    case 'working-day':
      return workdays.addWorkingDays(from, count);
    case 'week':
      return addDays(from, count * 7);
    case 'month':
      return localDate(year, month + count, day);
    case 'year':
      return localDate(year + count, month, day);
    case 'hour':
      return addDays(from, Math.sign(count) * Math.ceil(Math.abs(count) / 24));
    default:
      return addDays(from, count);
  }
}

function simpleRange(place: SimplePlace, context: PlaceContext): DayRange | null {
  switch (place.at) {
    case 'now':
      return context.issuedOn ? { first: context.issuedOn, last: context.issuedOn } : null;
    case 'near':
      return context.issuedOn === null ? null : nearRange(place, context.issuedOn);
    case 'weekday':
      // Alone a weekday is the next one after the day of issue; in a weekly rhythm it never comes here.
      return context.issuedOn === null ? null : nextWeekday(place.weekday, context.issuedOn);
    case 'period':
      return context.period && monthsRange(context.period.start, context.period.months, place.part);
    case 'feast':
      return feastRange(place.feast, yearOf(place.year, context));
    case 'day':
      return dayRange(place, context);
    default:
      return spanRange(place, context);
  }
}

function nextWeekday(weekday: number, issuedOn: LocalDate): DayRange {
  const ahead = (weekday - weekdayOf(issuedOn) + 6) % 7;
  const day = addDays(issuedOn, ahead + 1);
  return { first: day, last: day };
}

function nearRange(place: Extract<SimplePlace, { at: 'near' }>, issuedOn: LocalDate): DayRange {
  const [year, month] = [Number(issuedOn.slice(0, 4)), Number(issuedOn.slice(5, 7))];
  if (place.unit === 'month') return monthsRange(year * 12 + month - 1 + place.offset, 1, place.part);
  if (place.unit === 'quarter')
    return monthsRange(year * 12 + Math.floor((month - 1) / 3) * 3 + place.offset * 3, 3, place.part);
  if (place.unit === 'day') {
    const day = addDays(issuedOn, place.offset);
    return { first: day, last: day };
  }
  const monday = addDays(issuedOn, 1 - weekdayOf(issuedOn) + place.offset * 7);
  if (place.weekday !== null) {
    const day = addDays(monday, place.weekday - 1);
    return { first: day, last: day };
  }
  // An office's week ends on Friday as a beginning and an end; as a span it runs to Sunday.
  const friday = addDays(monday, 4);
  if (place.part === 'start') return { first: monday, last: monday };
  if (place.part === 'end') return { first: friday, last: friday };
  return { first: monday, last: addDays(monday, 6) };
}

type SpanPlace = Extract<SimplePlace, { at: 'month' | 'quarter' | 'half' | 'nine-months' | 'year' }>;

function spanRange(place: SpanPlace, context: PlaceContext): DayRange | null {
  if (place.at === 'month') {
    const month = monthIndex(place.month, place.year, context);
    return month === null ? null : monthsRange(month, 1, place.part);
  }
  const year = yearOf(place.year, context);
  if (year === null) return null;
  const start = year * 12;
  if (place.at === 'quarter') return monthsRange(start + (place.quarter - 1) * 3, 3, place.part);
  if (place.at === 'half') return monthsRange(start + (place.half - 1) * 6, 6, place.part);
  return monthsRange(start, place.at === 'year' ? 12 : 9, place.part);
}

function yearOf(year: YearRef, context: PlaceContext): number | null {
  if (typeof year === 'number') return year;
  return context.year === null ? null : context.year + year.plan;
}

function monthIndex(month: MonthRef, year: YearRef, context: PlaceContext): number | null {
  if (typeof month === 'number') {
    const known = yearOf(year, context);
    return known === null ? null : known * 12 + month - 1;
  }
  if (context.period === null) return null;
  const { start, months } = context.period;
  return start + month.shift * months + (month.nth === -1 ? months - 1 : Math.max(0, month.nth - 1));
}

function dayRange(place: Extract<SimplePlace, { at: 'day' }>, context: PlaceContext): DayRange | null {
  if (place.lunar) {
    const year = yearOf(place.year, context);
    if (year === null || typeof place.month !== 'number' || typeof place.day !== 'number') return null;
    const day = lunarDay(year, place.month, place.day);
    return { first: day, last: day };
  }
  const index = monthIndex(place.month, place.year, context);
  if (index === null) return null;
  const day = dayOfMonth(place.day, Math.floor(index / 12), (index % 12) + 1, context.workdays);
  return day === null ? null : { first: day, last: day };
}

/** The twelfth lunar month runs into the next Gregorian year; "23 tháng Chạp" of a plan's year is the one before Tết of the year after. */
function lunarDay(year: number, month: number, day: number): LocalDate {
  return lunarToLocalDate(year, month, day);
}

function dayOfMonth(day: DayRef, year: number, month: number, workdays: WorkdayCount): LocalDate | null {
  if (typeof day === 'number') return localDate(year, month, day);
  if ('workingDay' in day) {
    if (day.workingDay > 0) return workdays.addWorkingDays(addDays(localDate(year, month, 1), -1), day.workingDay);
    return workdays.addWorkingDays(localDate(year, month + 1, 1), Math.min(-1, day.workingDay));
  }
  if (day.nth === -1) {
    const last = localDate(year, month, 31);
    return addDays(last, -((weekdayOf(last) - day.weekday + 7) % 7));
  }
  const first = localDate(year, month, 1);
  const date = addDays(first, ((day.weekday - weekdayOf(first) + 7) % 7) + (Math.max(1, day.nth) - 1) * 7);
  return Number(date.slice(5, 7)) === month ? date : null;
}

function feastRange(feast: string, year: number | null): DayRange | null {
  if (year === null) return null;
  const days: Record<string, LocalDate> = {
    'tet-duong-lich': localDate(year, 1, 1),
    'quoc-khanh': localDate(year, 9, 2),
    'tet-nguyen-dan': lunarToLocalDate(year, 1, 1),
    'gio-to': lunarToLocalDate(year, 3, 10),
    'trung-thu': lunarToLocalDate(year, 8, 15),
  };
  const day = days[feast];
  return day === undefined ? null : { first: day, last: day };
}

/** The named part of a run of months. Art. 146 fixes beginning, middle and end of month and year; a quarter follows by analogy. */
function monthsRange(start: number, months: number, part: PeriodPart): DayRange {
  const at = (index: number, day: number) => localDate(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, day);
  const first = at(start, 1);
  const last = at(start + months - 1, 31);
  const single = (day: LocalDate) => ({ first: day, last: day });
  switch (part) {
    case 'whole':
      return { first, last };
    case 'start':
      return single(first);
    case 'end':
      return single(last);
    case 'middle':
      return single(middleDay(start, months));
    case 'first-half':
      return { first, last: middleDay(start, months) };
    case 'second-half':
      return { first: addDays(middleDay(start, months), 1), last };
    case 'first-ten':
      return { first, last: at(start, 10) };
    case 'middle-ten':
      return { first: at(start, 11), last: at(start, 20) };
    case 'last-ten':
      return { first: at(start, 21), last };
    case 'last-week':
      return { first: addDays(last, -6), last };
    default: {
      const week = Number(part.slice(5));
      return { first: at(start, week * 7 - 6), last: at(start, week * 7) };
    }
  }
}

function middleDay(start: number, months: number): LocalDate {
  const at = (index: number, day: number) => localDate(Math.floor(index / 12), (index % 12) + 1, day);
  // An even number of months has its middle at a month's end (giữa năm = 30/6), an odd one on the 15th of the middle month.
  return months % 2 === 0 ? at(start + months / 2 - 1, 31) : at(start + (months - 1) / 2, 15);
}

/** Monday to Friday, for places that count working days before a calendar is known. */
export const WEEKDAYS_ONLY: WorkdayCount = {
  isWorkingDay: (date) => weekdayOf(date) <= 5,
  addWorkingDays(date, n) {
    let day = date;
    for (let left = Math.abs(n); left > 0; ) {
      day = addDays(day, Math.sign(n));
      if (weekdayOf(day) <= 5) left--;
    }
    return day;
  },
};
