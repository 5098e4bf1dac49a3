// Dates that a sheet shows without their year ("30/6"): Excel keeps one all the same, that of the day on which they were typed.
import type { CellObject, WorkSheet } from '@e965/xlsx';

/** By `row:column`, counted from 0: the year that the cell holds and does not show. */
export function hiddenYearsOf(sheet: WorkSheet): ReadonlyMap<string, number> {
  const hidden = new Map<string, number>();
  const rows = (sheet['!data'] ?? []) as (CellObject | undefined)[][];
  rows.forEach((line, row) => {
    line?.forEach((cell, column) => {
      if (cell?.t !== 'd' || !(cell.v instanceof Date)) return;
      const year = cell.v.getUTCFullYear();
      if (!showsYear(cell.w, year)) hidden.set(`${row}:${column}`, year);
    });
  });
  return hidden;
}

/** Four figures, or two of them as the last of three parts or behind a month's name: "30/6/26", "Jun-26"; "26/6" is a day and a month. */
function showsYear(shown: string | undefined, year: number): boolean {
  const parts: string[] = shown?.match(/\p{L}+|\d+/gu) ?? [];
  if (shown === undefined || parts.length === 0 || parts.includes(String(year))) return true;
  const last = parts.at(-1);
  const isShort = last === String(year % 100).padStart(2, '0');
  return isShort && (parts.length >= 3 || /\p{L}/u.test(parts[0] ?? ''));
}
