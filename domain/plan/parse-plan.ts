// The plan reader: a source document in, the plan's rows out. It looks for headers and merged cells, not for one office's layout.
import type { ParsedPlan, PlanIssue, PlanRow } from '#contracts/plan.ts';
import {
  checkRow,
  checkTable,
  hiddenRowIssue,
  leftOutIssues,
  leftOutTableIssues,
  noPlanTableIssue,
  noRowsIssue,
  noteOnTable,
} from './check-plan.ts';
import { fillGaps } from './fill-gaps.ts';
import { findHeader } from './find-header.ts';
import { doubtRepeats } from './find-repeats.ts';
import { foldText } from './fold-text.ts';
import { continuesTable, type LeftOutLine, type RowDraft, type TableWalk, walkTable } from './group-rows.ts';
import { type Heading, pushHeading } from './heading-stack.ts';
import { doubtHiddenYears } from './hidden-years.ts';
import { nameFields } from './name-fields.ts';
import type { PlanColumns, PlanHeader } from './plan-columns.ts';
import { readCode, readLabel } from './read-label.ts';
import { type AnnexTitle, readAnnexTitle, readPlanTitle } from './read-preamble.ts';
import { doubtByLines, remarkDoubts } from './read-remarks.ts';
import { toPlanRow } from './read-row.ts';
import { yearsWrittenOut } from './read-years.ts';
import type { SourceDocument, SourceTable } from './source-document.ts';

/**
 * Never throws: what is no plan comes back without rows and with the reasons. All issues of all rows come at once;
 * reading the time text is left to the deadline stage.
 */
export function parsePlan(document: SourceDocument): ParsedPlan {
  const scan = scanDocument(document);
  const walks = scan.tables.flatMap((read) => doubtedDrafts(read).map((draft) => ({ draft, table: read.table })));
  const fields = nameFields(
    scan.tables.flatMap(({ walk, table }) => walk.fields.map((path) => ({ path, table: table.number }))),
  );
  const annexTitles = scan.tables.map(({ annex }) => annex?.heading ?? '');
  const written = walks.map(({ draft, table }) => toPlanRow(draft, table, fields.codeOf(draft.fields, table.number)));
  const plan = readPlan(document, scan, annexTitles, written);
  const read = walks.map(({ draft, table }, index) =>
    doubtHiddenYears(written[index] as PlanRow, table, draft.row, plan),
  );
  const { rows, issues: repeats } = doubtRepeats(read);
  const issues: PlanIssue[] = [
    ...scan.issues,
    ...walks.flatMap(({ draft, table }, index) => {
      const row = rows[index];
      if (!row) return [];
      return [...checkRow(row, draft), ...(table.hiddenRows?.has(draft.row) ? [hiddenRowIssue(row)] : [])];
    }),
  ];
  issues.push(...repeats, ...emptyHeadings(scan.tables), ...(rows.length > 0 ? scan.aside : []));
  const last = scan.tables.at(-1);
  if (rows.length === 0 && issues.length === 0) {
    issues.push(last ? noRowsIssue(last.table) : noPlanTableIssue(tablesOf(document)));
  }
  return { plan, fields: fields.list, rows, issues };
}

function readPlan(
  document: SourceDocument,
  { tables, lines, letterhead }: Scan,
  annexTitles: string[],
  rows: readonly PlanRow[],
): ParsedPlan['plan'] {
  const plan = readPlanTitle(document.title ? [...lines, document.title] : lines, letterhead, annexTitles);
  // Nobody who read the sheet has seen such a year.
  if (tables.some(({ table }) => table.hiddenYears?.size)) return plan;
  return {
    ...plan,
    ...yearsWrittenOut(
      plan,
      rows.map(({ deadlineText }) => deadlineText),
    ),
  };
}

/** Headings of tasks with no work below: they would be seen nowhere. Fields are listed with the plan. */
function emptyHeadings(tables: readonly ReadTable[]): PlanIssue[] {
  const used = new Set(tables.flatMap(({ walk }) => walk.drafts.flatMap(({ headings }) => headings)));
  return tables.flatMap(({ table, walk }) => {
    const empty = walk.opened.filter((heading) => heading.level !== 'field' && !used.has(heading));
    return leftOutIssues(
      table,
      empty.map(({ place, text }) => ({ row: (place?.row ?? 1) - 1, text, why: 'heading' })),
    );
  });
}

/** The rows of a table with all that speaks against their dates: what stands beside them, and below the table. */
function doubtedDrafts({ walk, below }: ReadTable): RowDraft[] {
  const lines = [...walk.leftOut.filter(({ why }) => why !== 'struck').map(({ text }) => text), ...below];
  return doubtByLines(walk.drafts, lines).map((draft) => ({
    ...draft,
    doubts: [...draft.doubts, ...remarkDoubts(draft)],
  }));
}

