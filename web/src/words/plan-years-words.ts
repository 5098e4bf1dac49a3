import type { PlanSummary } from '../api/types.ts';

/** "năm 2026", "năm 2026–2030", "chưa rõ năm". */
export function planYearsWords({ yearFrom, yearTo }: Pick<PlanSummary, 'yearFrom' | 'yearTo'>): string {
  if (yearFrom === null) return 'chưa rõ năm';
  return yearTo === null || yearFrom === yearTo ? `năm ${yearFrom}` : `năm ${yearFrom}–${yearTo}`;
}
