// Walks the body of one plan table: headings above, cells shared by merging, cells broken over pages → one draft per activity.
import { type CellOf, cellOf, classifyRow, type RowTexts, rowTexts } from './classify-row.ts';
import { squeeze } from './fold-text.ts';
import { headerRepeat } from './header-repeat.ts';
import { guessColumn } from './header-words.ts';
import {
  closeFinished,
  type Heading,
  type HeadingText,
  type Numbering,
  objectiveOf,
  pushHeading,
  taskOf,
} from './heading-stack.ts';
import { allColumns, type PlanColumn, type PlanColumns, type PlanHeader } from './plan-columns.ts';
import { readCode, readLabel } from './read-label.ts';
import { type AnnexTitle, readAnnexTitle } from './read-preamble.ts';
import { type GridCell, placeOf, type SourceTable } from './source-document.ts';
import { isDitto, isTimeCell } from './time-words.ts';

export type FieldPath = { annex: AnnexTitle | null; headings: Heading[] };

/** A text that several rows share; a rest found later on the next page is added for all of them. */
export type SharedText = { text: string };

export type RowDraft = {
  row: number;
  columns: PlanColumns;
  fields: FieldPath;
  objective: SharedText | null;
  objectiveHeading: string | null;
  task: SharedText | null;
  taskHeading: Heading | null;
  /** All headings above the row, the outermost first. */
  headings: Heading[];
  number: string;
  title: string;
  product: string;
  lead: string;
  coordinator: string;
  deadline: string;
  funding: string;
  /** Columns whose empty cell was filled from the row above; a person is told. */
  taken: TakenRole[];
  /** Vietnamese: why a person must look at the row. */
  doubts: string[];
  /** The beginning that its own column names could not be put into the time. */
  isStartLeftOut: boolean;
  /** Footnotes and comments of its cells. */
  notes: string[];
  /** What stands in columns that have no role. */
  remarks: { header: string; text: string }[];
  /** What was struck out of its cells. */
  struck: string[];
};

/** A line of the table that is neither a row nor a heading: a person is told of each. */
export type LeftOutLine = { row: number; text: string; why: 'remark' | 'after-the-end' | 'struck' | 'heading' };

export type TakenRole = 'lead' | 'coordinator' | 'deadline';

export type TableWalk = {
  drafts: RowDraft[];
  fields: FieldPath[];
  stack: Heading[];
  columns: PlanColumns;
  leftOut: LeftOutLine[];
  /** Every heading that stands on a row of the table. */
  opened: Heading[];
};

type Walker = {
  table: SourceTable;
  header: PlanHeader;
  columns: PlanColumns;
  annex: AnnexTitle | null;
  stack: Heading[];
  task: SharedText | null;
  objective: SharedText | null;
  /** Nothing is merged down: the file has lost its merges (CSV), blanks stand for them. */
  isFlat: boolean;
  /** Texts of the last activity, its rests included. */
  last: RowTexts | null;
  drafts: RowDraft[];
  fields: FieldPath[];
  leftOut: LeftOutLine[];
  numbering: Numbering;
  opened: Heading[];
};

/** Every activity of the table in order, each with all that stands above it. `open` are headings that the table before left open. */
export function walkTable(
  table: SourceTable,
  header: PlanHeader,
  fromRow: number,
  annex: AnnexTitle | null,
  open: Heading[],
): TableWalk {
  const walker: Walker = {
    table,
    header,
    columns: header.columns,
    annex,
    stack: open,
    task: null,
    objective: null,
    isFlat: table.grid.every((line) => line.every((cell) => cell.rowSpan === 1)),
    last: null,
    drafts: [],
    leftOut: [],
    numbering: new Map(),
    opened: [],
    fields: annex ? [{ annex, headings: [] }] : [],
  };
  if (open.length > 0) walker.fields.push(fieldsOf(walker));
  for (let row = fromRow; row < table.grid.length; row++) {
    const again = headerRepeat(table.grid, row, walker.header);
    if (again) {
      walker.header = again.header;
      walker.columns = again.header.columns;
      row = again.lastRow;
      continue;
    }
    if (takeRow(walker, row)) continue;
    for (let after = row; after < table.grid.length; after++) leaveOut(walker, after, 'after-the-end');
    break;
  }
  return {
    drafts: walker.drafts,
    fields: walker.fields,
    stack: walker.stack,
    columns: walker.columns,
    leftOut: walker.leftOut,
    opened: walker.opened,
  };
}

/** False at the end of the plan's own rows (signature, recipients). */
function takeRow(walker: Walker, row: number): boolean {
  const { grid } = walker.table;
  const found = classifyRow(grid, row, walker.columns, walker.last);
  if (found.kind === 'end') {
    if (walker.drafts.length > 0) return false;
    leaveOut(walker, row, 'remark');
  }
  if (found.kind === 'remark') leaveOut(walker, row, 'remark');
  if (found.kind === 'struck') leaveOut(walker, row, 'struck');
  if (found.kind === 'annex') openAnnex(walker, found.text);
  if (found.kind === 'heading') openHeading(walker, found.heading, row);
  if (found.kind === 'rest') addRest(walker, row);
  if (found.kind === 'activity') addActivity(walker, row);
  return true;
}

