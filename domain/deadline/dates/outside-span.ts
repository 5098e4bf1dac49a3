// Dates that lie far outside the plan's years: a slip of the pen, or history; never sure.
import type { DeadlineDates, DeadlineRule, SimplePlace, TimePlace, TimeRule } from '#contracts/deadline.ts';
import type { LocalDate } from '#contracts/primitives.ts';

/** The first and last year of the plan. */
export type PlanSpan = readonly [number, number];

// A plan of one year may name work of a five-year programme, and no more.
const YEARS_AHEAD = 5;

/** A doubt for each end of work whose year, as said, is before the plan or more than five years behind it; a plan is made in the last quarter before it, so that may name months. */
export function outsideSpan(
  rule: DeadlineRule,
  deadlines: readonly DeadlineDates[],
  span: PlanSpan | null,
  issuedOn: LocalDate | null,
): string[] {
  if (span === null) return [];
  const doubts = new Set<string>();
  for (const place of rule.parts.flatMap((part) => part.times.flatMap(endsOf))) {
    const year = yearSaid(place);
    if (year === null) continue;
    if (year < span[0] && !isWhenPlanIsMade(place, span[0]) && !isSinceIssue(year, deadlines, issuedOn))
      doubts.add(`năm ${year} ở trước ${planWords(span)}, có thể ghi nhầm năm`);
    else if (year > span[1] + YEARS_AHEAD) doubts.add(`năm ${year} cách xa ${planWords(span)}, có thể ghi nhầm năm`);
  }
  return [...doubts];
}

function planWords([from, to]: PlanSpan): string {
  return from === to ? `năm kế hoạch ${from}` : `giai đoạn kế hoạch ${from}-${to}`;
}

function endsOf(time: TimeRule): TimePlace[] {
  if (time.type === 'once') return time.windows.map((one) => one.until);
  if (time.type !== 'repeat') return [];
  const { during, windows } = time;
  return [...windows.map((one) => one.until), during?.from, during?.until].filter((one) => one != null);
}

function yearSaid(place: TimePlace): number | null {
  const simple: SimplePlace = place.at === 'offset' ? place.base : place;
  return 'year' in simple && typeof simple.year === 'number' ? simple.year : null;
}

/** Between the day of issue and the plan's first year there is work too. */
function isSinceIssue(year: number, deadlines: readonly DeadlineDates[], issuedOn: LocalDate | null): boolean {
  if (issuedOn === null || Number(issuedOn.slice(0, 4)) > year) return false;
  return deadlines.every(({ due }) => due.every((day) => Number(day.slice(0, 4)) !== year || day >= issuedOn));
}

/** "Quý IV/2025", "tháng 11/2025" in a plan of 2026: the work that precedes it; a day of that time is more likely last year's by mistake. */
function isWhenPlanIsMade(place: TimePlace, firstYear: number): boolean {
  if (yearSaid(place) !== firstYear - 1) return false;
  if (place.at === 'quarter') return place.quarter === 4;
  return place.at === 'month' && typeof place.month === 'number' && place.month >= 10;
}
