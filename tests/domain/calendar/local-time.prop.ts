// Moments are worked out once and remembered: whatever was asked before, the answer is Luxon's.
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { instantOf } from '#domain/calendar/instant.ts';
import { toClock, toInstant, toLocalDate } from '#domain/calendar/local-time.ts';

// Half hours, quarters, summer times of both halves of the year, a day that was left out (Apia) and an offset of seconds (1900 in Vietnam).
const zone = fc.constantFrom(
  'Asia/Ho_Chi_Minh',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Africa/Casablanca',
);
const FIRST_MS = Date.parse('1900-01-01T00:00:00Z');
const LAST_MS = Date.parse('2060-01-01T00:00:00Z');
const anyMoment = fc.integer({ min: FIRST_MS, max: LAST_MS });
// Moments that come again and again, in several zones.
const few = fc.integer({ min: 0, max: 30 }).map((hours) => Date.parse('2026-03-28T20:15:00Z') + hours * 3_600_000);
const asking = (moment: fc.Arbitrary<number>) =>
  fc.array(fc.tuple(zone, fc.oneof(moment, few)), { minLength: 1, maxLength: 60 });
const questions = asking(anyMoment);
// In Berlin of 1947 clocks were moved by two hours and back within weeks: there Luxon takes a wall clock for another. No plan is of that time.
const questionsOfOurTime = asking(fc.integer({ min: Date.parse('1970-01-01T00:00:00Z'), max: LAST_MS }));

test('the day and the clock of a moment are those of its zone, however often and in whatever order they are asked', () => {
  fc.assert(
    fc.property(questions, (asked) => {
      for (const [inZone, ms] of asked) {
        const there = DateTime.fromMillis(ms, { zone: inZone });
        expect([toLocalDate(instantOf(ms), inZone), toClock(instantOf(ms), inZone)]).toEqual([
          there.toFormat('yyyy-MM-dd'),
          there.toFormat('HH:mm'),
        ]);
      }
    }),
  );
});

test('a wall clock that a zone has once leads to its moment and back', () => {
  fc.assert(
    fc.property(questionsOfOurTime, (asked) => {
      for (const [inZone, ms] of asked) {
        const there = DateTime.fromMillis(Math.floor(ms / 60_000) * 60_000, { zone: inZone }).startOf('minute');
        if (there.getPossibleOffsets().length > 1) continue;
        const instant = toInstant(toLocalDate(instantOf(there.toMillis()), inZone), there.toFormat('HH:mm'), inZone);
        expect(instant).toBe(instantOf(there.toMillis()));
      }
    }),
  );
});
