import { describe, expect, test } from 'vitest';
import { nextRegularSlot, weeklySlot } from '#domain/calendar/slots.ts';
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
