// What a row of the table's body is: a heading, an activity, the rest of a cell that broke over a page, or nothing.

import { isUnfinished, startsAgency } from './agency-words.ts';
import { isNumberingRow } from './find-header.ts';
import { foldText, isUpperCase, squeeze } from './fold-text.ts';
import type { HeadingText } from './heading-stack.ts';
import { allColumns, type PlanColumn, type PlanColumns } from './plan-columns.ts';
import { readCode, readLabel } from './read-label.ts';
import { joinTimes } from './read-times.ts';
import type { GridCell } from './source-document.ts';
import { isBlank, isDitto, saysTime } from './time-words.ts';
import { unitsOf } from './unit-columns.ts';

export type RowKind =
  | { kind: 'nothing' }
  | { kind: 'remark' }
  | { kind: 'struck' }
  | { kind: 'end' }
  | { kind: 'annex'; text: string }
  | { kind: 'heading'; heading: HeadingText }
  | { kind: 'activity' }
  | { kind: 'rest' };

export type CellOf = {
  text: string;
  /** The cell begins on this row; a merged cell from above does not. */
  isFresh: boolean;
  /** Vietnamese: why a person must look although the text may be clear. */
  doubts?: string[];
  /** The beginning of the work could not be put into the text. */
  isStartLeftOut?: boolean;
};

/** Decides by what the row fills, not by where: merged width, empty columns, numbering, how the next row goes on. */
export function classifyRow(grid: GridCell[][], row: number, columns: PlanColumns, before: RowTexts | null): RowKind {
  const line = grid[row] ?? [];
  const fresh = line.filter((cell) => cell.originRow === row && cell.isOrigin && !isBlank(cell.text));
  if (isStruckOut(line, row, fresh, columns)) return { kind: 'struck' };
  if (fresh.length === 0 || isNumberingRow(line)) return { kind: 'nothing' };
  const named = groupWithLead(grid, row, columns);
  if (named) return { kind: 'heading', heading: named };
  if (isSignature(fresh, rowTexts(grid, row, columns))) return { kind: 'end' };
  const alone = loneText(line, fresh, row, columns);
  if (alone) {
    const remark = remarkKind(alone.text);
    if (remark) return remark;
    if (isHeading(grid, row, columns, alone)) {
      return { kind: 'heading', heading: alone };
    }
  }
  return before && isRest(rowTexts(grid, row, columns), before) ? { kind: 'rest' } : { kind: 'activity' };
}

/** What the row was about is struck out, or nothing of it is left. */
function isStruckOut(line: GridCell[], row: number, fresh: GridCell[], { title }: PlanColumns): boolean {
  const struck = line.filter((cell) => cell.isOrigin && cell.originRow === row && cell.struck && !cell.text.trim());
  return struck.length > 0 && (fresh.length === 0 || struck.some((cell) => title?.indexes.includes(cell.originColumn)));
}

export type RowTexts = Record<
  'number' | 'objective' | 'task' | 'title' | 'product' | 'lead' | 'coordinator' | 'deadline',
  CellOf
>;

/** The texts of a row by role; what a merged cell says counts for each row that it spans. */
export function rowTexts(grid: GridCell[][], row: number, columns: PlanColumns): RowTexts {
  const of = (column: PlanColumn | null) => cellOf(grid, row, column, columns);
  return {
    number: of(columns.number),
    objective: of(columns.objective),
    task: of(columns.task),
    title: of(columns.title),
    product: of(columns.product),
    lead: columns.lead || columns.units.length === 0 ? of(columns.lead) : unitsOf(grid, row, columns, 'lead'),
    coordinator: columns.coordinator ? of(columns.coordinator) : unitsOf(grid, row, columns, 'coordinator'),
    deadline: deadlineOf(grid, row, columns),
  };
}

const EMPTY: CellOf = { text: '', isFresh: false };