type FoundAnnex = AnnexTitle & { heading: string };
type ReadTable = {
  table: SourceTable;
  walk: TableWalk;
  annex: FoundAnnex | null;
  /** Remarks in the lines that follow. */
  below: string[];
};

type Scan = {
  tables: ReadTable[];
  issues: PlanIssue[];
  /** Tables above the first of the plan that are none: worth a word only when something was read. */
  aside: PlanIssue[];
  /** All lines outside of plan rows, in order. */
  lines: string[];
  letterhead: string[];
  /** Lines since the last plan table: what announces the next one. */
  pending: string[];
  previous: PlanHeader | null;
  open: Heading[];
};

function scanDocument(document: SourceDocument): Scan {
  const scan: Scan = {
    tables: [],
    issues: [],
    aside: [],
    lines: [],
    letterhead: [],
    pending: [],
    previous: null,
    open: [],
  };
  const isMany = countPlanTables(tablesOf(document)) > 1;
  for (const block of document.blocks) {
    if (block.kind === 'paragraph') {
      scan.lines.push(block.text);
      scan.pending.push(block.text);
      if (REMARK.test(foldText(block.text))) scan.tables.at(-1)?.below.push(block.text);
    } else {
      readOneTable(scan, block, isMany);
    }
  }
  return scan;
}

/** A line below a table that explains it: "Ghi chú: …", "(1) Gia hạn …", "* …". */
const REMARK = /^(ghi chu|luu y|chu thich|\(?\*+\)?|\(\d{1,2}\)|\[\d{1,2}\])/;

function countPlanTables(tables: SourceTable[]): number {
  let columns: PlanColumns | null = null;
  let count = 0;
  for (const table of tables) {
    const header = findHeader(table.grid);
    columns = header?.columns ?? columns;
    if (header || (columns && continuesTable(table, columns))) count += 1;
  }
  return count;
}

function readOneTable(scan: Scan, table: SourceTable, isMany: boolean): void {
  const header = findHeader(table.grid);
  if (!header) {
    readHeaderless(scan, table, isMany);
    return;
  }
  const above = linesAbove(table, header.firstRow);
  scan.lines.push(...above);
  if (scan.tables.length === 0) scan.letterhead.push(...above);
  const problems = checkTable(table, header);
  const lines = [...scan.pending, ...above];
  scan.pending = [];
  const before = scan.tables.at(-1);
  const isContinued = before !== undefined && goesOn(scan, before, table, header, lines);
  const section = isMany && !isContinued ? findSection(lines) : null;
  const named = () => readAnnex(lines, isMany) ?? (section || !isMany ? null : sheetAsAnnex(table.name));
  const annex = isContinued ? before.annex : named();
  const open = isContinued ? scan.open : openSection(annex ? null : section);
  const walk = walkTable(table, header, header.lastRow + 1, annex, open);
  const filled = fillGaps(walk.drafts, table, planTitleOf(scan));
  const missing = problems.filter(({ code }) => !isFilled(code, filled.drafts));
  if (missing.length > 0) {
    scan.issues.push(...missing);
    return;
  }
  scan.issues.push(
    ...noteOnTable(table, header, filled.drafts),
    ...filled.issues,
    ...leftOutIssues(table, [...rowsAbove(table, header.firstRow), ...walk.leftOut]),
  );
  scan.tables.push({ table, walk: { ...walk, drafts: filled.drafts }, annex, below: [] });
  scan.previous = { ...header, columns: walk.columns };
  scan.open = walk.stack;
}

/** The table goes on with the one before: the same header, and nothing between them but the number of a page. */
function goesOn(scan: Scan, before: ReadTable, table: SourceTable, header: PlanHeader, lines: string[]): boolean {
  const isSame = JSON.stringify(scan.previous?.words) === JSON.stringify(header.words);
  if (!isSame || table.name !== before.table.name || lines.some((line) => !isPageMark(line))) return false;
  const first = table.grid[header.lastRow + 1]?.find((cell) => cell.text)?.text ?? '';
  // Numbers that begin again under headings that have their work already are another list.
  return !(/^(1|01|I)[.)]?$/.test(first.trim()) && before.walk.drafts.at(-1)?.headings === scan.open);
}

function isPageMark(line: string): boolean {
  return /^[-–—\s]*(trang\s*)?\d{0,4}(\s*\/\s*\d{1,4})?[-–—\s]*$|^\(?tiep theo\)?$/.test(foldText(line));
}

