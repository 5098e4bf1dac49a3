// The plan reader: a source document in, the plan's rows out. It looks for headers and merged cells, not for one office's layout.
import type { ParsedPlan, PlanIssue } from '#contracts/plan.ts';
import { checkRow, checkTable, hiddenRowIssue, noPlanTableIssue, noRowsIssue, noteOnTable } from './check-plan.ts';
import { findHeader, type PlanColumns, type PlanHeader } from './find-header.ts';
import { foldText } from './fold-text.ts';
import { continuesTable, type TableWalk, walkTable } from './group-rows.ts';
import { type Heading, pushHeading } from './heading-stack.ts';
import { nameFields } from './name-fields.ts';
import { readCode, readLabel } from './read-label.ts';
import { type AnnexTitle, readAnnexTitle, readPlanTitle } from './read-preamble.ts';
import { toPlanRow } from './read-row.ts';
import type { SourceDocument, SourceTable } from './source-document.ts';

/**
 * Never throws: what is no plan comes back without rows and with the reasons. All issues of all rows come at once;
 * reading the time text is left to the deadline stage.
 */
export function parsePlan(document: SourceDocument): ParsedPlan {
  const scan = scanDocument(document);
  const walks = scan.tables.flatMap(({ walk, table }) => walk.drafts.map((draft) => ({ draft, table })));
  const fields = nameFields(
    scan.tables.flatMap(({ walk, table }) => walk.fields.map((path) => ({ path, table: table.number }))),
  );
  const rows = walks.map(({ draft, table }) => toPlanRow(draft, table, fields.codeOf(draft.fields, table.number)));
  const annexTitles = scan.tables.map(({ annex }) => annex?.heading ?? '');
  const plan = readPlanTitle(
    document.title ? [...scan.lines, document.title] : scan.lines,
    scan.letterhead,
    annexTitles,
  );
  const issues: PlanIssue[] = [
    ...scan.issues,
    ...walks.flatMap(({ draft, table }, index) => {
      const row = rows[index];
      if (!row) return [];
      return [...checkRow(row, draft), ...(table.hiddenRows?.has(draft.row) ? [hiddenRowIssue(row)] : [])];
    }),
  ];
  const last = scan.tables.at(-1);
  if (rows.length === 0 && issues.length === 0) {
    issues.push(last ? noRowsIssue(last.table) : noPlanTableIssue(tablesOf(document)));
  }
  return { plan, fields: fields.list, rows, issues };
}

type FoundAnnex = AnnexTitle & { heading: string };
type ReadTable = { table: SourceTable; walk: TableWalk; annex: FoundAnnex | null };

type Scan = {
  tables: ReadTable[];
  issues: PlanIssue[];
  /** All lines outside of plan rows, in order. */
  lines: string[];
  letterhead: string[];
  /** Lines since the last plan table: what announces the next one. */
  pending: string[];
  previous: PlanHeader | null;
  open: Heading[];
};

function scanDocument(document: SourceDocument): Scan {
  const scan: Scan = { tables: [], issues: [], lines: [], letterhead: [], pending: [], previous: null, open: [] };
  const isMany = countPlanTables(tablesOf(document)) > 1;
  for (const block of document.blocks) {
    if (block.kind === 'paragraph') {
      scan.lines.push(block.text);
      scan.pending.push(block.text);
    } else {
      readOneTable(scan, block, isMany);
    }
  }
  return scan;
}

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
  scan.issues.push(...problems);
  const lines = [...scan.pending, ...above];
  const section = isMany ? findSection(lines) : null;
  const annex = readAnnex(lines, isMany) ?? (section || !isMany ? null : sheetAsAnnex(table.name));
  scan.pending = [];
  if (problems.length > 0) return;
  scan.issues.push(...noteOnTable(table, header));
  const walk = walkTable(table, header, header.lastRow + 1, annex, openSection(annex ? null : section));
  scan.tables.push({ table, walk, annex });
  scan.previous = { ...header, columns: walk.columns };
  scan.open = walk.stack;
}

/** No header: the rest of the table before, a letterhead, or nothing of the plan. */
function readHeaderless(scan: Scan, table: SourceTable, isMany: boolean): void {
  const last = scan.tables.at(-1);
  if (scan.previous && last && continuesTable(table, scan.previous.columns)) {
    const annex = readAnnex(scan.pending, isMany) ?? last.annex;
    const section = findSection(scan.pending);
    const open = section || annex !== last.annex ? openSection(section) : scan.open;
    const walk = walkTable(table, scan.previous, 0, annex, open);
    scan.tables.push({ table, walk, annex });
    scan.open = walk.stack;
    scan.pending = [];
    return;
  }
  const lines = linesAbove(table, table.grid.length);
  if (scan.tables.length > 0) return;
  scan.letterhead.push(...lines);
  scan.lines.push(...lines);
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
  return section ? pushHeading([], { number: '', text: section, level: null, isWide: true }, false) : [];
}

function tablesOf(document: SourceDocument): SourceTable[] {
  return document.blocks.filter((block) => block.kind === 'table');
}
