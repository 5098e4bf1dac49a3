// A cell that shows a day without its year, and holds another year than the plan's: nobody who read the sheet has seen that year.
import type { ParsedPlan, PlanRow } from '#contracts/plan.ts';
import type { SourceTable } from './source-document.ts';
import { spokenSpan } from './spoken-years.ts';

/** The row with a doubt for each such cell that its time text comes from. */
export function doubtHiddenYears(row: PlanRow, table: SourceTable, gridRow: number, plan: ParsedPlan['plan']): PlanRow {
  const { hiddenYears } = table;
  if (!hiddenYears?.size || row.deadlineText === null) return row;
  const doubts = (table.grid[gridRow] ?? []).flatMap((cell) => {
    const year = hiddenYears.get(`${cell.originRow}:${cell.originColumn}`);
    if (year === undefined || cell.text === '' || !row.deadlineText?.includes(cell.text)) return [];
    const isOfPlan = plan.yearFrom !== null && year >= plan.yearFrom && year <= (plan.yearTo ?? plan.yearFrom);
    if (isOfPlan) return [];
    return [
      `ô Excel không hiện năm nhưng chứa năm ${year}, ${spokenSpan(plan) === null ? 'kế hoạch chưa rõ năm' : `kế hoạch là ${spokenSpan(plan)}`}`,
    ];
  });
  return doubts.length === 0 ? row : { ...row, doubts: [...(row.doubts ?? []), ...new Set(doubts)] };
}
