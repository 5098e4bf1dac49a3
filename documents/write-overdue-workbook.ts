// The overdue audit as a workbook, for whoever counts on with it: numbers are numbers, dates are dates.
import { type CellObject, type ColInfo, utils, type WorkSheet, write } from '@e965/xlsx';
import type { AssignmentRow } from '#contracts/assignment.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import type { FourWayCount, OverdueReport } from '#contracts/report.ts';
import { spokenTitle } from '#domain/assignment/spoken-title.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { capital } from '#domain/words/capital.ts';
import { WORDS } from '#domain/words/catalogue.ts';
import { sumOf } from './overdue-report-rows.ts';

/** Sheets: totals, by agency, by field, overdue, done late; the same figures as the report, each list with a filter. */
export function writeOverdueWorkbook(report: OverdueReport): Uint8Array {
  const workbook = utils.book_new();
  workbook.Props = { Title: `Nhiệm vụ quá hạn, dữ liệu đến ${formatDate(report.dataDate)}`, Author: report.office };
  const add = (name: string, sheet: WorkSheet) => utils.book_append_sheet(workbook, sheet, name);
  add('Tổng hợp', totalsSheet(report));
  add(
    'Theo cơ quan',
    countSheet(
      'Cơ quan chủ trì',
      report.byAgency.map(({ agencyName, count }) => [agencyName, count]),
    ),
  );
  add(
    'Theo lĩnh vực',
    countSheet(
      'Lĩnh vực',
      report.byField.map(({ fieldCode, fieldTitle, count }) => [
        [fieldCode, fieldTitle].filter(Boolean).join('. '),
        count,
      ]),
    ),
  );
  add('Quá hạn', listSheet(report.overdue));
  add('Hoàn thành quá hạn', listSheet(report.doneLate));
  return new Uint8Array(write(workbook, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer);
}

type Value = string | number | CellObject | null;

const COUNTS = [
  ['Tổng số', sumOf],
  ['Hoàn thành đúng hạn', (count: FourWayCount) => count.doneOnTime],
  ['Hoàn thành quá hạn', (count: FourWayCount) => count.doneLate],
  ['Trong hạn', (count: FourWayCount) => count.openInTime],
  ['Chưa hoàn thành, quá hạn', (count: FourWayCount) => count.openOverdue],
  ['Không có thời hạn', (count: FourWayCount) => count.undated],
] as const;

function totalsSheet(report: OverdueReport): WorkSheet {
  const rows: Value[][] = [
    ['Cơ quan', report.office],
    ['Dữ liệu tính đến ngày', dateCell(report.dataDate)],
    ...report.plans.map(({ title }): Value[] => ['Kế hoạch', title]),
    [],
    ...COUNTS.map(([title, of]): Value[] => [title, of(report.total)]),
    ['Tỷ lệ quá hạn trên số đã hoàn thành hoặc đến hạn (%)', report.overdueRatePercent],
    [],
    ['Mã kiểm chứng nhật ký', report.audit.root],
    ['Số sự kiện của nhật ký', report.audit.events],
  ];
  return sheetOf(rows, [48, 60]);
}

function countSheet(what: string, groups: readonly (readonly [string, FourWayCount])[]): WorkSheet {
  const header = ['STT', what, ...COUNTS.map(([title]) => title)];
  const rows = groups.map(([name, count], index): Value[] => [index + 1, name, ...COUNTS.map(([, of]) => of(count))]);
  return withFilter(sheetOf([header, ...rows], [6, 44, ...COUNTS.map(() => 16)]), header.length, rows.length);
}

const LIST: readonly { title: string; width: number; value: (row: AssignmentRow, index: number) => Value }[] = [
  { title: 'STT', width: 6, value: (_, index) => index + 1 },
  { title: 'Nhiệm vụ', width: 60, value: spokenTitle },
  { title: 'Văn bản giao nhiệm vụ', width: 44, value: (row) => row.planTitle },
  { title: 'Lĩnh vực', width: 30, value: (row) => row.fieldTitle },
  { title: 'Cơ quan chủ trì', width: 30, value: (row) => row.agencyName },
  { title: 'Thời hạn hoàn thành', width: 20, value: (row) => dateCell(row.due) },
  { title: 'Tính từ ngày làm việc', width: 20, value: (row) => dateCell(row.dueWorking) },
  { title: 'Ngày báo cáo', width: 14, value: (row) => dateCell(row.reportedOn) },
  { title: 'Tình trạng', width: 26, value: (row) => capital(WORDS.dueState[row.dueState]) },
  { title: 'Số ngày quá hạn', width: 16, value: (row) => row.daysLate },
];

function listSheet(rows: readonly AssignmentRow[]): WorkSheet {
  const values = rows.map((row, index) => LIST.map(({ value }) => value(row, index)));
  const sheet = sheetOf(
    [LIST.map(({ title }) => title), ...values],
    LIST.map(({ width }) => width),
  );
  return withFilter(sheet, LIST.length, rows.length);
}

function sheetOf(rows: Value[][], widths: readonly number[]): WorkSheet {
  const sheet = utils.aoa_to_sheet(rows);
  sheet['!cols'] = widths.map((wch): ColInfo => ({ wch }));
  return sheet;
}

function withFilter(sheet: WorkSheet, columns: number, rows: number): WorkSheet {
  sheet['!autofilter'] = { ref: utils.encode_range({ s: { r: 0, c: 0 }, e: { r: rows, c: columns - 1 } }) };
  return sheet;
}

// Excel's own count of days, so that no zone of a machine can move a date.
const EXCEL_DAY_ZERO = Date.parse('1899-12-30T00:00:00Z');

function dateCell(date: LocalDate | null): CellObject | null {
  if (date === null) return null;
  return { t: 'n', v: (Date.parse(`${date}T00:00:00Z`) - EXCEL_DAY_ZERO) / 86_400_000, z: 'dd/mm/yyyy' };
}
