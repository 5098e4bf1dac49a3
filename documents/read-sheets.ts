// .xlsx → source document: one table per visible sheet, rows above the header included (the plan reader sorts them out).
import { type CellObject, type Range, read, utils, type WorkSheet } from '@e965/xlsx';
import { zipSync } from 'fflate';
import type { PlanIssue } from '#contracts/plan.ts';
import { buildGrid, type PlacedCell } from '#domain/plan/build-grid.ts';
import type { SourceTable } from '#domain/plan/source-document.ts';
import { countOf } from './count-words.ts';
import { dateCellText } from './date-cell.ts';
import { type DocumentOutcome, refuseDocument } from './document-outcome.ts';
import { fileIssue } from './file-issue.ts';
import { hiddenColumnIssues, hiddenSheetIssue, holdsText } from './hidden-parts.ts';
import { hiddenYearsOf } from './hidden-years.ts';
import { FILE_LIMITS } from './limits.ts';
import type { Parts } from './open-container.ts';
import { type ReadCell, settleDayOrder } from './settle-day-order.ts';
import { keptText, markStruckRuns, struckCells } from './struck-text.ts';
import { type TableName, tableTooLongIssue, tableTooWideIssue, tooManyCellsIssue } from './table-limits.ts';

/** Every visible sheet as a table whose row numbers are Excel's own. Throws when the workbook cannot be opened. */
export function readSheets(parts: Parts): DocumentOutcome {
  // What was inspected is what is read: the container is packed anew of its parts.
  const workbook = read(zipSync(markStruckRuns(parts), { level: 0 }), {
    type: 'array',
    dense: true,
    cellDates: true,
    UTC: true,
    cellFormula: false,
    cellHTML: false,
    cellNF: true,
    // Row properties (hidden or not) come only with the styles.
    cellStyles: true,
  });
  const { SheetNames: names } = workbook;
  if (names.length > FILE_LIMITS.tables) return refuseDocument(tooManySheetsIssue(names.length));
  const issues: PlanIssue[] = [];
  const notes: PlanIssue[] = [];
  const tables: SourceTable[] = [];
  let cells = 0;
  for (const [index, name] of names.entries()) {
    const sheet = workbook.Sheets[name];
    if (!sheet) continue;
    if ((workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0) {
      if (holdsText(sheet)) notes.push(hiddenSheetIssue(name));
      continue;
    }
    notes.push(...hiddenColumnIssues(sheet, { number: index + 1, name }));
    const table = toTable(sheet, { number: index + 1, name }, struckCells(parts, index));
    if ('issues' in table) issues.push(...table.issues);
    else tables.push(table);
    cells += 'issues' in table ? 0 : table.grid.length * (table.grid[0]?.length ?? 0);
    if (cells > FILE_LIMITS.cells) return refuseDocument(tooManyCellsIssue(cells));
  }
  if (issues.length > 0) return refuseDocument(...issues);
  return { ok: true, document: { title: workbook.Props?.Title?.trim() || null, blocks: tables }, notes };
}

/** The grid of one sheet, or why it is none; empty borders do not count, so a sheet formatted to its last row stays small. */
export function toTable(
  sheet: WorkSheet,
  table: TableName,
  struck: ReadonlySet<string> = new Set(),
): SourceTable | { issues: PlanIssue[] } {
  const cells = settleDayOrder(textCells(sheet, struck), 'open');
  const issues = excessOf(cells, table);
  if (issues.length > 0) return { issues };
  const origins = new Map(mergesWithin(sheet).map((merge) => [`${merge.s.r}:${merge.s.c}`, merge]));
  const placed = cells.map((cell) => {
    const merge = origins.get(`${cell.row}:${cell.column}`);
    if (!merge) return cell;
    const right = Math.min(merge.e.c, FILE_LIMITS.tableColumns - 1);
    return { ...cell, rowSpan: merge.e.r - merge.s.r + 1, colSpan: right - merge.s.c + 1 };
  });
  // Merged cells first: the grid gives a position to the first that takes it, and what hides under a merge is not shown in Excel.
  placed.sort((a, b) => b.rowSpan * b.colSpan - a.rowSpan * a.colSpan);
  const rows = placed.reduce((most, cell) => Math.max(most, cell.row + cell.rowSpan), 0);
  const grid = buildGrid(placed, Math.min(rows, FILE_LIMITS.tableRows));
  return { kind: 'table', ...table, grid, hiddenRows: hiddenRowsOf(sheet), hiddenYears: hiddenYearsOf(sheet) };
}

/** Each way in which the sheet is larger than a plan, with the first place of it. */
function excessOf(cells: PlacedCell[], table: TableName): PlanIssue[] {
  const issues: PlanIssue[] = [];
  const lastRow = cells.reduce((most, cell) => Math.max(most, cell.row + 1), 0);
  if (lastRow > FILE_LIMITS.tableRows) issues.push(tableTooLongIssue(table, lastRow));
  const widest = cells.reduce<PlacedCell | null>(
    (most, cell) => (cell.column > (most?.column ?? -1) ? cell : most),
    null,
  );
  if (widest && widest.column >= FILE_LIMITS.tableColumns)
    issues.push(tableTooWideIssue(table, widest.column + 1, widest.row + 1));
  return issues;
}

function tooManySheetsIssue(sheets: number): PlanIssue {
  return fileIssue(
    'table-too-large',
    `Sổ có ${countOf(sheets)} trang tính, quá giới hạn ${countOf(FILE_LIMITS.tables)} trang.`,
    'Chép riêng các trang của kế hoạch sang một tệp mới.',
  );
}

function hiddenRowsOf(sheet: WorkSheet): ReadonlySet<number> {
  const hidden = new Set<number>();
  sheet['!rows']?.forEach((row, index) => {
    if (row?.hidden) hidden.add(index);
  });
  return hidden;
}

/** Merges near the table, as many as a table can have; a file may list millions. */
function mergesWithin(sheet: WorkSheet): Range[] {
  let positionsLeft = FILE_LIMITS.tableRows * FILE_LIMITS.tableColumns;
  return (sheet['!merges'] ?? []).filter(({ s, e }) => {
    if (s.c >= FILE_LIMITS.tableColumns || e.r - s.r >= FILE_LIMITS.tableRows) return false;
    positionsLeft -= (e.r - s.r + 1) * (Math.min(e.c, FILE_LIMITS.tableColumns) - s.c + 1);
    return positionsLeft >= 0;
  });
}

function textCells(sheet: WorkSheet, struck: ReadonlySet<string>): ReadCell[] {
  const rows = (sheet['!data'] ?? []) as (CellObject | undefined)[][];
  const cells: ReadCell[] = [];
  rows.forEach((line, row) => {
    line?.forEach((cell, column) => {
      if (!cell) return;
      const kept = keptText(textOf(cell));
      const said = struck.has(utils.encode_cell({ r: row, c: column })) ? { text: '', struck: kept.text } : kept;
      const notes = (cell.c ?? []).flatMap(({ t }) => t ?? []);
      if (said.text || said.struck || notes.length > 0)
        cells.push({ row, column, rowSpan: 1, colSpan: 1, ...said, notes, isRealDate: cell.t === 'd' });
    });
  });
  return cells;
}

/** The text as the reader of the sheet sees it, but a date always day first: Excel's default is American. */
function textOf(cell: CellObject): string {
  if (cell.t === 'd' && cell.v instanceof Date)
    return dateCellText(cell.v, cell.w, typeof cell.z === 'string' ? cell.z : undefined);
  if (cell.t === 'e' || cell.t === 'z') return '';
  const text = cell.t === 's' ? String(cell.v ?? '') : (cell.w ?? String(cell.v ?? ''));
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(/[ \t\u00a0]+/g, ' ').trim())
    .filter(Boolean)
    .join('\n');
}
