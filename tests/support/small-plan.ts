// Plans of a few rows, for tests that want to know every assignment by name.
import type { ParsedPlan } from '#contracts/plan.ts';

/** A plan of one year; each row is led by the agency of the sample roster that it names. */
export function smallPlan(year: number, rows: { title: string; lead: string; deadline: string }[]): ParsedPlan {
  return {
    plan: { title: `Kế hoạch thử năm ${year}`, issuer: 'UBND huyện Tứ Kỳ', yearFrom: year, yearTo: year },
    fields: [{ code: 'I', title: 'CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH' }],
    rows: rows.map(({ title, lead, deadline }, index) => ({
      stt: String(index + 1),
      field: 'I',
      objective: null,
      task: null,
      activity: { code: `1.${index + 1}`, no: index + 1, title },
      products: ['Báo cáo'],
      leads: [lead],
      coordinators: [],
      deadlineText: deadline,
      funding: null,
      place: { table: 1, row: index + 2 },
    })),
    issues: [],
  };
}
