// The table that lists and reports are read from, against the fold of the events: a hand on it would move what people count by.
import type { AssignmentFacts } from '#contracts/logged-events.ts';
import { nameOf } from './compare-assignments.ts';
import { compareColumns, type Difference, rowDifference } from './difference.ts';
import { factsNow, type LoggedAssignment } from './fold-log.ts';
import { type ListedAssignment, listedAssignment } from './listed-assignment.ts';

const WORDS: { readonly [Column in keyof ListedAssignment]?: string } = {
  key: 'mã việc',
  planId: 'kế hoạch',
  activityId: 'dòng của kế hoạch',
  position: 'thứ tự trong kế hoạch',
  title: 'tên việc',
  titleFolded: 'tên việc để tìm kiếm',
  label: 'nhãn',
  agencyId: 'cơ quan chủ trì',
  agencyName: 'tên cơ quan chủ trì',
  fieldCode: 'lĩnh vực',
  fieldTitle: 'tên lĩnh vực',
  nature: 'loại thời hạn',
  opens: 'ngày bắt đầu',
  due: 'thời hạn',
  dueWorking: 'thời hạn tính theo ngày làm việc',
  status: 'trạng thái',
  sequence: 'số sự kiện',
  reportedOn: 'ngày báo cáo',
  acknowledgedAt: 'lúc tiếp nhận',
  settled: 'tình trạng thời hạn',
  settledDays: 'số ngày chậm',
  latestAt: 'lúc có sự kiện gần nhất',
  stated: 'theo nhật ký',
};

export interface ListedCheck {
  /** Called with each row once. */
  add(row: ListedAssignment): void;
  /** After the last row: everything that differs, and the rows that are missing. */
  finish(): Difference[];
}

/**
 * Looks at the rows one by one. `factsOfRow`: what the table of assignments says where the log states no facts; `positionOf`: of a row of
 * the plan table.
 */
export function createListedCheck(
  logged: ReadonlyMap<string, LoggedAssignment>,
  factsOfRow: (id: string) => AssignmentFacts | null,
  positionOf: (activityId: string) => number | null,
): ListedCheck {
  const differences: Difference[] = [];
  const seen = new Set<string>();
  const expectedOf = (id: string, life: LoggedAssignment): ListedAssignment | null => {
    const facts = factsNow(life) ?? factsOfRow(id);
    if (facts === null) return null;
    return listedAssignment(id, facts, life, { position: positionOf(facts.activityId), stated: life.facts !== null });
  };
  return {
    add(row) {
      seen.add(row.id);
      const life = logged.get(row.id);
      const expected = life === undefined ? null : expectedOf(row.id, life);
      const name = `${nameOf(row.id, expected ?? row)}, danh sách việc`;
      const subject = `assignment/${row.id}`;
      if (expected === null) differences.push(rowDifference(subject, `${name}: có trong danh sách, nhật ký không có.`));
      else differences.push(...compareColumns<ListedAssignment>(subject, name, WORDS, expected, row));
    },
    finish() {
      const missing = [...logged].flatMap(([id, life]) => {
        const expected = seen.has(id) ? null : expectedOf(id, life);
        if (expected === null) return [];
        return [
          rowDifference(`assignment/${id}`, `${nameOf(id, expected)}: có trong nhật ký, thiếu trong danh sách việc.`),
        ];
      });
      return [...differences, ...missing];
    },
  };
}
