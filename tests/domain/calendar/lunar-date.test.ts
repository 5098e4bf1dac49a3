// The lunar calendar against another astronomy, month by month over three centuries: each difference must be one that is known.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { localDateOf } from '#domain/calendar/local-date.ts';
import { lunarToLocalDate } from '#domain/calendar/lunar-date.ts';

const recorded = new URL('../../fixtures/lunar-months-date-chinese.json', import.meta.url);
const OUTSIDE = JSON.parse(readFileSync(recorded, 'utf8')) as Record<string, string[]>;

// Of two months in which the sun enters no new sector the library takes the first for the leap month, also in a year of twelve months, where
// none is one. The printed calendars have the leap month of 2033 after the eleventh, as we do.
const WRONG_LEAP_MONTH = [
  '2033/9',
  '2033/10',
  '2033/11',
  '2128/10',
  '2128/11',
  '2147/9',
  '2147/10',
  '2185/9',
  '2185/10',
  '2185/11',
];
// The new moon falls within minutes of midnight: two astronomies put it on two days.
const AT_MIDNIGHT = ['1944/5', '1967/6', '2072/11', '2077/10', '2130/4', '2150/5', '2159/4', '2175/1', '2199/1'];

const months = Object.entries(OUTSIDE).flatMap(([year, starts]) =>
  starts.map((start, index) => ({ name: `${year}/${index + 1}`, year: Number(year), month: index + 1, start })),
);

test('lunar months begin on the days that another astronomy gives, but for those that are known', () => {
  const different = months.filter(({ year, month, start }) => lunarToLocalDate(year, month, 1) !== start);
  expect(different.map(({ name }) => name).sort()).toEqual([...WRONG_LEAP_MONTH, ...AT_MIDNIGHT].sort());
});

test('a month begins on the day after the last of the one before, be it the 29th or the 30th', () => {
  for (const { year, month } of months.filter((one) => one.year >= 2020 && one.year < 2040)) {
    const [first, last] = [lunarToLocalDate(year, month, 1), lunarToLocalDate(year, month, 30)];
    const length = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
    expect([29, 30]).toContain(length);
    expect(lunarToLocalDate(year, month, 29) === last).toBe(length === 29);
  }
});

test.each([
  ['Tết Ất Tỵ', 2025, 1, 1, '2025-01-29'],
  ['Tết Bính Ngọ', 2026, 1, 1, '2026-02-17'],
  ['giao thừa Bính Ngọ, a month of 29 days', 2025, 12, 30, '2026-02-16'],
  ['Giỗ Tổ', 2026, 3, 10, '2026-04-26'],
  ['Trung thu', 2026, 8, 15, '2026-09-25'],
  ['Tết of 1985, a month before the Chinese one', 1985, 1, 1, '1985-01-21'],
  ['Tết of 2007, a day before the Chinese one', 2007, 1, 1, '2007-02-17'],
  ['the month after the leap eleventh of 2033', 2033, 12, 1, '2034-01-20'],
])('%s falls on the printed day', (_, year, month, day, date) => {
  expect(lunarToLocalDate(year, month, day)).toBe(localDateOf(date));
});
