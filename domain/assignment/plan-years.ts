// The days that a plan covers.
import type { ParsedPlan } from '#contracts/plan.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { localDate } from '#domain/calendar/local-date.ts';

type PlanYears = Pick<ParsedPlan['plan'], 'yearFrom' | 'yearTo'>;

export interface PlanPeriod {
  /** The year that undated texts mean; null when the plan covers several and each text names its own. */
  planYear: number | null;
  firstDay: LocalDate;
  lastDay: LocalDate;
}

/** The year that undated texts of a plan mean; null when it covers several, or names none. */
export function yearOfTexts({ yearFrom, yearTo }: PlanYears): number | null {
  const first = yearFrom ?? yearTo;
  return first === (yearTo ?? first) ? first : null;
}

/** The period of a plan; a plan that names no year is taken for the year of `asOfDate`. */
export function planPeriod(plan: PlanYears, asOfDate: LocalDate): PlanPeriod {
  const yearFrom = plan.yearFrom ?? plan.yearTo ?? Number(asOfDate.slice(0, 4));
  const yearTo = plan.yearTo ?? yearFrom;
  return {
    planYear: yearOfTexts({ yearFrom, yearTo }),
    firstDay: localDate(yearFrom, 1, 1),
    lastDay: localDate(yearTo, 12, 31),
  };
}
