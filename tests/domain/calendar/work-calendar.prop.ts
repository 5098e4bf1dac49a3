import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CalendarEdition } from '#contracts/calendar.ts';
import { dateOfDayNumber, dayNumberOf, fromDayNumber, localDateOf, toDayNumber } from '#domain/calendar/local-date.ts';
import { createWorkCalendar } from '#domain/calendar/work-calendar.ts';

const calendar = createWorkCalendar(
  CalendarEdition.parse(
    JSON.parse(readFileSync(new URL('../../../data/calendars/vn-civil-servants.json', import.meta.url), 'utf8')),
  ),
);
const anyDate = fc
  .integer({ min: dayNumberOf(localDateOf('2019-01-01')), max: dayNumberOf(localDateOf('2030-12-31')) })
  .map(dateOfDayNumber);

describe('counting working days', () => {
  it('comes home when n days are added and taken away again from a working day', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -300, max: 300 }), (date, n) => {
        const start = calendar.nextWorkingDayOnOrAfter(date);
        expect(calendar.addWorkingDays(calendar.addWorkingDays(start, n), -n)).toBe(start);
      }),
      { numRuns: 300 },
    );
  });

  it('always lands on a working day, on the right side', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 60 }), (date, n) => {
        const [after, before] = [calendar.addWorkingDays(date, n), calendar.addWorkingDays(date, -n)];
        expect(calendar.isWorkingDay(after) && calendar.isWorkingDay(before)).toBe(true);
        expect(before < date && date < after).toBe(true);
        expect(calendar.lastWorkingDayOnOrBefore(date) <= date && date <= calendar.nextWorkingDayOnOrAfter(date)).toBe(
          true,
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('calendar arithmetic', () => {
  it('agrees with the platform on every day of five centuries', () => {
    for (let day = toDayNumber(1800, 1, 1); day < toDayNumber(2300, 1, 1); day++) {
      const { year, month, day: dayOfMonth } = fromDayNumber(day);
      const platform = new Date(day * 86_400_000);
      if (
        platform.getUTCFullYear() !== year ||
        platform.getUTCMonth() + 1 !== month ||
        platform.getUTCDate() !== dayOfMonth
      )
        throw new Error(`${year}-${month}-${dayOfMonth} is not ${platform.toISOString()}`);
    }
  });
});