function leaveOut(walker: Walker, row: number, why: LeftOutLine['why']): void {
  const cells = (walker.table.grid[row] ?? []).filter((cell) => cell.isOrigin);
  const text = squeeze(cells.map((cell) => cell.text || (why === 'struck' ? (cell.struck ?? '') : '')).join(' '));
  if (text) walker.leftOut.push({ row, text, why });
}

function openAnnex(walker: Walker, text: string): void {
  const annex = readAnnexTitle([text]);
  if (!annex) return;
  Object.assign(walker, { annex, stack: [], numbering: new Map(), task: null, objective: null, last: null });
  walker.fields.push({ annex, headings: [] });
}

function openHeading(walker: Walker, heading: HeadingText, row: number): void {
  walker.stack = pushHeading(
    walker.stack,
    heading,
    walker.annex !== null,
    placeOf(walker.table, row),
    walker.numbering,
  );
  const own = walker.stack.at(-1);
  if (own) walker.opened.push(own);
  Object.assign(walker, { task: null, objective: null, last: null });
  if (walker.stack.at(-1)?.level === 'field') walker.fields.push(fieldsOf(walker));
}

function fieldsOf(walker: Walker): FieldPath {
  return { annex: walker.annex, headings: walker.stack.filter((one) => one.level === 'field') };
}

function addActivity(walker: Walker, row: number): void {
  const { columns } = walker;
  const { grid } = walker.table;
  const texts = rowTexts(grid, row, columns);
  walker.stack = closeFinished(walker.stack, readCode(texts.number.text) ?? readLabel(texts.title.text).code);
  const before = walker.drafts.at(-1);
  const ditto = (now: string, above: string | undefined) => (isDitto(now) && above ? above : now);
  openFieldColumn(walker, cellOf(grid, row, columns.field, columns), row);
  walker.task = shareText(walker.task, texts.task);
  walker.objective = shareText(walker.objective, texts.objective);
  const draft: RowDraft = {
    row,
    columns,
    fields: fieldsOf(walker),
    objective: walker.objective,
    objectiveHeading: objectiveOf(walker.stack),
    task: walker.task,
    taskHeading: taskOf(walker.stack),
    headings: walker.stack,
    number: texts.number.text,
    title: ditto(texts.title.text, before?.title),
    product: ditto(texts.product.text, before?.product),
    lead: ditto(texts.lead.text, before?.lead),
    coordinator: ditto(texts.coordinator.text, before?.coordinator),
    deadline: ditto(texts.deadline.text, before?.deadline),
    funding: ditto(cellOf(grid, row, columns.funding, columns).text, before?.funding),
    taken: [],
    doubts: texts.deadline.doubts ?? [],
    isStartLeftOut: texts.deadline.isStartLeftOut ?? false,
    ...besideRow(grid, row, columns),
  };
  walker.drafts.push(walker.isFlat && before ? takeFromAbove(draft, texts, before) : draft);
  walker.last = texts;
}

/** What the row carries besides the texts of its roles. */
function besideRow(
  grid: GridCell[][],
  row: number,
  columns: PlanColumns,
): Pick<RowDraft, 'notes' | 'remarks' | 'struck'> {
  const line = grid[row] ?? [];
  const cells = line.filter((cell, index) => line.findIndex((one) => one.originColumn === cell.originColumn) === index);
  return {
    notes: cells.flatMap((cell) => [...(cell.notes ?? [])]),
    remarks: columns.others.flatMap((column) => {
      const { text } = cellOf(grid, row, column, columns);
      return text ? [{ header: column.header, text }] : [];
    }),
    struck: cells.flatMap((cell) => (cell.struck && cell.originRow === row ? [squeeze(cell.struck)] : [])),
  };
}

/**
 * In a file that has lost its merges, a row whose number and group are blank stands in the group of the row above, and so do its
 * blank leads and time. Each is noted, because a blank may also mean that nobody was named.
 */
function takeFromAbove(draft: RowDraft, texts: RowTexts, before: RowDraft): RowDraft {
  const { columns } = draft;
  const isGroupBlank = (columns.task && !texts.task.text) || (columns.objective && !texts.objective.text);
  if (!columns.number || texts.number.text || !isGroupBlank) return draft;
  const roles: TakenRole[] = draft.lead ? ['deadline'] : ['lead', 'coordinator', 'deadline'];
  const taken = roles.filter((role) => !draft[role] && before[role]);
  return { ...draft, ...Object.fromEntries(taken.map((role) => [role, before[role]])), taken };
}

/** The field as a column: a change of its text opens the next field. */
function openFieldColumn(walker: Walker, cell: CellOf, row: number): void {
  if (!cell.text) return;
  const open = walker.stack.findLast((one) => one.level === 'field');
  if (open && squeeze(cell.text) === open.text) return;
  openHeading(walker, { number: '', text: cell.text, level: 'field', isWide: true }, row);
}