/** Whether what no column says stands elsewhere, for most of the rows at least. */
function isFilled(code: string, drafts: readonly RowDraft[]): boolean {
  const role = code === 'column-missing-deadline' ? 'deadline' : code === 'column-missing-lead' ? 'lead' : null;
  return role !== null && drafts.length > 0 && drafts.filter((draft) => draft[role].trim()).length * 2 > drafts.length;
}

function planTitleOf({ lines, letterhead }: Scan): string | null {
  return readPlanTitle(lines, letterhead, []).title;
}

/** No header: the rest of the table before, a letterhead, or nothing of the plan. */
function readHeaderless(scan: Scan, table: SourceTable, isMany: boolean): void {
  const last = scan.tables.at(-1);
  if (scan.previous && last && continuesTable(table, scan.previous.columns)) {
    const annex = readAnnex(scan.pending, isMany) ?? last.annex;
    const section = findSection(scan.pending);
    const open = section || annex !== last.annex ? openSection(section) : scan.open;
    const walk = walkTable(table, scan.previous, 0, annex, open);
    const filled = fillGaps(walk.drafts, table, planTitleOf(scan));
    scan.issues.push(...filled.issues, ...leftOutIssues(table, walk.leftOut));
    scan.tables.push({ table, walk: { ...walk, drafts: filled.drafts }, annex, below: [] });
    scan.open = walk.stack;
    scan.pending = [];
    return;
  }
  const lines = linesAbove(table, table.grid.length);
  if (scan.tables.length > 0) {
    scan.issues.push(...leftOutTableIssues(table));
    return;
  }
  scan.aside.push(...leftOutTableIssues(table));
  scan.letterhead.push(...lines);
  scan.lines.push(...lines);
}

/** Rows above the header that fill more cells than a letterhead does. */
function rowsAbove(table: SourceTable, endRow: number): LeftOutLine[] {
  return table.grid.slice(0, endRow).flatMap((line, row) => {
    const texts = line.filter((cell) => cell.isOrigin && cell.text).map(({ text }) => text);
    return texts.length > 2 ? [{ row, text: texts.join(' '), why: 'remark' as const }] : [];
  });
}

/** A letterhead and a title take a few rows; a long table that is no plan need not be kept whole. */
const MAX_LINES_ABOVE = 60;

function linesAbove(table: SourceTable, endRow: number): string[] {
  return table.grid
    .slice(0, Math.min(endRow, MAX_LINES_ABOVE))
    .flatMap((line) => line.filter((cell) => cell.isOrigin && cell.text))
    .flatMap((cell) => cell.text.split('\n'));
}

/** The annex that the lines above a table announce; without a number it counts only in a plan of several tables. */
function readAnnex(lines: string[], isMany: boolean): FoundAnnex | null {
  const annex = readAnnexTitle(lines);
  return annex && (annex.code || isMany) ? { ...annex, heading: annexHeading(lines) } : null;
}

/** The lines in which the annex says what it is; the text of the plan that stands before it speaks of other things, and of other years. */
function annexHeading(lines: string[]): string {
  const at = lines.findLastIndex((line) => /^(phu luc|bieu)\b/.test(foldText(line)));
  return lines.slice(at, at + LINES_OF_ANNEX).join(' ');
}

const LINES_OF_ANNEX = 4;

function sheetAsAnnex(sheet: string | null): FoundAnnex | null {
  if (!sheet || /^(sheet|trang tinh|trang)\s*\d*$/.test(foldText(sheet))) return null;
  const { code, title } = readLabel(sheet);
  const named = readAnnexTitle([sheet]) ?? (code ? { code, title } : { code: readCode(sheet), title: sheet });
  return { ...named, heading: sheet };
}

/** How far above a table its title may stand: a unit of measure or a remark fits between, the text of a chapter does not. */
const LINES_TO_SECTION = 3;

/** The numbered title right above the table: "II. CẢI CÁCH THỂ CHẾ", "1. Cải cách thể chế". */
function findSection(lines: string[]): string | null {
  const near = lines.filter((line) => line.trim()).slice(-LINES_TO_SECTION);
  const isTitle = (line: string) =>
    readLabel(line).code !== null && line.length <= 200 && !/[.;:,]$/.test(line.trim()) && /^[^a-zđ]/.test(line.trim());
  return near.findLast(isTitle) ?? null;
}

/** A section above a table is a heading like those within it: II above the second table closes I above the first. */
function openSection(section: string | null): Heading[] {
  return section ? pushHeading([], { number: '', text: section, level: null, isWide: true }, false, null) : [];
}

function tablesOf(document: SourceDocument): SourceTable[] {
  return document.blocks.filter((block) => block.kind === 'table');
}
