// A header that stands in the table a second time: Word and PDF repeat it on each page, and an annex pasted below brings its own.
import { foldedLine, headerAt } from './find-header.ts';
import { guessColumn } from './header-words.ts';
import type { PlanHeader } from './plan-columns.ts';
import type { GridCell } from './source-document.ts';

export type HeaderRepeat = { header: PlanHeader; lastRow: number };

/**
 * The header that stands on `row` once more, with the row where it ends; null for everything else. It is known by being the same header,
 * or by being one from end to end: words of a header also stand in the text of work.
 */
export function headerRepeat(grid: GridCell[][], row: number, known: PlanHeader): HeaderRepeat | null {
  if (repeatsRow(grid, row, known)) return { header: known, lastRow: row };
  const other = namesColumnsOnly(grid, row, known) ? headerAt(grid, row) : null;
  return other && other.columns.times.length + other.columns.units.length > 0
    ? { header: other, lastRow: other.lastRow }
    : null;
}

/** The row says what a row of the header says, in the same columns. */
function repeatsRow(grid: GridCell[][], row: number, { words }: PlanHeader): boolean {
  const line = foldedLine(grid[row] ?? []);
  const filled = line.filter(Boolean).length;
  if (filled < 2) return false;
  return words.some((header) => {
    const same = line.filter((word, index) => word !== '' && word === header[index]).length;
    const either = Math.max(filled, header.filter(Boolean).length);
    return same >= 2 && same / either >= 0.75;
  });
}

/** Every text of the row names a column, the one above the numbers included: no row of work does. */
function namesColumnsOnly(grid: GridCell[][], row: number, { columns }: PlanHeader): boolean {
  const cells = (grid[row] ?? []).filter((cell) => cell.isOrigin && cell.text);
  const guesses = cells.map((cell) => guessColumn(cell.text));
  const named = guesses.filter((guess) => guess !== null).length;
  const hasNumber = guesses.some((guess) => guess?.role === 'number');
  if (cells.some((cell) => cell.text.length > 60) || named < 3) return false;
  return columns.number === null ? named === cells.length : hasNumber && named * 3 >= cells.length * 2;
}
