// Finds the header of a plan table and what each column means: not on a fixed row, not in a fixed order, over up to three rows.
import { squeeze } from './fold-text.ts';
import { type ColumnRole, guessColumn, headerWords } from './header-words.ts';
import type { GridCell } from './source-document.ts';

export type PlanColumn = {
  /** Grid columns that the header covers, in order; more than one when its cell is merged across. */
  indexes: number[];
  /** The header as it reads, whitespace normalised. */
  header: string;
};

/** The roles that a plan table can have; the ones that must be there are checked by `missingRoles`. */
export type PlanColumns = {
  number: PlanColumn | null;
  field: PlanColumn | null;
  objective: PlanColumn | null;
  task: PlanColumn | null;
  title: PlanColumn | null;
  product: PlanColumn | null;
  lead: PlanColumn | null;
  coordinator: PlanColumn | null;
  funding: PlanColumn | null;
  /** Several when a time header stands over one column per year or quarter, to be ticked. */
  deadlines: PlanColumn[];
  /** The lead column also names the coordinators. */
  isLeadShared: boolean;
};

export type PlanHeader = { firstRow: number; lastRow: number; columns: PlanColumns; seen: string[] };

/** The first header at or after `fromRow`, within `withinRows` rows; null when no row reads like one. */
export function findHeader(grid: GridCell[][], fromRow = 0, withinRows = grid.length): PlanHeader | null {
  const end = Math.min(grid.length, fromRow + withinRows);
  for (let row = fromRow; row < end; row++) {
    const header = headerAt(grid, row);
    if (header) return header;
  }
  return null;
}

/** The header that starts on `row`, as high as its words reach; null when the row is none. */
export function headerAt(grid: GridCell[][], row: number): PlanHeader | null {
  // A title merged over the table would otherwise pass for the first of two header rows.
  if ((grid[row] ?? []).filter((cell) => cell.isOrigin && cell.text).length < 2) return null;
  let best: { header: PlanHeader; score: number } | null = null;
  for (let height = 1; height <= MAX_HEADER_ROWS && row + height <= grid.length; height++) {
    if (height > 1 && !belongsToHeader(grid, row, row + height - 1, best !== null)) break;
    const columns = readColumns(grid, row, row + height - 1);
    const score = scoreOf(columns);
    const seen = headersOf(grid, row, row + height - 1);
    if (score >= MIN_SCORE && score >= (best?.score ?? 0)) {
      best = {
        header: { firstRow: row, lastRow: row + height - 1, columns, seen: seen.map((one) => one.header) },
        score,
      };
    }
  }
  return best?.header ?? null;
}

const MAX_HEADER_ROWS = 3;
/** Three roles, of which a title and somebody or some time: fewer, and a letterhead or a signature would do. */
const MIN_SCORE = 3;

function scoreOf(columns: PlanColumns): number {
  const roles = [columns.title, columns.lead, columns.deadlines[0], columns.product, columns.coordinator];
  const extras = [columns.number, columns.task, columns.objective, columns.funding, columns.field];
  if (!columns.title || (!columns.lead && columns.deadlines.length === 0)) return 0;
  return [...roles, ...extras].filter(Boolean).length + columns.deadlines.slice(1).length * 0.01;
}

/**
 * A second header row is tied to the first by a cell merged down, or only splits cells that are merged across above it, or holds header
 * words alone; rows of data are none of these.
 */
function belongsToHeader(grid: GridCell[][], first: number, row: number, isHeaderAbove: boolean): boolean {
  const line = grid[row] ?? [];
  const fresh = line.filter((cell) => cell.isOrigin && cell.text);
  if (fresh.length === 0 || isNumberingRow(line) || fresh.some((cell) => squeeze(cell.text).length > 40)) return false;
  const isTied = line.some((cell) => cell.text && cell.originRow >= first && cell.originRow < row);
  const splitsAbove = fresh.every((cell) => {
    const above = grid[row - 1]?.[cell.originColumn];
    return above?.text && above.colSpan > cell.colSpan;
  });
  // A file without merges: the row under "Cơ quan thực hiện" says Chủ trì, Phối hợp and nothing else.
  const isAllWords = isHeaderAbove && fresh.length > 1 && fresh.every((cell) => guessColumn(cell.text) !== null);
  return isTied || splitsAbove || isAllWords;
}

