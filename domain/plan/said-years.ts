// What an officer says of the years of a plan, on the command line, with an upload or on the plan's page: it counts before all evidence.
import type { ParsedPlan, YearEvidence } from '#contracts/plan.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { yearsOfDate } from './read-years.ts';
import { spokenSpan } from './spoken-years.ts';

export interface SaidYears {
  years?: { yearFrom: number; yearTo: number } | null | undefined;
  /** Null = it is not known; left out = as the plan has it. */
  issuedOn?: LocalDate | null | undefined;
}

export const YEARS_MAX = 20;
const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

/** "2026" or "2026-2030"; a sentence in Vietnamese when it is neither. */
export function readSaidYears(text: string): { yearFrom: number; yearTo: number } | string {
  const match = text.match(/^\s*(\d{4})\s*(?:[-–]\s*(\d{4}))?\s*$/);
  if (match === null) return `«${text}» không phải năm. Viết một năm, ví dụ 2026, hoặc giai đoạn, ví dụ 2026-2030.`;
  const years = { yearFrom: Number(match[1]), yearTo: Number(match[2] ?? match[1]) };
  return whyImpossible(years) ?? years;
}

/** Null when a plan can be of these years. */
export function whyImpossible({ yearFrom, yearTo }: { yearFrom: number; yearTo: number }): string | null {
  if (yearFrom < FIRST_YEAR || yearTo > LAST_YEAR)
    return `Năm của kế hoạch phải từ ${FIRST_YEAR} đến ${LAST_YEAR}, nhận được ${yearFrom}–${yearTo}. Ghi lại năm.`;
  if (yearTo < yearFrom)
    return `Năm cuối ${yearTo} đứng trước năm đầu ${yearFrom}. Ghi năm đầu trước, ví dụ 2026-2030.`;
  if (yearTo - yearFrom >= YEARS_MAX)
    return `Giai đoạn ${yearFrom}–${yearTo} dài ${yearTo - yearFrom + 1} năm, nhiều nhất là ${YEARS_MAX} năm. Ghi lại giai đoạn.`;
  return null;
}

type Years = Pick<ParsedPlan['plan'], 'yearFrom' | 'yearTo' | 'issuedOn' | 'yearEvidence'>;

/** The years as a person says them; of a date alone they follow anew, with what the file says. */
export function saidYears(plan: Years, { years, issuedOn }: SaidYears): Years {
  if (!years) return issuedOn ? { ...plan, ...yearsOfDate(plan, issuedOn) } : plan;
  const said: YearEvidence = {
    source: 'person',
    says: 'years',
    words: `do người xem kế hoạch ghi (${spokenSpan(years)})`,
    ...years,
  };
  const kept = (plan.yearEvidence ?? []).filter(({ source }) => source !== 'person');
  return {
    ...years,
    issuedOn: issuedOn === undefined ? (plan.issuedOn ?? null) : issuedOn,
    yearEvidence: [said, ...kept].slice(0, EVIDENCE_MAX),
  };
}

const EVIDENCE_MAX = 40;
