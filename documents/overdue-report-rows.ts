// The rows of the overdue audit's tables, as text. Pure: the same rows for paper and for tests.
import type { AssignmentRow } from '#contracts/assignment.ts';
import type { FourWayCount, OverdueReport } from '#contracts/report.ts';
import { spokenTitle } from '#domain/assignment/spoken-title.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { properNames, softenCapitals } from '#domain/shared/administrative-names.ts';
import type { Cell, TableOptions } from './administrative-form/table.ts';
import { countWords } from './report-words.ts';

export type ReportTable = TableOptions;

/** One row per group and the total, which is the report's own and not a sum of what is shown. */
export function countRows(groups: readonly (readonly [string, FourWayCount])[], total: FourWayCount): Cell[][] {
  const rows = groups.map(([name, count], index) => [
    { text: String(index + 1), align: 'center' as const },
    { text: name },
    ...countCells(count, false),
  ]);
  return [...rows, [{ text: 'Tổng cộng', align: 'center', bold: true, columnSpan: 2 }, ...countCells(total, true)]];
}

/** How many assignments a count is of. */
export function sumOf({ doneOnTime, doneLate, openInTime, openOverdue, undated }: FourWayCount): number {
  return doneOnTime + doneLate + openInTime + openOverdue + undated;
}

/** Open and overdue, the longest first. */
export function overdueRows(report: OverdueReport, planReferences: ReadonlyMap<string, string>): ReportTable {
  const documentOf = assigningDocuments(report, planReferences);
  return {
    widthsMm: [11, 53, 34, 27, 25, 15],
    header: [
      headerOf([
        'STT',
        'Nhiệm vụ',
        'Văn bản giao nhiệm vụ',
        'Cơ quan chủ trì',
        'Thời hạn hoàn thành',
        'Số ngày quá hạn',
      ]),
    ],
    rows: report.overdue.map((row, index) => [
      { text: String(index + 1), align: 'center' },
      withNote(spokenTitle(row), waiting(row)),
      { text: documentOf(row) },
      { text: row.agencyName },
      dueCell(row),
      { text: String(row.daysLate), align: 'center' },
    ]),
  };
}

/** Done after their date, the longest first. */
export function doneLateRows(report: OverdueReport, planReferences: ReadonlyMap<string, string>): ReportTable {
  const documentOf = assigningDocuments(report, planReferences);
  return {
    widthsMm: [11, 41, 29, 24, 24, 22, 14],
    header: [
      headerOf([
        'STT',
        'Nhiệm vụ',
        'Văn bản giao nhiệm vụ',
        'Cơ quan chủ trì',
        'Thời hạn hoàn thành',
        'Ngày hoàn thành',
        'Số ngày quá hạn',
      ]),
    ],
    rows: report.doneLate.map((row, index) => [
      { text: String(index + 1), align: 'center' },
      { text: spokenTitle(row) },
      { text: documentOf(row) },
      { text: row.agencyName },
      dueCell(row),
      { text: row.reportedOn === null ? '' : formatDate(row.reportedOn), align: 'center' },
      { text: String(row.daysLate), align: 'center' },
    ]),
  };
}

/** The document that gave a task: as the office cites it, else the plan's title out of its capitals; each is worded once. */
export function assigningDocuments(
  report: OverdueReport,
  planReferences: ReadonlyMap<string, string>,
): (row: Pick<AssignmentRow, 'planId' | 'planTitle'>) => string {
  const names = properNames([report.office, ...report.byAgency.map(({ agencyName }) => agencyName)]);
  const worded = new Map<string, string>();
  return ({ planId, planTitle }) => {
    const words = planReferences.get(planId) ?? worded.get(planTitle) ?? softenCapitals(planTitle, names);
    worded.set(planTitle, words);
    return words;
  };
}

function countCells(count: FourWayCount, bold: boolean): Cell[] {
  const { doneOnTime, doneLate, openInTime, openOverdue, undated } = count;
  return [sumOf(count), doneOnTime, doneLate, openInTime, openOverdue, undated].map((number) => ({
    text: countWords(number),
    align: 'center',
    bold,
  }));
}

function headerOf(titles: readonly string[]): Cell[] {
  return titles.map((text) => ({ text }));
}

/** The written date, and below it the working day from which lateness counts, where that is another. */
function dueCell({ due, dueWorking }: AssignmentRow): Cell {
  const text = due === null ? '' : formatDate(due);
  const shifted = dueWorking !== null && dueWorking !== due ? `(tính từ ${formatDate(dueWorking)})` : null;
  return { ...withNote(text, shifted), align: 'center' };
}

function waiting({ status, reportedOn }: AssignmentRow): string | null {
  if (status !== 'reported' || reportedOn === null) return null;
  return `(đã báo cáo ngày ${formatDate(reportedOn)}, chờ xác nhận)`;
}

function withNote(text: string, note: string | null): Cell {
  return note === null ? { text } : { text, note };
}