/** The row under a header that numbers the columns: (1) (2) (3) …, A B 1 2 …, 5=3-4. */
export function isNumberingRow(line: GridCell[]): boolean {
  const texts = line
    .filter((cell) => cell.isOrigin)
    .map((cell) => squeeze(cell.text))
    .filter(Boolean);
  const isMark = (text: string) => /^[([]?(\d{1,2}|[A-ZĐ])[)\]]?(\s*=.{1,12})?$/.test(text);
  return texts.length >= 3 && texts.every(isMark) && texts.filter((text) => /\d/.test(text)).length >= 2;
}

function headersOf(grid: GridCell[][], first: number, last: number): PlanColumn[] {
  const width = grid[first]?.length ?? 0;
  const columns: (PlanColumn & { key: string })[] = [];
  for (let index = 0; index < width; index++) {
    const cells: GridCell[] = [];
    for (let row = first; row <= last; row++) {
      const cell = grid[row]?.[index];
      const isNew =
        cell && !cells.some((one) => one.originRow === cell.originRow && one.originColumn === cell.originColumn);
      if (isNew && cell.text) cells.push(cell);
    }
    const header = squeeze(cells.map((cell) => cell.text).join(' '));
    const key = cells.map((cell) => `${cell.originRow}:${cell.originColumn}`).join(' ');
    const before = columns.at(-1);
    if (!header) continue;
    if (before && before.key === key) before.indexes.push(index);
    else columns.push({ key, header, indexes: [index] });
  }
  return columns;
}

type Guessed = PlanColumn & { role: ColumnRole; strength: number };

function readColumns(grid: GridCell[][], first: number, last: number): PlanColumns {
  const lowest = (column: PlanColumn) => grid[last]?.[column.indexes[0] ?? 0]?.text ?? '';
  const guesses: Guessed[] = headersOf(grid, first, last).flatMap((column) => {
    // Under a common header the lower words decide ("Cơ quan thực hiện": "Chủ trì" | "Phối hợp").
    const guess = guessColumn(lowest(column)) ?? guessColumn(column.header);
    return guess ? [{ ...column, ...guess }] : [];
  });
  const strongest = (role: ColumnRole) =>
    guesses.filter((one) => one.role === role).sort((a, b) => b.strength - a.strength)[0] ?? null;
  const shared = strongest('leadAndCoordinator');
  const lead = strongest('lead');
  const isStrongLead = lead?.strength === 2 || !shared;
  return {
    number: strongest('number'),
    field: strongest('field'),
    ...titleColumns(guesses),
    product: strongest('product'),
    lead: isStrongLead ? lead : shared,
    coordinator: strongest('coordinator'),
    funding: strongest('funding'),
    deadlines: deadlineColumns(grid, first, last, guesses),
    isLeadShared: !isStrongLead,
  };
}

/**
 * The most specific column is the row's own title, the ones beside it are the levels above: `Nhiệm vụ` alone is the
 * title, beside `Hoạt động` it is the task.
 */
function titleColumns(guesses: Guessed[]): Pick<PlanColumns, 'title' | 'task' | 'objective'> {
  const of = (...roles: ColumnRole[]) => guesses.filter((one) => roles.includes(one.role));
  const title = of('activity')[0] ?? of('content', 'task').at(-1) ?? of('objective').at(-1) ?? null;
  const rest = guesses.filter((one) => one !== title);
  const task = rest.find((one) => one.role === 'task') ?? rest.find((one) => one.role === 'content') ?? null;
  return { title, task, objective: rest.find((one) => one.role === 'objective') ?? null };
}

/** One column, or all the columns under one time header (a column per year or quarter). */
function deadlineColumns(grid: GridCell[][], first: number, last: number, guesses: Guessed[]): PlanColumn[] {
  const times = guesses.filter((one) => one.role === 'deadline');
  const best = [...times].sort((a, b) => b.strength - a.strength)[0];
  if (!best) return [];
  const top = grid[first]?.[best.indexes[0] ?? 0];
  if (!top || last === first || best.strength === 2) return [best];
  const sisters = times.filter((one) => grid[first]?.[one.indexes[0] ?? 0]?.originColumn === top.originColumn);
  const isPeriod = (one: PlanColumn) =>
    /^(nam )?\d{4}$|^(quy|q|thang|t) ?([ivx]+|\d{1,2})\b/.test(headerWords(subHeader(grid, last, one)));
  return sisters.length > 1 && sisters.every(isPeriod)
    ? sisters.map((one) => ({ ...one, header: squeeze(subHeader(grid, last, one)) }))
    : [best];
}

function subHeader(grid: GridCell[][], last: number, column: PlanColumn): string {
  return grid[last]?.[column.indexes[0] ?? 0]?.text ?? '';
}
