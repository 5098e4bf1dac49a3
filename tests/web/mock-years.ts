// The years of a plan as the mock server keeps them.
import type { PlanSummary } from '#contracts/routes.ts';

interface Said {
  yearFrom: number;
  yearTo: number;
  issuedOn?: PlanSummary['issuedOn'];
}

/** As the real server answers: what a person says stands before what is in the file. */
export function setYears(plan: PlanSummary, { yearFrom, yearTo, issuedOn = plan.issuedOn }: Said) {
  const words = `do người xem kế hoạch ghi (${yearFrom === yearTo ? `năm ${yearFrom}` : `các năm ${yearFrom}–${yearTo}`})`;
  const said = { source: 'person', says: 'years', words, yearFrom, yearTo } as const;
  const kept = (plan.yearEvidence ?? []).filter(({ source }) => source !== 'person');
  Object.assign(plan, { yearFrom, yearTo, issuedOn, yearEvidence: [said, ...kept], yearsWhy: words });
  return { plan, reopened: 0 };
}
