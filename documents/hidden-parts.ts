// What a workbook hides from the eye: a hidden sheet is not read, a hidden column is, and a person hears of both.
import { type CellObject, utils, type WorkSheet } from '@e965/xlsx';
import type { PlanIssue } from '#contracts/plan.ts';
import { fileIssue } from './file-issue.ts';
import type { TableName } from './table-limits.ts';

/** Work that somebody hid may be dropped or only out of the way; neither is settled in silence. */
export function hiddenSheetIssue(name: string): PlanIssue {
  return fileIssue(
    'sheet-hidden',
    `Trang tính «${name}» đang bị ẩn nên không được đọc; việc ghi ở đó không được giao.`,
    'Nếu trang này thuộc kế hoạch thì bỏ ẩn (Unhide) rồi tải tệp lên lần nữa; nếu không còn dùng thì xóa hẳn trang.',
  );
}

/** One issue for all hidden columns of a sheet that hold words. */
export function hiddenColumnIssues(sheet: WorkSheet, { number, name }: TableName): PlanIssue[] {
  const hidden = (sheet['!cols'] ?? []).flatMap((column, index) => (column?.hidden ? [index] : []));
  const written = hidden.filter((index) => rowsOf(sheet).some((row) => hasText(row?.[index])));
  if (written.length === 0) return [];
  const names = written.map((index) => `«${utils.encode_col(index)}»`).join(', ');
  const sheetName = name === null ? '' : ` của trang tính «${name}»`;
  return [
    {
      place: { table: number, row: 1 },
      column: null,
      code: 'column-hidden',
      message: `Cột ${names}${sheetName} đang bị ẩn nhưng vẫn được đọc.`,
      suggestion: 'Bỏ ẩn (Unhide) để kiểm tra; nếu không còn dùng thì xóa hẳn cột.',
    },
  ];
}

/** True when a cell of the sheet says anything. */
export function holdsText(sheet: WorkSheet): boolean {
  return rowsOf(sheet).some((row) => row?.some(hasText));
}

function rowsOf(sheet: WorkSheet): (CellObject | undefined)[][] {
  return sheet['!data'] ?? [];
}

function hasText(cell: CellObject | undefined): boolean {
  return String(cell?.w ?? cell?.v ?? '').trim() !== '';
}
