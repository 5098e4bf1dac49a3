import { describe, expect, test } from 'vitest';
import { isOfficeTime, nextRegularSlot, publicationSlot, weeklySlot } from '#domain/calendar/slots.ts';
import { createWorkCalendar } from '#domain/calendar/work-calendar.ts';
import { DEFAULT_POLICY, OFFICIAL_CALENDAR } from '../../support/builders.ts';
import { at, slot } from '../../support/moments.ts';

const next = (after: string) => nextRegularSlot(at(after), DEFAULT_POLICY, OFFICIAL_CALENDAR);

describe('given the regular slot of Monday 30 November 2026, 08:00 in Việt Nam', () => {
  test.each([
    ['a second before', '2026-11-30T00:59:59Z', '2026-11-30T01:00:00Z'],
    ['a millisecond before', '2026-11-30T00:59:59.999Z', '2026-11-30T01:00:00Z'],
    ['on the slot', '2026-11-30T01:00:00Z', '2026-12-01T01:00:00Z'],
    ['a millisecond after', '2026-11-30T01:00:00.001Z', '2026-12-01T01:00:00Z'],
    ['half a second after', '2026-11-30T01:00:00.500Z', '2026-12-01T01:00:00Z'],
  ])('when something happens %s, then its next slot is strictly after it', (_, after, expected) => {
    expect(next(after)).toBe(expected);
  });

  test('when there are no hours to keep, then the next slot is ten seconds away and on a whole second', () => {
    const anyHour = { ...DEFAULT_POLICY, anyHour: true };
    expect(nextRegularSlot(at('2026-11-30T01:00:00.500Z'), anyHour, OFFICIAL_CALENDAR)).toBe('2026-11-30T01:00:11Z');
  });

  test('when a step speaks on it, then its summary is that of this Monday; a second later that of the next', () => {
    const weekly = (text: string) => weeklySlot(slot(text), DEFAULT_POLICY, OFFICIAL_CALENDAR);
    expect(weekly('2026-11-30T01:00:00Z')).toBe('2026-11-30T01:00:00Z');
    expect(weekly('2026-11-30T01:00:01Z')).toBe('2026-12-07T01:00:00Z');
  });
});

describe('given what is published', () => {
  const policy = DEFAULT_POLICY;
  const told = (publishedAt: string, assignments: number, anyHour = false) =>
    publicationSlot({
      publishedAt: at(publishedAt),
      assignments,
      policy: { ...policy, anyHour },
      calendar: OFFICIAL_CALENDAR,
    });

  test('when it is one assignment, then its notice has fifteen seconds and the rest of the minute', () => {
    expect(told('2026-11-30T02:00:44.974Z', 1)).toBe('2026-11-30T02:01:00Z');
    expect(told('2026-11-30T02:00:44.975Z', 1)).toBe('2026-11-30T02:01:00Z');
    expect(told('2026-11-30T02:00:44.976Z', 1)).toBe('2026-11-30T02:02:00Z');
  });

  test('when there are thousands, then each has its part of a second', () => {
    expect(told('2026-11-30T02:00:00Z', 4_200)).toBe('2026-11-30T02:02:00Z');
    expect(told('2026-11-30T02:00:00Z', 4_201)).toBe('2026-11-30T02:03:00Z');
  });

  test('when there are no hours to keep, then it is told as soon as it is ready, at night too', () => {
    expect(told('2026-11-29T20:00:00Z', 1, true)).toBe('2026-11-29T20:00:16Z');
    expect(told('2026-11-29T20:00:00Z', 40, true)).toBe('2026-11-29T20:00:16Z');
    expect(told('2026-11-29T20:00:00Z', 41, true)).toBe('2026-11-29T20:00:17Z');
  });
});

describe('given the office hours from 07:30 to 17:00', () => {
  test.each([
    ['2026-11-30T00:29:59Z', false],
    ['2026-11-30T00:30:00Z', true],
    ['2026-11-30T09:59:59Z', true],
    ['2026-11-30T10:00:00Z', false],
    ['2026-11-29T03:00:00Z', false],
  ])('when it is %s, then something may leave: %s', (moment, may) => {
    expect(isOfficeTime(at(moment), DEFAULT_POLICY, OFFICIAL_CALENDAR)).toBe(may);
  });
});

describe('given a week', () => {
  const weekly = (text: string) => weeklySlot(slot(text), DEFAULT_POLICY, OFFICIAL_CALENDAR);

  test('when a step speaks later in it, then its summary is that of the next week', () => {
    for (const day of ['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'])
      expect(weekly(`${day}T01:00:00Z`)).toBe('2026-12-07T01:00:00Z');
  });

  test('when its first days are off, then its summary is that of its first working day', () => {
    // Tết 2026: 16 to 20 February are off.
    expect(weekly('2026-02-13T01:00:00Z')).toBe('2026-02-23T01:00:00Z');
    // 31 August to 2 September 2026 are off.
    expect(weekly('2026-08-28T01:00:00Z')).toBe('2026-09-03T01:00:00Z');
    expect(weekly('2026-09-03T01:00:00Z')).toBe('2026-09-03T01:00:00Z');
    // A worked Saturday belongs to its week.
    expect(weekly('2026-08-22T01:00:00Z')).toBe('2026-08-24T01:00:00Z');
  });

  test('when its Sunday is worked, then that day still belongs to it and not to the next', () => {
    const withSundays = createWorkCalendar({ zone: 'Asia/Ho_Chi_Minh', weeklyDaysOff: [6], years: [] });
    expect(weeklySlot(slot('2026-12-06T01:00:00Z'), DEFAULT_POLICY, withSundays)).toBe('2026-12-07T01:00:00Z');
  });
});
