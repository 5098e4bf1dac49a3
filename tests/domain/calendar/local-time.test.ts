import { expect, test } from 'vitest';
import { addDays, daysBetween, weekdayOf } from '#domain/calendar/local-date.ts';
import { toClock, toInstant, toLocalDate } from '#domain/calendar/local-time.ts';
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

test('an hour that a zone leaves out or has twice is one moment, in summer and in winter alike', () => {
  expect(toInstant(day('2026-03-29'), '02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00Z');
  expect(toInstant(day('2026-10-25'), '02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00Z');
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
  expect(() => toInstant(day('2026-13-05'), '08:00', VN)).toThrow(RangeError);
});
