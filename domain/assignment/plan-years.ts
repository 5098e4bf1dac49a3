// The days that a plan covers.
import type { ParsedPlan } from '#contracts/plan.ts';
import type { LocalDate } from '#contracts/primitives.ts';

export interface PlanPeriod {
  /** The year that undated texts mean; null when the plan covers several and each text names its own. */
  planYear: number | null;
  firstDay: LocalDate;
  lastDay: LocalDate;
}

/** The period of a plan; a plan that names no year is taken for the year of `asOfDate`. */
export function planPeriod(plan: Pick<ParsedPlan['plan'], 'yearFrom' | 'yearTo'>, asOfDate: LocalDate): PlanPeriod {
  const yearFrom = plan.yearFrom ?? plan.yearTo ?? Number(asOfDate.slice(0, 4));
  const yearTo = plan.yearTo ?? yearFrom;
  return {
    planYear: yearFrom === yearTo ? yearFrom : null,
    firstDay: `${yearFrom}-01-01`,
    lastDay: `${yearTo}-12-31`,
  };
}
