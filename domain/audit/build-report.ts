// Stage 8: assignments on a day → the overdue audit that the office signs.
import type { AssignmentRow, DueState } from '#contracts/assignment.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import type { FourWayCount, OverdueReport } from '#contracts/report.ts';

/** Counts each assignment once in the total, once in its agency and once in its field; withdrawn work is not counted. */
export function buildReport(input: {
  office: string;
  dataDate: LocalDate;
  plans: { id: string; title: string }[];
  rows: AssignmentRow[];
  audit: OverdueReport['audit'];
}): OverdueReport {
  const rows = input.rows.filter((row) => row.dueState !== 'withdrawn');
  const total = countRows(rows);
  const late = total.openOverdue + total.doneLate;
  // The rate is taken over tasks that fell due, not over all tasks (report 1270/BC-TCTTTg, 2017).
  const fellDue = total.doneOnTime + total.doneLate + total.openOverdue;
  const byLateness = (a: AssignmentRow, b: AssignmentRow) => b.daysLate - a.daysLate || (a.key < b.key ? -1 : 1);
  return {
    office: input.office,
    dataDate: input.dataDate,
    plans: input.plans,
    total,
    overdueRatePercent: fellDue === 0 ? 0 : Math.round((1000 * late) / fellDue) / 10,
    byAgency: group(rows, (row) => row.agencyId).map(([first, members]) => ({
      agencyId: first.agencyId,
      agencyName: first.agencyName,
      count: countRows(members),
    })),
    byField: group(rows, (row) => row.fieldCode).map(([first, members]) => ({
      fieldCode: first.fieldCode,
      fieldTitle: first.fieldTitle ?? 'Không thuộc lĩnh vực nào',
      count: countRows(members),
    })),
    overdue: rows.filter((row) => row.dueState === 'open-overdue').sort(byLateness),
    doneLate: rows.filter((row) => row.dueState === 'done-late').sort(byLateness),
    audit: input.audit,
  };
}

const COUNTED: Record<Exclude<DueState, 'withdrawn'>, keyof FourWayCount> = {
  'done-on-time': 'doneOnTime',
  'done-late': 'doneLate',
  'open-in-time': 'openInTime',
  'open-overdue': 'openOverdue',
  undated: 'undated',
};

/** The four-way count of some rows. */
export function countRows(rows: AssignmentRow[]): FourWayCount {
  const count: FourWayCount = { doneOnTime: 0, doneLate: 0, openInTime: 0, openOverdue: 0, undated: 0 };
  for (const row of rows) if (row.dueState !== 'withdrawn') count[COUNTED[row.dueState]] += 1;
  return count;
}

/** Groups in order of first appearance, each with its first row. */
function group(
  rows: AssignmentRow[],
  keyOf: (row: AssignmentRow) => string | null,
): [AssignmentRow, AssignmentRow[]][] {
  const groups = new Map<string | null, AssignmentRow[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups.values()].map((members) => [members[0] as AssignmentRow, members]);
}
