// Finds the header of a plan table and what each column means: not on a fixed row, not in a fixed order, over up to three rows.
import { foldText, squeeze } from './fold-text.ts';
import { type ColumnRole, guessColumn, headerWords } from './header-words.ts';
import { allColumns, type PlanColumn, type PlanColumns, type PlanHeader } from './plan-columns.ts';
import type { GridCell } from './source-document.ts';
import { meaningful, type TimeCandidate, timeColumnsOf } from './time-columns.ts';
import { isTimeCell, saysState } from './time-words.ts';
import { unitColumnsOf } from './unit-columns.ts';

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
    if (!mayBeHeader(grid, row, row + height - 1)) continue;
    const columns = readColumns(grid, row, row + height - 1);
    const score = scoreOf(columns);
    const seen = headersOf(grid, row, row + height - 1);
    if (score >= MIN_SCORE && score >= (best?.score ?? 0)) {
      best = {
        header: {
          firstRow: row,
          lastRow: row + height - 1,
          columns,
          seen: seen.map((one) => one.header),
          words: foldedWords(grid, row, row + height - 1),
        },
        score,
      };
    }
  }
  return best?.header ?? null;
}

/** Each row as folded words by column; what is merged down counts on each row. */
function foldedWords(grid: GridCell[][], first: number, last: number): string[][] {
  return grid.slice(first, last + 1).map(foldedLine);
}