/** The task of the row: a new text opens the next task, an empty cell stays with the one above, a rest is added to it. */
function shareText(open: SharedText | null, cell: CellOf): SharedText | null {
  if (!cell.text) return open;
  if (!cell.isFresh && open) return open;
  const isRest = open && /^[\p{Ll}),]/u.test(cell.text) && !/[.;:]$/.test(open.text);
  if (!isRest) return { text: cell.text };
  open.text = `${open.text} ${cell.text}`;
  return open;
}

/** Adds the rest of broken cells to the activity above, column by column. */
function addRest(walker: Walker, row: number): void {
  const draft = walker.drafts.at(-1);
  if (!draft || !walker.last) return;
  const texts = rowTexts(walker.table.grid, row, walker.columns);
  const roles = ['title', 'product', 'lead', 'coordinator', 'deadline'] as const;
  for (const role of roles) {
    const rest = texts[role];
    if (!rest.isFresh || !rest.text) continue;
    if (role === 'deadline' && walker.columns.times.length > 1)
      draft.doubts.push('các ô thời gian của dòng này bị ngắt qua trang');
    draft[role] = draft[role] ? `${draft[role]}\n${rest.text}` : rest.text;
    walker.last = { ...walker.last, [role]: { text: draft[role], isFresh: true } };
  }
  for (const role of ['task', 'objective'] as const) {
    const { text, isFresh } = texts[role];
    if (!isFresh || !text) continue;
    const shared = walker[role];
    if (shared) shared.text = `${shared.text} ${text}`;
    else {
      walker[role] = { text };
      draft[role] = walker[role];
    }
  }
  addRestBeside(walker, row, draft);
}

/** What goes on in the columns that make no row: remarks may still change its date, and a line of nothing else is named. */
function addRestBeside({ table: { grid }, columns, leftOut }: Walker, row: number, draft: RowDraft): void {
  const fresh = (grid[row] ?? []).filter((cell) => cell.isOrigin && cell.text.trim());
  const isUnder = (cell: GridCell, column: PlanColumn | null) => column?.indexes.includes(cell.originColumn) ?? false;
  const beside = fresh.filter((cell) => columns.others.some((column) => isUnder(cell, column)));
  for (const cell of beside) {
    const column = columns.others.find((one) => isUnder(cell, one));
    draft.remarks.push({ header: column?.header ?? '', text: cell.text });
  }
  const read = allColumns(columns).filter((column) => column !== columns.funding && column !== columns.number);
  if (fresh.some((cell) => read.some((column) => isUnder(cell, column)))) return;
  leftOut.push({ row, text: squeeze(fresh.map(({ text }) => text).join(' ')), why: 'remark' });
}

/** A table without a header that goes on with the one before (Word splits long tables): same width, rows that read as activities. */
export function continuesTable(table: SourceTable, columns: PlanColumns): boolean {
  const width = table.grid[0]?.length ?? 0;
  const known = Math.max(...allColumns(columns).flatMap((column) => column.indexes)) + 1;
  if (width < known || width > known + 2 || beginsAnotherTable(table) || !keepsNumbers(table, columns)) return false;
  return table.grid.some((_, row) => {
    const texts = rowTexts(table.grid, row, columns);
    return texts.title.text !== '' && (texts.lead.text !== '' || texts.deadline.text !== '');
  });
}

/** Where the table before has its numbers this one has numbers too, or nothing. */
function keepsNumbers({ grid }: SourceTable, { number }: PlanColumns): boolean {
  const at = number?.indexes[0];
  if (at === undefined) return true;
  const texts = grid.flatMap((line) => {
    const cell = line[at];
    const isRow = line.filter((one) => one.isOrigin && one.text).length > 1;
    return isRow && cell?.isOrigin && cell.colSpan === 1 && cell.text ? [cell.text] : [];
  });
  const numbers = texts.filter((text) => readCode(text) !== null || /^[-+–•]$/.test(text.trim()));
  return numbers.length * 2 >= texts.length;
}

/** Its first lines name columns (STT, Nội dung chi, Thành tiền): a table of its own, whatever it is about. */
function beginsAnotherTable(table: SourceTable): boolean {
  const first = (table.grid[0] ?? []).filter((cell) => cell.isOrigin && cell.text);
  const isShort = first.length > 2 && first.every(({ text }) => text.length <= 40 && !isTimeCell(text));
  if (isShort && first.filter(({ text }) => guessColumn(text) !== null).length > 1) return true;
  return table.grid.slice(0, MAX_ROWS_TO_HEADER).some((line) => {
    const texts = line.filter((cell) => cell.isOrigin && cell.text).map((cell) => cell.text);
    return texts.length > 2 && texts.some((text) => guessColumn(text)?.role === 'number');
  });
}

/** A letterhead and a title may stand above the names of the columns. */
const MAX_ROWS_TO_HEADER = 15;
