// The same row twice in a plan: pasted once too often, or really two works. A person says which, once.
import type { PlanIssue, PlanRow } from '#contracts/plan.ts';
import { rowSaying } from './row-saying.ts';

/** The rows, each repeat of an earlier one with a doubt, and an issue for each. */
export function doubtRepeats(rows: readonly PlanRow[]): { rows: PlanRow[]; issues: PlanIssue[] } {
  const seen = new Map<string, PlanRow>();
  const issues: PlanIssue[] = [];
  const doubted = rows.map((row) => {
    const { objective, task, activity, products, leads, deadlineText: time } = row;
    const saying = rowSaying({ objective, task: task?.title ?? null, title: activity.title, products, leads, time });
    if (saying === null) return row;
    const first = seen.get(saying);
    if (first === undefined) {
      seen.set(saying, row);
      return row;
    }
    const where = `dòng ${first.place.row}${first.place.table === row.place.table ? '' : ` của bảng ${first.place.table}`}`;
    issues.push({
      place: row.place,
      column: null,
      code: 'row-twice',
      message: `Dòng này giống hệt ${where}: cùng nội dung, sản phẩm, cơ quan chủ trì và thời gian.`,
      suggestion:
        'Nếu là một việc thì xóa bớt một dòng trong tệp rồi nhập lại; nếu đúng là hai việc thì xác nhận thời hạn của dòng này.',
    });
    return {
      ...row,
      doubts: [
        ...(row.doubts ?? []),
        `${REPEATS} ${where}: chưa rõ là hai việc hay ghi trùng; chấp nhận là giao cả hai`,
      ],
    };
  });
  return { rows: doubted, issues };
}

const REPEATS = 'dòng này giống hệt';

/** Whether the doubts of a row ask about an earlier one that says the same: who decided on such a row has answered that. */
export function asksAboutRepeat(doubts: readonly string[]): boolean {
  return doubts.some((doubt) => doubt.startsWith(REPEATS));
}
