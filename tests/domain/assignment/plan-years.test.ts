import { expect, test } from 'vitest';
import { planPeriod, yearOfTexts } from '#domain/assignment/plan-years.ts';
import { day } from '../../support/moments.ts';

test.each([
  [{ yearFrom: 2026, yearTo: 2026 }, 2026, '2026-01-01', '2026-12-31'],
  [{ yearFrom: 2021, yearTo: 2025 }, null, '2021-01-01', '2025-12-31'],
  [{ yearFrom: 2026, yearTo: null }, 2026, '2026-01-01', '2026-12-31'],
  [{ yearFrom: null, yearTo: 2026 }, 2026, '2026-01-01', '2026-12-31'],
  [{ yearFrom: null, yearTo: null }, 2024, '2024-01-01', '2024-12-31'],
])(
  'a plan of %o covers its years, and one without a year the year of publication',
  (years, planYear, firstDay, lastDay) => {
    expect(planPeriod(years, day('2024-03-05'))).toEqual({ planYear, firstDay, lastDay });
  },
);

test.each([
  [2026, 2026, 2026],
  [2026, null, 2026],
  [null, 2026, 2026],
  [2021, 2025, null],
  [null, null, null],
])('undated texts of a plan from %s to %s mean the year %s', (yearFrom, yearTo, year) => {
  expect(yearOfTexts({ yearFrom, yearTo })).toBe(year);
});
