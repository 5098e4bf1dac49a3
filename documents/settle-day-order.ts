// 6/5/2026 is the sixth of May here and the fifth of June in America. Files come from both, so a cell that is nothing but such a date is
// looked at beside the others of its column.
import type { PlacedCell } from '#domain/plan/build-grid.ts';

/** A cell as its program keeps it: of one that holds a real date nothing is open. */
export type ReadCell = PlacedCell & { isRealDate?: boolean };

/**
 * How a column is meant that has nothing else to say: people write day first in Word; a program that writes out a table may have done so
 * in the order of its own country.
 */
export type DefaultOrder = 'day-first' | 'open';

/**
 * The cells with their bare dates day first. Where a neighbour is written month first (6/30/2026), or nothing tells, both readings stand in
 * the cell, joined by "hoặc": the deadline language asks about such a text.
 */
export function settleDayOrder<Cell extends ReadCell>(cells: readonly Cell[], byDefault: DefaultOrder): Cell[] {
  const columns = new Map<number, Evidence>();
  for (const cell of cells) {
    const date = bareDate(cell);
    const found = columns.get(cell.column) ?? { dayFirst: false, monthFirst: false };
    if (date === null) {
      // Words around a date are written by people, who write all dates of a column alike.
      if (!cell.isRealDate && DAY_FIRST_IN_WORDS.test(cell.text))
        columns.set(cell.column, { ...found, dayFirst: true });
      continue;
    }
    columns.set(cell.column, {
      dayFirst: found.dayFirst || (date.first > MONTHS && date.second <= MONTHS),
      monthFirst: found.monthFirst || (date.first <= MONTHS && date.second > MONTHS),
    });
  }
  return cells.map((cell) => {
    const date = bareDate(cell);
    const evidence = columns.get(cell.column);
    return date === null || !evidence ? cell : { ...cell, text: settle(cell.text, date, isOpen(evidence, byDefault)) };
  });
}

type Evidence = { dayFirst: boolean; monthFirst: boolean };
type BareDate = { first: number; second: number; year: string; rest: string };

const MONTHS = 12;
const DAY_FIRST_IN_WORDS = /\p{L}.*(?<![\d/.-])(1[3-9]|2\d|3[01])\/(0?[1-9]|1[0-2])(?!\d)/u;
const BARE = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d\d)(\s+\d{1,2}:\d\d(?::\d\d)?(?:\s*[AP]M)?)?$/i;

function bareDate({ text, isRealDate }: ReadCell): BareDate | null {
  const found = isRealDate ? null : text.match(BARE);
  const [, first = '', second = '', year = '', rest = ''] = found ?? [];
  return found ? { first: Number(first), second: Number(second), year, rest } : null;
}

function isOpen({ dayFirst, monthFirst }: Evidence, byDefault: DefaultOrder): boolean {
  return monthFirst || (!dayFirst && byDefault === 'open');
}

function settle(text: string, { first, second, year, rest }: BareDate, open: boolean): string {
  if (first === 0 || second === 0) return text;
  if (first <= MONTHS && second > MONTHS) return second <= 31 ? `${second}/${first}/${year}${rest}` : text;
  if (!open || first > MONTHS || first === second) return text;
  return `${first}/${second}/${year} hoặc ${second}/${first}/${year}`;
}