/** The cells of a row without case, diacritics and punctuation. */
export function foldedLine(line: GridCell[]): string[] {
  return line.map(({ text }) =>
    foldText(text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  );
}

/** Two cells whose words name columns, before anything is looked at that stands below. */
function mayBeHeader(grid: GridCell[][], first: number, last: number): boolean {
  let words = 0;
  for (let row = first; row <= last; row++)
    for (const cell of grid[row] ?? []) if (cell.isOrigin && cell.text && guessColumn(cell.text)) words += 1;
  return words > 1;
}

const MAX_HEADER_ROWS = 3;
/** Three roles, of which a title and somebody or some time: fewer, and a letterhead or a signature would do. */
const MIN_SCORE = 3;

function scoreOf(columns: PlanColumns): number {
  const { title, lead, times, units, product, coordinator, number, task, objective, funding, field } = columns;
  const [time, unit] = [times[0], units[0]];
  if (!title || (!lead && !time && !unit)) return 0;
  const found = [title, lead ?? unit, time, product, coordinator, number, task, objective, funding, field];
  return found.filter(Boolean).length + (columns.isLeadWithTime ? 1 : 0) + (times.length + units.length) * 0.01;
}

/**
 * A second header row is tied to the first by a cell merged down, or only splits cells that are merged across above it, or holds header
 * words alone; rows of data are none of these.
 */
function belongsToHeader(grid: GridCell[][], first: number, row: number, isHeaderAbove: boolean): boolean {
  const line = grid[row] ?? [];
  const fresh = line.filter((cell) => cell.isOrigin && cell.text);
  if (fresh.length === 0 || fresh.some((cell) => squeeze(cell.text).length > 40)) return false;
  const isTied = line.some((cell) => cell.text && cell.originRow >= first && cell.originRow < row);
  const splitsAbove = fresh.every((cell) => {
    const above = grid[row - 1]?.[cell.originColumn];
    return above?.text && above.colSpan > cell.colSpan;
  });
  // Months 1 to 12 under «Tháng» split a merged cell; the numbers of columns stand under all of them.
  if (isNumberingRow(line) && !(isTied && splitsAbove)) return false;
  // A file without merges: the row under "Cơ quan thực hiện" says Chủ trì, Phối hợp and nothing else.
  const isAllWords = isHeaderAbove && fresh.length > 1 && fresh.every((cell) => guessColumn(cell.text) !== null);
  return isTied || splitsAbove || isAllWords;
}

/** The row under a header that numbers the columns: (1) (2) (3) …, A B 1 2 …, a b c …, 5=3-4. */
export function isNumberingRow(line: GridCell[]): boolean {
  const texts = line
    .filter((cell) => cell.isOrigin)
    .map((cell) => squeeze(cell.text))
    .filter(Boolean);
  const isMark = (text: string) => /^[([]?(\d{1,2}|[A-ZĐ])[)\]]?(\s*=.{1,12})?$/.test(text);
  if (texts.length < 3) return false;
  if (texts.every((text, index) => text.toLowerCase() === 'abcdefghijklmnop'.charAt(index))) return true;
  return texts.every(isMark) && texts.filter((text) => /\d/.test(text)).length >= 2;
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

type Guessed = HeaderColumn & { role: ColumnRole; strength: number };

type HeaderColumn = PlanColumn & { low: string; group: string; texts: string[] };

function readColumns(grid: GridCell[][], first: number, last: number): PlanColumns {
  const columns = headersOf(grid, first, last).map((column) => ({ ...column, ...wordsOf(grid, first, last, column) }));
  const guesses: Guessed[] = columns.flatMap((column) => {
    // Under a common header the lower words decide ("Cơ quan thực hiện": "Chủ trì" | "Phối hợp").
    const guess = guessColumn(column.low) ?? guessColumn(column.header);
    return guess && !(guess.role === 'product' && guess.strength === 1 && saysStates(column))
      ? [{ ...column, ...guess }]
      : [];
  });
  const strongest = (role: ColumnRole) =>
    guesses.filter((one) => one.role === role).sort((a, b) => b.strength - a.strength)[0] ?? null;
  const units = unitColumnsOf(columns);
  const isUnit = (one: PlanColumn) => units.some(({ indexes }) => indexes[0] === one.indexes[0]);
  const shared = strongest('leadAndCoordinator');
  const withTime = strongest('leadAndDeadline');
  const leads = guesses.filter((one) => one.role === 'lead' && !isUnit(one)).sort(byLead);
  const lead = leads[0] ?? null;
  const isStrongLead = lead?.strength === 2 || !shared;
  const chosen = (isStrongLead ? lead : shared) ?? withTime;
  const titles = titleColumns(guesses);
  const isPlanByLead = chosen?.strength === 2 && guesses.some(({ role }) => role === 'deadline');
  const coordinator = guesses.find((one) => one.role === 'coordinator' && !isUnit(one)) ?? null;
  const known = new Set(['deadline', 'start', undefined]);
  const candidates = columns
    .filter((one) => !isUnit(one))
    .map((one) => ({ one, guess: guesses.find((guess) => guess.indexes[0] === one.indexes[0]) }))
    .filter(({ guess }) => known.has(guess?.role))
    .map(({ one, guess }): TimeCandidate => {
      const role = guess?.role === 'deadline' || guess?.role === 'start' ? guess.role : null;
      return { ...one, guess: role, strength: role === null ? 0 : guess?.strength === 2 ? 2 : 1 };
    });
  const found = {
    number: strongest('number'),
    field: strongest('field'),
    ...titles,
    title: titles.title ?? (isPlanByLead ? longestColumn(columns, guesses) : null),
    product: strongest('product'),
    lead: chosen,
    coordinator,
    funding: strongest('funding'),
    ...timeColumnsOf(candidates),
    units,
    isLeadShared: !isStrongLead,
    isLeadWithTime: chosen !== null && chosen === withTime,
  };
  const used = new Set(allColumns({ ...found, others: [] }).map(({ indexes }) => indexes[0]));
  return { ...found, others: columns.filter(({ indexes }) => !used.has(indexes[0])) };
}

/**
 * Offices name the column of the work after their matter («Văn bản quy định chi tiết», «Vướng mắc»): where who leads and when are named,
 * it is the one with the longest texts.
 */
function longestColumn(columns: readonly HeaderColumn[], guesses: readonly Guessed[]): HeaderColumn | null {
  const free = columns.filter(
    (one) => !guesses.some((guess) => guess.indexes[0] === one.indexes[0]) && !one.texts.every(isTimeCell),
  );
  const lengthOf = ({ texts }: HeaderColumn) =>
    texts.reduce((sum, text) => sum + squeeze(text).length, 0) / Math.max(1, texts.length);
  const [longest] = free.sort((a, b) => lengthOf(b) - lengthOf(a));
  return longest && lengthOf(longest) >= MIN_TITLE_LETTERS ? longest : null;
}

/** Shorter texts are marks, units and amounts. */
const MIN_TITLE_LETTERS = 12;

/** «Kết quả: Đang thực hiện»: how far the work is, not what it brings. */
function saysStates({ texts }: HeaderColumn): boolean {
  return texts.length > 0 && texts.filter(saysState).length * 2 > texts.length;
}

/** Who leads is who drafts or submits; "thực hiện" beside "chủ trì" carries out. */
function byLead(a: Guessed, b: Guessed): number {
  const isNamed = (one: Guessed) => (/\bchu tri\b/.test(headerWords(one.header)) ? 1 : 0);
  return b.strength - a.strength || isNamed(b) - isNamed(a);
}

/** Enough of a table to tell what stands in a column. */
const ROWS_LOOKED_AT = 300;

/** What a header column says for itself, what it shares with its neighbours, and what stands under it. */
function wordsOf(grid: GridCell[][], first: number, last: number, column: PlanColumn) {
  const at = column.indexes[0] ?? 0;
  const top = grid[first]?.[at];
  const isShared =
    top !== undefined &&
    top.text !== '' &&
    (grid[last]?.[at]?.originRow ?? first) > first &&
    top.colSpan > column.indexes.length;
  const texts = grid.slice(last + 1, last + 1 + ROWS_LOOKED_AT).flatMap((line) => {
    const cell = line[at];
    // Headings are merged over the table and stand in no column.
    return cell?.isOrigin && (cell.colSpan <= column.indexes.length || cell.colSpan * 2 <= line.length)
      ? [cell.text]
      : [];
  });
  const low = grid[last]?.[at]?.text || column.header;
  return {
    low,
    group: isShared ? squeeze(top.text) : '',
    // A header that repeats on each page is no text of its column.
    texts: meaningful(texts).filter((text) => text !== low),
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
