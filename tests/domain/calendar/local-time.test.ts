import { expect, test, vi } from 'vitest';
import { formatDate } from '#domain/calendar/format-date.ts';
import {
  addDays,
  dateOfDayNumber,
  dayNumberOf,
  daysBetween,
  daysInMonth,
  localDate,
  localDateOf,
  weekdayOf,
  weekdayOfDayNumber,
} from '#domain/calendar/local-date.ts';
import { dayEndsAt, toClock, toInstant, toLocalDate } from '#domain/calendar/local-time.ts';
import { spokenMoment } from '#domain/calendar/spoken-moment.ts';
import { at, day } from '../../support/moments.ts';

const VN = 'Asia/Ho_Chi_Minh';

test('eight in the morning in Vietnam is one o’clock in UTC, all year round', () => {
  expect(toInstant(day('2026-01-05'), '08:00', VN)).toBe('2026-01-05T01:00:00Z');
  expect(toInstant(day('2026-07-05'), '08:00', VN)).toBe('2026-07-05T01:00:00Z');
});

test('the local day begins at midnight in Vietnam, not in UTC', () => {
  expect(toLocalDate(at('2026-01-04T16:59:59.999Z'), VN)).toBe('2026-01-04');
  expect(toLocalDate(at('2026-01-04T17:00:00Z'), VN)).toBe('2026-01-05');
  expect(toClock(at('2026-01-04T17:05:00Z'), VN)).toBe('00:05');
});

test('an instant and its wall clock lead back to each other, also in a zone with summer time', () => {
  for (const zone of [VN, 'Europe/Berlin', 'America/New_York'])
    for (const date of ['2026-01-15', '2026-03-30', '2026-07-01', '2026-10-26']) {
      const instant = toInstant(day(date), '08:00', zone);
      expect([toLocalDate(instant, zone), toClock(instant, zone)]).toEqual([date, '08:00']);
    }
});

test('an hour that a zone leaves out or has twice is one moment, in summer and in winter alike', async () => {
  for (const today of ['2026-01-15T00:00:00Z', '2026-07-15T00:00:00Z']) {
    vi.setSystemTime(today);
    // Anew: what was worked out in winter would be remembered in summer.
    vi.resetModules();
    const { toInstant: read } = await import('#domain/calendar/local-time.ts');
    expect(read(day('2026-03-29'), '02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00Z');
    expect(read(day('2026-10-25'), '02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00Z');
  }
  vi.useRealTimers();
});

test('days are counted over months, leap days and years', () => {
  expect(addDays(day('2026-02-28'), 1)).toBe('2026-03-01');
  expect(addDays(day('2028-02-28'), 1)).toBe('2028-02-29');
  expect(addDays(day('2026-01-01'), -1)).toBe('2025-12-31');
  expect(daysBetween(day('2026-01-01'), day('2027-01-01'))).toBe(365);
  expect(daysBetween(day('2026-03-01'), day('2026-02-28'))).toBe(-1);
});

test('weekdays count from Monday', () => {
  expect(weekdayOf(day('2026-11-23'))).toBe(1);
  expect(weekdayOf(day('2026-11-22'))).toBe(7);
});

test('a wall clock that is none is an error and not a wrong moment', () => {
  for (const clock of ['25:00', '08:61', 'nay'])
    expect(() => toInstant(day('2026-01-05'), clock, VN)).toThrow(/^not a moment: (?!NaN)/);
});

test('a day ends with the first instant of the next, in the zone of the office', () => {
  expect(dayEndsAt(day('2026-06-30'), VN)).toBe('2026-06-30T17:00:00Z');
  expect(dayEndsAt(day('2026-12-31'), 'UTC')).toBe('2027-01-01T00:00:00Z');
});

test('a moment is said with its clock and then its day', () => {
  expect(spokenMoment(at('2026-06-30T17:05:00Z'), VN)).toBe('00:05 ngày 01/07/2026');
  expect(formatDate(day('2026-06-03'))).toBe('03/06/2026');
});

test('a wall clock long after the clocks were turned is read as it stands', () => {
  // Turned at 01:00 UTC on 29 March: three hours later there is nothing to decide.
  expect(toInstant(day('2026-03-29'), '03:00', 'Europe/Berlin')).toBe('2026-03-29T01:00:00Z');
  expect(toInstant(day('2026-03-29'), '12:00', 'Europe/Berlin')).toBe('2026-03-29T10:00:00Z');
  expect(toInstant(day('2026-10-25'), '03:30', 'Europe/Berlin')).toBe('2026-10-25T02:30:00Z');
});

test.each([
  '2026-02-30',
  '2026-04-31',
  '2026-00-10',
  '2026-13-01',
  '2026-01-00',
  '2026-1-5',
  '12026-01-05',
  '2026-01-055',
  ' 2026-01-05',
  '0NaN-NaN-NaN',
  'nay',
  '',
])('the text "%s" names no day', (text) => {
  expect(() => localDateOf(text)).toThrow(RangeError);
});

test.each(['2024-02-29', '0001-01-01', '9999-12-31', '2026-04-30'])('the text "%s" names a day', (text) => {
  expect(localDateOf(text)).toBe(text);
});

test('every month has its days, and a month beside the year belongs to the year beside', () => {
  const lengths = (year: number) => Array.from({ length: 12 }, (_, index) => daysInMonth(year, index + 1));
  expect(lengths(2026)).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
  expect([2024, 2000, 1900, 2100].map((year) => daysInMonth(year, 2))).toEqual([29, 29, 28, 28]);
  expect([daysInMonth(2026, 0), daysInMonth(2025, 14), daysInMonth(2023, 14), daysInMonth(2026, -10)]).toEqual([
    31, 28, 29, 28,
  ]);
});

test('a day past the end of its month is the last of it, one before its first is the first', () => {
  expect(localDate(2026, 4, 31)).toBe('2026-04-30');
  expect(localDate(2026, 4, 30)).toBe('2026-04-30');
  expect(localDate(2026, 4, 0)).toBe('2026-04-01');
  expect(localDate(2026, 13, 5)).toBe('2027-01-05');
  expect(localDate(2026, 0, 31)).toBe('2025-12-31');
  expect(localDate(2026, 10, 9)).toBe('2026-10-09');
  expect(localDate(26, 9, 10)).toBe('0026-09-10');
});

test('days are numbered from 1970, through years before it and centuries without a leap day', () => {
  for (const [date, number] of [
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['1900-03-01', -25_508],
    ['2000-02-29', 11_016],
    ['2100-03-01', 47_541],
    ['0001-01-01', -719_162],
  ] as const) {
    expect(dayNumberOf(day(date))).toBe(number);
    expect(dateOfDayNumber(number)).toBe(date);
  }
  expect([-8, -4, -3, 0, 3, 4].map(weekdayOfDayNumber)).toEqual([3, 7, 1, 4, 7, 1]);
});
