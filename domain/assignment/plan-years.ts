// The days that a plan covers, and what its texts are read by.
import type { ParsedPlan } from '#contracts/plan.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { localDate } from '#domain/calendar/local-date.ts';

export type PlanYears = Pick<ParsedPlan['plan'], 'yearFrom' | 'yearTo' | 'issuedOn' | 'yearEvidence'>;

/** What the time texts of a plan are read by. */
export interface TextYears {
  /** First and last year; null = nobody knows them yet, and nothing is dated. */
  span: readonly [number, number] | null;
  issuedOn: LocalDate | null;
  /** Only the document's date speaks for the year: a text whose date would have passed before it may mean the next. */
  byDateAlone: boolean;
  /** The span is one school year, from August to July. */
  isSchoolYear: boolean;
}

export function yearsOfTexts(plan: PlanYears): TextYears {
  const counted = (plan.yearEvidence ?? []).filter(({ says }) => says !== 'nothing');
  return {
    span: spanOf(plan),
    issuedOn: plan.issuedOn ?? null,
    byDateAlone: counted.length > 0 && counted.every(({ source }) => source === 'date'),
    isSchoolYear: counted.some(({ words }) => /năm học/iu.test(words)),
  };
}

function spanOf({ yearFrom, yearTo }: PlanYears): readonly [number, number] | null {
  const first = yearFrom ?? yearTo;
  return first === null ? null : [first, yearTo ?? first];
}

export interface PlanPeriod {
  /** False = a person must say of which years the plan is before anything is dated. */
  isKnown: boolean;
  /** A plan that is made ahead of its years begins when it is made. */
  firstDay: LocalDate;
  lastDay: LocalDate;
}

/** The period of a plan; while its years are not known it is the year of `date`, and nothing is dated by it. */
export function planPeriod(plan: PlanYears, date: LocalDate): PlanPeriod {
  const [from, to] = spanOf(plan) ?? [Number(date.slice(0, 4)), Number(date.slice(0, 4))];
  const firstDay = localDate(from, 1, 1);
  const { issuedOn } = plan;
  return {
    isKnown: spanOf(plan) !== null,
    firstDay: issuedOn && issuedOn < firstDay ? issuedOn : firstDay,
    lastDay: localDate(to, 12, 31),
  };
}
