import { expect, test } from 'vitest';
import { planPeriod, yearsOfTexts } from '#domain/assignment/plan-years.ts';
import { day } from '../../support/moments.ts';

test.each([
  [{ yearFrom: 2026, yearTo: 2026 }, true, '2026-01-01', '2026-12-31'],
  [{ yearFrom: 2021, yearTo: 2025 }, true, '2021-01-01', '2025-12-31'],
  [{ yearFrom: 2026, yearTo: null }, true, '2026-01-01', '2026-12-31'],
  [{ yearFrom: null, yearTo: 2026 }, true, '2026-01-01', '2026-12-31'],
  [{ yearFrom: 2026, yearTo: 2026, issuedOn: day('2025-12-28') }, true, '2025-12-28', '2026-12-31'],
  [{ yearFrom: 2026, yearTo: 2026, issuedOn: day('2026-03-28') }, true, '2026-01-01', '2026-12-31'],
  [{ yearFrom: null, yearTo: null }, false, '2024-01-01', '2024-12-31'],
])('a plan of %o (known: %s) begins on %s and ends on %s', (years, isKnown, firstDay, lastDay) => {
  expect(planPeriod(years, day('2024-03-05'))).toEqual({ isKnown, firstDay, lastDay });
});

test.each([
  [2026, 2026, [2026, 2026]],
  [2026, null, [2026, 2026]],
  [null, 2026, [2026, 2026]],
  [2021, 2025, [2021, 2025]],
  [null, null, null],
])('texts of a plan from %s to %s are read in %j', (yearFrom, yearTo, span) => {
  expect(yearsOfTexts({ yearFrom, yearTo }).span).toEqual(span);
});
