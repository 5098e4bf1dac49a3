// The same row twice in a plan: pasted once too often, or really two works. A person says which.
import type { PlanHeading, PlanIssue, PlanRow } from '#contracts/plan.ts';
import { foldText } from './fold-text.ts';

/** The rows, each repeat of an earlier one with a doubt, and an issue for each. */
export function doubtRepeats(
  rows: readonly PlanRow[],
  fields: readonly PlanHeading[],
): { rows: PlanRow[]; issues: PlanIssue[] } {
  const titles = new Map(fields.map(({ code, title }) => [code, foldText(title)]));
  const seen = new Map<string, PlanRow>();
  const issues: PlanIssue[] = [];
  const doubted = rows.map((row) => {
    const key = sayingOf(row, titles.get(row.field ?? '') ?? '');
    const first = seen.get(key);
    if (!first) seen.set(key, row);
    if (!first || !row.activity.title || row.leads.length === 0) return row;
    const where = `dòng ${first.place.row}${first.place.table === row.place.table ? '' : ` của bảng ${first.place.table}`}`;
    issues.push({
      place: row.place,
      column: null,
      code: 'row-twice',
      message: `Dòng này giống hệt ${where}: cùng nội dung, cơ quan và thời gian.`,
      suggestion:
        'Nếu là một việc thì xóa bớt một dòng; nếu là hai việc thì ghi rõ chỗ khác nhau, hoặc xác nhận thời hạn của dòng này.',
    });
    return {
      ...row,
      doubts: [...(row.doubts ?? []), `dòng này giống hệt ${where}: chưa rõ là hai việc hay ghi trùng`],
    };
  });
  return { rows: doubted, issues };
}

/** All that a row says but where it stands and its number. */
function sayingOf(
  { objective, task, activity, products, leads, coordinators, deadlineText, funding }: PlanRow,
  field: string,
): string {
  const texts = [objective, task?.title, activity.title, deadlineText, funding].map((text) => foldText(text ?? ''));
  return JSON.stringify([field, ...texts, ...[products, leads, coordinators].map((list) => list.map(foldText))]);
}
