// The sample plan moved to another year: each year in its text with it.
import type { ParsedPlan } from '#contracts/plan.ts';

/** The same plan with every year in its texts moved by the same number of years; numbers of decrees (62/2020/NĐ-CP) stay. */
export function rollPlan(plan: ParsedPlan, toYear: number): ParsedPlan {
  const years = toYear - (plan.plan.yearFrom ?? toYear);
  const moved = JSON.stringify(plan).replace(/(?<!\d)20\d\d(?!\d|\/[A-ZĐ])/g, (year) => String(Number(year) + years));
  return JSON.parse(moved) as ParsedPlan;
}

// Before the first quarter's overdue work reaches the chairman's office the sample is still last year's plan,
// so that whoever starts it on any day of the year finds something at every height of the ladder.
const YEAR_BEGINS_AFTER_DAYS = 115;

/** The year whose plan has something overdue on a day. */
export function sampleYear(today: string): number {
  return new Date(Date.parse(`${today}T00:00:00Z`) - YEAR_BEGINS_AFTER_DAYS * 86_400_000).getUTCFullYear();
}
