// The years of a plan in words: what they follow from, and what is asked when nobody can tell.
import type { ParsedPlan, PlanIssue } from '#contracts/plan.ts';

type Years = Pick<ParsedPlan['plan'], 'yearFrom' | 'yearTo' | 'yearEvidence'>;

/** "năm 2026", "các năm 2026–2030", or null when the years are not known. */
export function spokenSpan({ yearFrom, yearTo }: Pick<Years, 'yearFrom' | 'yearTo'>): string | null {
  const first = yearFrom ?? yearTo;
  if (first === null) return null;
  return first === (yearTo ?? first) ? `năm ${first}` : `các năm ${first}–${yearTo}`;
}

/** One line: the years and everything that speaks for or against them. */
export function spokenYears(plan: Years): string {
  const span = spokenSpan(plan);
  const evidence = plan.yearEvidence ?? [];
  const counted = evidence
    .filter(({ says, source }) => says !== 'nothing' && source !== 'person')
    .map(({ words }) => words);
  const said = evidence.find(({ source }) => source === 'person');
  const passed = evidence.filter(({ says }) => says === 'nothing').map(({ words }) => words);
  const aside = passed.length > 0 ? ` Không tính: ${passed.join('; ')}.` : '';
  if (span === null) {
    const why =
      counted.length > 0 ? `các căn cứ chưa khớp nhau: ${counted.join('; ')}` : 'không có căn cứ nào nói rõ năm';
    return `Chưa rõ kế hoạch của năm nào: ${why}.${aside}`;
  }
  if (said !== undefined) {
    const inFile = counted.length > 0 ? `. Trong tệp: ${counted.join('; ')}` : '';
    return `Kế hoạch ${span}, ${said.words}${inFile}.${aside}`;
  }
  const ground = counted.length > 0 ? `, theo ${counted.join('; ')}` : '';
  return `Kế hoạch ${span}${ground}.${aside}`;
}

/** What is asked of a person before anything is dated; none when the years are known. */
export function yearsIssues(plan: Years): PlanIssue[] {
  if (spokenSpan(plan) !== null) return [];
  return [
    {
      place: null,
      column: null,
      code: 'plan-years-unsure',
      message: `${spokenYears(plan)} Chưa việc nào được tính ngày.`,
      suggestion:
        'Ghi năm hoặc giai đoạn của kế hoạch: trên trang kế hoạch, mục «Năm của kế hoạch»; ở dòng lệnh, --year 2026 hoặc --year 2026-2030.',
    },
  ];
}
