// Calendar arithmetic on whole local days, without a zone, a clock or a library: the deadline language needs hundreds
// of thousands of these a minute, and it also runs inside the workflow bundle, where Luxon may not go.
import type { LocalDate } from '#contracts/primitives.ts';

export type CivilDay = { year: number; month: number; day: number };

/** The local day that a text `YYYY-MM-DD` names; throws when there is no such day. */
export function localDateOf(text: string): LocalDate {
  const dayNumber = dayNumberOf(text as LocalDate);
  // 31 April has a day number too: it is the one that comes out differently.
  if (Number.isNaN(dayNumber) || dateOfDayNumber(dayNumber) !== text) throw new RangeError(`not a day: ${text}`);
  return text as LocalDate;
}

/** Days since 1970-01-01 of a proleptic Gregorian day. */
export function toDayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The Gregorian day of a day number; the inverse of `toDayNumber`. */
export function fromDayNumber(dayNumber: number): CivilDay {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * mp + 2) / 5) + 1,
  };
}

/** The number of days in a month; months outside 1..12 roll over into the years beside. */
export function daysInMonth(year: number, month: number): number {
  const { y, m } = rollMonth(year, month);
  if (m === 2) return (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0 ? 29 : 28;
  return m === 4 || m === 6 || m === 9 || m === 11 ? 30 : 31;
}

/** The local day of year, month, day; a month outside 1..12 rolls over, a day past the month's end becomes its last (Civil Code art. 148.3). */
export function localDate(year: number, month: number, day: number): LocalDate {
  const { y, m } = rollMonth(year, month);
  return write(y, m, Math.max(1, Math.min(day, daysInMonth(y, m))));
}

/** `date` moved by calendar days. */
export function addDays(date: LocalDate, days: number): LocalDate {
  const { year, month, day } = fromDayNumber(dayNumberOf(date) + days);
  return write(year, month, day);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumberOf(to) - dayNumberOf(from);
}

/** Days since 1970-01-01 of a written local day. */
export function dayNumberOf(date: LocalDate): number {
  return toDayNumber(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
}

/** The written local day of a day number. */
export function dateOfDayNumber(dayNumber: number): LocalDate {
  const { year, month, day } = fromDayNumber(dayNumber);
  return write(year, month, day);
}

export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: LocalDate): Weekday {
  return weekdayOfDayNumber(dayNumberOf(date));
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOfDayNumber(dayNumber: number): Weekday {
  return (((((dayNumber + 3) % 7) + 7) % 7) + 1) as Weekday;
}

function rollMonth(year: number, month: number): { y: number; m: number } {
  const index = year * 12 + (month - 1);
  return { y: Math.floor(index / 12), m: (((index % 12) + 12) % 12) + 1 };
}

function write(year: number, month: number, day: number): LocalDate {
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}` as LocalDate;
}
