import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Instant, Slot } from '#contracts/primitives.ts';
import {
  addMinutes,
  addMs,
  compareInstants,
  epochMsOf,
  instantOf,
  isAfter,
  isBefore,
  isSameInstant,
} from '#domain/calendar/instant.ts';
import { slotNotBefore, slotOf } from '#domain/calendar/slot.ts';

const EIGHT = instantOf('2026-11-30T01:00:00Z');
const HALF_A_SECOND_LATER = instantOf('2026-11-30T01:00:00.500Z');

describe('given one moment written in several ways', () => {
  test.each([
    '2026-11-30T01:00:00.000Z',
    '2026-11-30T01:00Z',
    '2026-11-30T08:00:00+07:00',
    '2026-11-29T20:00:00.0009-05:00',
    Date.parse('2026-11-30T01:00:00Z'),
    new Date('2026-11-30T01:00:00Z'),
  ])('when %s is taken in, then it has the one text of that moment', (written) => {
    expect(instantOf(written)).toBe('2026-11-30T01:00:00Z');
  });

  test('then the schema of the contracts gives the same text as the constructor', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), (moment) => {
        expect(Instant.parse(moment.toISOString())).toBe(instantOf(moment));
      }),
    );
    expect(Instant.parse('2026-11-30T01:00:00.000Z')).toBe(EIGHT);
  });
});

describe('given two moments of which one has a fraction of a second', () => {
  test('then the later one is after, although its text sorts before', () => {
    expect(HALF_A_SECOND_LATER < EIGHT).toBe(true);
    expect(isAfter(HALF_A_SECOND_LATER, EIGHT)).toBe(true);
    expect(isBefore(HALF_A_SECOND_LATER, EIGHT)).toBe(false);
    expect([HALF_A_SECOND_LATER, EIGHT].sort(compareInstants)).toEqual([EIGHT, HALF_A_SECOND_LATER]);
  });

  test('then neither is before or after itself', () => {
    expect([isBefore(EIGHT, EIGHT), isAfter(EIGHT, EIGHT), isSameInstant(EIGHT, EIGHT)]).toEqual([false, false, true]);
    expect(isSameInstant(EIGHT, HALF_A_SECOND_LATER)).toBe(false);
  });

  test('then moving by the difference leads from one to the other', () => {
    expect(addMs(EIGHT, epochMsOf(HALF_A_SECOND_LATER) - epochMsOf(EIGHT))).toBe(HALF_A_SECOND_LATER);
    expect(addMinutes(EIGHT, -90)).toBe('2026-11-29T23:30:00Z');
    expect(addMs(EIGHT, 0.9)).toBe(EIGHT);
    expect(addMinutes(EIGHT, 0.1)).toBe('2026-11-30T01:00:06Z');
  });
});

test.each([
  '',
  '2026-11-30',
  '2026-02-30T01:00:00Z',
  '2026-11-30T25:00:00Z',
  '30/11/2026 08:00',
  '2026-11-30T01:00:00',
  '2026-11-30 01:00:00Z',
  '2026-11-30T01:00:00.Z',
  '2026-11-30T01:0:00Z',
  '2026-11-30T01:00:00+0700',
  ' 2026-11-30T01:00:00Z',
  '2026-11-30T01:00:00Z ',
  '12026-11-30T01:00:00Z',
  new Date(Number.NaN),
  'tomorrow',
  Number.NaN,
])('given %s, which names no moment, then it is an error and not a wrong moment', (text) => {
  expect(() => instantOf(text)).toThrow(RangeError);
  expect(() => instantOf(text)).toThrow(/^not a (moment|day): /);
});

describe('given an instant that is to be a slot', () => {
  test('when it lies on a whole second, then it is the slot', () => {
    expect(slotOf(EIGHT)).toBe('2026-11-30T01:00:00Z');
  });

  test('when it lies within a second, then it is no slot', () => {
    expect(() => slotOf(HALF_A_SECOND_LATER)).toThrow(RangeError);
    expect(Slot.safeParse(HALF_A_SECOND_LATER).success).toBe(false);
  });

  test('when the first slot not before it is wanted, then it is the next whole second, or itself', () => {
    expect(slotNotBefore(epochMsOf(HALF_A_SECOND_LATER))).toBe('2026-11-30T01:00:01Z');
    expect(slotNotBefore(epochMsOf(EIGHT))).toBe(EIGHT);
  });
});