/** The text under a header. A cell merged across several columns belongs to the first of them. */
export function cellOf(grid: GridCell[][], row: number, column: PlanColumn | null, columns: PlanColumns): CellOf {
  if (!column) return EMPTY;
  const first = column.indexes[0] ?? 0;
  const cells: GridCell[] = [];
  for (const index of column.indexes) {
    const cell = grid[row]?.[index];
    if (!cell?.text || cells.some((one) => one.originColumn === cell.originColumn)) continue;
    const isForeign =
      cell.originColumn < first &&
      allColumns(columns).some((one) => one !== column && one.indexes.includes(cell.originColumn));
    if (!isForeign) cells.push(cell);
  }
  const texts = cells.map((cell, index) =>
    index < cells.length - 1 && readCode(cell.text) ? `${readCode(cell.text)}.` : cell.text,
  );
  // Two names under one header are two agencies, and no long name.
  const joint = column === columns.lead || column === columns.coordinator ? '\n- ' : ' ';
  const isList = joint !== ' ' && texts.length > 1;
  return {
    text: `${isList ? '- ' : ''}${texts.join(joint)}`.trim(),
    isFresh: cells.some((cell) => cell.originRow === row),
  };
}

/** The time of a row, whatever its columns say of it. */
function deadlineOf(grid: GridCell[][], row: number, columns: PlanColumns): CellOf {
  const cells = columns.times.map((column) => {
    const { text, isFresh } = cellOf(grid, meantRow(grid, row, column, columns), column, columns);
    const at = grid[row]?.[column.indexes[0] ?? 0];
    // A mark that is merged over several periods stands in each of them.
    const shown = column.part === 'period' ? (at?.text ?? '') : text || (isJoined(at, columns) ? (at?.text ?? '') : '');
    return {
      column,
      text: shown,
      key: `${at?.originRow}:${at?.originColumn}`,
      isFresh: isFresh || at?.originRow === row,
    };
  });
  return joinTimes(cells, columns);
}

/** Where several columns say when, a ditto mark repeats the one of its column. */
function meantRow(grid: GridCell[][], row: number, column: PlanColumn, columns: PlanColumns): number {
  const texts = (at: number) => cellOf(grid, at, column, columns).text;
  if (columns.times.length < 2 || !isDitto(texts(row))) return row;
  let above = row - 1;
  while (above > 0 && (isBlank(texts(above)) || isDitto(texts(above)))) above -= 1;
  return above > 0 && saysTime(texts(above)) ? above : row;
}

/** Merged over columns of time alone: it says the same for each. */
function isJoined(cell: GridCell | undefined, columns: PlanColumns): boolean {
  return cell !== undefined && columns.times.some((one) => one.indexes.includes(cell.originColumn));
}

/** The one text of a row that fills nothing else (beside its number); null when other columns speak too. */
function loneText(line: GridCell[], fresh: GridCell[], row: number, columns: PlanColumns): HeadingText | null {
  const numberAt = columns.number?.indexes[0];
  const isNumber = (cell: GridCell) =>
    cell.originColumn === numberAt && cell.colSpan === 1 && readCode(cell.text) !== null;
  const texts = fresh.filter((cell) => !isNumber(cell) && !isAmount(cell, columns));
  const number = fresh.find(isNumber)?.text ?? '';
  const only = texts[0];
  if (!only || texts.length > 1) return null;
  const roles = allColumns(columns);
  const spansRoles = roles.filter((column) =>
    column.indexes.some((at) => at >= only.originColumn && at < only.originColumn + only.colSpan),
  );
  const isWide = only.colSpan > 1 && (spansRoles.length > 2 || only.colSpan * 2 > line.length);
  // Merged cells from above fill this row too: then it is an activity that shares them.
  const isShared = line.some((cell) => cell.originRow < row && cell.text && cell.originColumn !== numberAt);
  if (isShared && !isWide) return null;
  const at = (column: PlanColumn | null) => column?.indexes.includes(only.originColumn) ?? false;
  const isTitle =
    at(columns.title) || at(columns.number) || at(columns.task) || at(columns.objective) || at(columns.field);
  if (!isWide && !isTitle) return null;
  // Under a numbering column I, II or A, B are fields wherever their title was typed.
  const isField = /^([IVXLC]+|[A-ZĐ])$/.test(readCode(number) ?? '') || isUpperCase(only.text);
  const level =
    isWide || isField
      ? null
      : at(columns.task)
        ? 'task'
        : at(columns.objective)
          ? 'objective'
          : at(columns.field)
            ? 'field'
            : null;
  return { number, text: only.text, isWide, level };
}

/** Money and counts beside a title make no work of it: they stand where no role does, or under the funding. */
function isAmount({ text, originColumn }: GridCell, { funding, others }: PlanColumns): boolean {
  const isBeside = [funding, ...others].some((column) => column?.indexes.includes(originColumn));
  return isBeside && /^[\d\s.,%()+-]*\d[\d\s.,%()+-]*$/.test(text);
}

