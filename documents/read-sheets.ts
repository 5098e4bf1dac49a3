// .xlsx → source document: one table per visible sheet, rows above the header included (the plan reader sorts them out).
import { type CellObject, type Range, read, type WorkSheet } from '@e965/xlsx';
import { buildGrid, type PlacedCell } from '#domain/plan/build-grid.ts';
import type { SourceDocument, SourceTable } from '#domain/plan/source-document.ts';
import { FILE_LIMITS } from './limits.ts';

/** Every visible sheet as a table whose row numbers are Excel's own. Throws when the workbook cannot be opened. */
export function readSheets(bytes: Uint8Array): SourceDocument {
  const workbook = read(bytes, {
    type: 'array',
    dense: true,
    cellDates: true,
    UTC: true,
    cellFormula: false,
    cellHTML: false,
    // Row properties (hidden or not) come only with the styles.
    cellStyles: true,
    // One more than allowed, so that a longer sheet can be told and refused.
    sheetRows: FILE_LIMITS.tableRows + 1,
  });
  const hidden = new Set(
    workbook.SheetNames.filter((_, index) => (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0),
  );
  const tables: SourceTable[] = workbook.SheetNames.slice(0, FILE_LIMITS.tables).flatMap((name, index) => {
    const sheet = workbook.Sheets[name];
    return sheet && !hidden.has(name) ? [toTable(sheet, name, index + 1)] : [];
  });
  return { title: workbook.Props?.Title?.trim() || null, blocks: tables };
}

/** The grid of one sheet; empty borders do not count, so a sheet formatted to its last row stays small. */
export function toTable(sheet: WorkSheet, name: string | null, number: number): SourceTable {
  const cells = textCells(sheet);
  const merges = mergesWithin(sheet);
  const origins = new Map(merges.map((merge) => [`${merge.s.r}:${merge.s.c}`, merge]));
  const placed = cells.map((cell) => {
    const merge = origins.get(`${cell.row}:${cell.column}`);
    if (!merge) return cell;
    const right = Math.min(merge.e.c, FILE_LIMITS.tableColumns - 1);
    return { ...cell, rowSpan: merge.e.r - merge.s.r + 1, colSpan: right - merge.s.c + 1 };
  });
  // Merged cells first: the grid gives a position to the first that takes it, and what hides under a merge is not shown in Excel.
  placed.sort((a, b) => b.rowSpan * b.colSpan - a.rowSpan * a.colSpan);
  const rows = placed.reduce((most, cell) => Math.max(most, cell.row + cell.rowSpan), 0);
  const grid = buildGrid(placed, Math.min(rows, FILE_LIMITS.tableRows + 1));
  return { kind: 'table', number, name, grid, hiddenRows: hiddenRowsOf(sheet) };
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

function textCells(sheet: WorkSheet): PlacedCell[] {
  const rows = (sheet['!data'] ?? []) as (CellObject | undefined)[][];
  const cells: PlacedCell[] = [];
  rows.forEach((line, row) => {
    line?.forEach((cell, column) => {
      if (!cell || column >= FILE_LIMITS.tableColumns) return;
      const text = textOf(cell);
      if (text) cells.push({ row, column, rowSpan: 1, colSpan: 1, text });
    });
  });
  return cells;
}

/** The text as the reader of the sheet sees it, but a date always as day/month/year: Excel's default is American. */
function textOf(cell: CellObject): string {
  if (cell.t === 'd' && cell.v instanceof Date) return dayText(cell.v, cell.w);
  if (cell.t === 'e' || cell.t === 'z') return '';
  const text = cell.t === 's' ? String(cell.v ?? '') : (cell.w ?? String(cell.v ?? ''));
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(/[ \t\u00a0]+/g, ' ').trim())
    .filter(Boolean)
    .join('\n');
}

function dayText(day: Date, shown: string | undefined): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const month = `${two(day.getUTCMonth() + 1)}/${day.getUTCFullYear()}`;
  // A cell shown as "03/2024" or "Mar-24" was typed as a month; Excel stores the first of it.
  const isMonthOnly = day.getUTCDate() === 1 && (shown?.match(/[\p{L}\d]+/gu)?.length ?? 3) === 2;
  return isMonthOnly ? month : `${two(day.getUTCDate())}/${month}`;
}