/** "Nơi nhận: … | TM. ỦY BAN NHÂN DÂN", "Người lập biểu | CHỦ TỊCH": several cells that sign the table, and no work among them. */
function isSignature(fresh: GridCell[], { number, title, deadline }: RowTexts): boolean {
  if (fresh.some((cell) => cell.text.length > MAX_HEADING_LETTERS && !/^nơi nhận/iu.test(cell.text))) return false;
  const isWork = (number.isFresh && readCode(number.text) !== null) || (deadline.isFresh && saysTime(deadline.text));
  const isTitled = title.isFresh && title.text !== '' && !SIGNS.test(foldText(title.text));
  const isShared = !title.isFresh && title.text !== '';
  return !isWork && !isTitled && !isShared && fresh.some((cell) => SIGNS.test(foldText(cell.text)));
}

const SIGNS =
  /^(noi nhan\b|tm\. ?\p{L}|kt\. ?\p{L}|tl\. ?\p{L}|tuq\. ?\p{L}|nguoi lap\b|lap bieu\b|(pho )?(chu tich|chanh van phong|giam doc|bi thu|truong phong|truong ban|hieu truong|ke toan truong)$|thu truong don vi$)/u;

/** Lines around the table's content that are no headings: notes, sums, the signature. */
function remarkKind(text: string): RowKind | null {
  const folded = foldText(text);
  if (/^(noi nhan|tm\.|tm |kt\.|tl\.|tuq\.|nguoi lap|chu tich$)/.test(folded)) return { kind: 'end' };
  if (
    /^(\*|\(\*\)|ghi chu|luu y|chu thich|tong cong|tong so|tong( kinh phi| muc dau tu| von)?$|cong( [a-d])?$|(tong|cong): ?\d|cong:|\(?kem theo|\(?ban hanh kem)/.test(
      folded,
    )
  )
    return { kind: 'remark' };
  if (/^(phu luc|bieu so|bieu)\b/.test(folded)) return { kind: 'annex', text: squeeze(text) };
  return null;
}

/**
 * "II | CẢI CÁCH THỂ CHẾ | Phòng Tư pháp", or "1 | Tuyên truyền | Phòng Tư pháp" above 1.1: a group that names who answers for it; it has
 * no time, so it is no activity.
 */
function groupWithLead(grid: GridCell[][], row: number, columns: PlanColumns): HeadingText | null {
  const texts = rowTexts(grid, row, columns);
  const title = [texts.title, texts.task, texts.objective].find((cell) => cell.isFresh && cell.text)?.text ?? '';
  const number = readCode(texts.number.text) ?? '';
  if (!texts.number.isFresh || !title || texts.deadline.text || isBlank(texts.lead.text)) return null;
  const isField = /^([IVXLC]+|[A-ZĐ])$/.test(number) && isUpperCase(title);
  const isGroup = /^\d/.test(number) && texts.product.text === '' && hasNumberBelow(grid, row, columns, number);
  if (!isField && !isGroup) return null;
  return { number: texts.number.text, text: title, level: null, isWide: false, lead: texts.lead.text };
}

/** The next number is a part of this one, and its row says when or who. */
function hasNumberBelow(grid: GridCell[][], row: number, columns: PlanColumns, code: string): boolean {
  for (let next = row + 1; next < grid.length; next++) {
    const texts = rowTexts(grid, next, columns);
    const below = readCode(texts.number.text) ?? readLabel(texts.title.text).code;
    if (below === null && !texts.title.text) continue;
    return (below ?? '').startsWith(`${code}.`) && texts.deadline.isFresh && texts.deadline.text !== '';
  }
  return false;
}

const MAX_HEADING_LETTERS = 400;

function isHeading(grid: GridCell[][], row: number, columns: PlanColumns, alone: HeadingText): boolean {
  const text = squeeze(alone.text);
  if (!/\p{L}/u.test(text) || text.length > MAX_HEADING_LETTERS) return false;
  if (alone.isWide) return true;
  const labelled = readLabel(text);
  const code = readCode(alone.number) ?? labelled.code;
  if (isUpperCase(text) && (code !== null || text.split(' ').length > 1)) return true;
  if (code === null) return alone.level === null && columns.task === null && numbersBeginBelow(grid, row, columns);
  if (/^([IVXLC]+|[A-ZĐ])$/.test(code)) return true;
  return hasChild(grid, row, columns, code);
}

/** A line without a number, above work that is numbered from one: the name of a group. */
function numbersBeginBelow(grid: GridCell[][], row: number, columns: PlanColumns): boolean {
  const next = grid.findIndex((line, at) => at > row && line.some((cell) => cell.originRow === at && cell.text));
  if (next < 0) return false;
  const { number, title, lead, deadline } = rowTexts(grid, next, columns);
  const below = readCode(number.text) ?? readLabel(title.text).code;
  return /^(0?1|a)$/.test(below ?? '') && [lead, deadline].every((cell) => cell.isFresh && cell.text !== '');
}

/** The next row goes on below this one: 1 → 1.1, 1 → a, 1 → a dash, 1 → work without a number that has its own agency or time. */
function hasChild(grid: GridCell[][], row: number, columns: PlanColumns, code: string): boolean {
  for (let next = row + 1; next < grid.length; next++) {
    const texts = rowTexts(grid, next, columns);
    if (!texts.title.text && !texts.number.text) continue;
    const below = readCode(texts.number.text) ?? readLabel(texts.title.text).code;
    const isDash = /^[-+–•]/.test(texts.title.text) || /^[-+–•]$/.test(texts.number.text.trim());
    const isWork =
      (texts.lead.isFresh && texts.lead.text !== '') || (texts.deadline.isFresh && texts.deadline.text !== '');
    if (below === null) return texts.title.isFresh && texts.title.text !== '' && (isDash || isWork);
    return below.startsWith(`${code}.`) || (/^\d+$/.test(code) && /^[a-zđ]$/.test(below));
  }
  return false;
}

/** The row adds no activity: it goes on with the cells above it, across a page break or beside a merged title. */
function isRest(now: RowTexts, before: RowTexts): boolean {
  if (now.number.isFresh && now.number.text) return false;
  const isNew = (cell: CellOf) => cell.isFresh && cell.text !== '';
  const isOwn = (cell: CellOf, above: CellOf) => isNew(cell) && !isTail(cell.text, above.text);
  const hasOwnTask = isOwn(now.task, before.task) && readLabel(now.task.text).code !== null;
  // A mark that repeats what stands above is no rest of it.
  const isSaid = (cell: CellOf) => isNew(cell) && isDitto(cell.text);
  const hasOwnLead = isSaid(now.lead) || (isNew(now.lead) && !goesOnAgency(now.lead.text, before.lead.text));
  const hasOwnTime =
    isSaid(now.deadline) || (isNew(now.deadline) && !goesOnTime(now.deadline.text, before.deadline.text));
  if (!isNew(now.title)) {
    const addsWork = now.title.text !== '' ? isNew(now.lead) || isNew(now.deadline) : hasOwnLead || hasOwnTime;
    return !addsWork && !hasOwnTask;
  }
  const isOwnTitle = readLabel(now.title.text).code !== null || !isTail(now.title.text, before.title.text);
  return !isOwnTitle && !hasOwnTask && !hasOwnLead && !hasOwnTime;
}

/** Goes on in the middle of a sentence: begins small, and what stands above has not ended. */
function isTail(text: string, above: string): boolean {
  return above !== '' && /^[\p{Ll}\d),;]/u.test(text) && !/[.;]$/.test(above.trim());
}

/** "Phòng" / "Nội vụ": the name above is not finished, or this is no name. */
function goesOnAgency(text: string, above: string): boolean {
  if (above === '') return false;
  return isUnfinished(above) || !startsAgency(text);
}

/** "Quý" / "I/2025": the time above is not finished, or this is no time of its own. */
function goesOnTime(text: string, above: string): boolean {
  if (above === '') return false;
  const isOpen = /(^|\s)(quy|thang|nam|ngay|truoc|truoc ngay|het|den|tu|va|[-–/,])$/.test(foldText(above));
  const startsTime =
    /^(quy|thang|nam|truoc|ngay|thuong|hang|dinh|ca nam|khi|theo|trong|tu|den|sau|hoan thanh|cham nhat|dau|cuoi|giua|dot xuat|\d{1,2}[/.-]\d)/;
  const isLabelled = /^[^:]{2,60}: /.test(text) && saysTime(text);
  return isOpen || !(startsTime.test(foldText(text)) || isLabelled);
}
