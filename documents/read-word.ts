// .docx → source document. mammoth keeps colspan and rowspan; everything else of Word's layout is of no use here.
import { type CheerioAPI, load } from 'cheerio/slim';
import { strFromU8, strToU8, zipSync } from 'fflate';
import mammoth from 'mammoth';
import type { PlanIssue } from '#contracts/plan.ts';
import { buildGrid, type PlacedCell, placeInRows } from '#domain/plan/build-grid.ts';
import type { SourceBlock } from '#domain/plan/source-document.ts';
import { type DocumentOutcome, refuseDocument } from './document-outcome.ts';
import { blocksOfHtml, takeEmbedded } from './embedded-html.ts';
import { FILE_LIMITS } from './limits.ts';
import { numberParagraphs } from './number-paragraphs.ts';
import type { Parts } from './open-container.ts';
import { repairTables } from './repair-tables.ts';
import { settleDayOrder } from './settle-day-order.ts';
import { unifyStrikes } from './struck-text.ts';
import { type TableName, tableTooLongIssue, tableTooWideIssue, tooManyCellsIssue } from './table-limits.ts';

type AnyNode = ReturnType<ReturnType<CheerioAPI['root']>['contents']>[number];
type Element = Extract<AnyNode, { attribs: unknown }>;

/** Paragraphs and tables of a Word document in reading order, merged cells resolved. */
export async function readWord(parts: Parts): Promise<DocumentOutcome> {
  const written = writeOut(parts);
  if ('issue' in written) return refuseDocument(written.issue);
  const { value: html } = await mammoth.convertToHtml(
    { buffer: Buffer.from(zipSync(written.parts, { level: 0 })) },
    // A picture as a data URI would only make the HTML large.
    { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
  );
  // The tree is walked by hand: selectors cost the square of what stands beside each other.
  const root = load(html, null, false).root();
  const nodes = root
    .contents()
    .toArray()
    .flatMap((node) => {
      const page = written.htmlAt.get(cellText(node));
      return page === undefined ? [node] : blocksOfHtml(page);
    });
  const blocks: SourceBlock[] = [];
  const issues: PlanIssue[] = [];
  const notes: PlanIssue[] = [];
  let tables = 0;
  let cells = 0;
  const footnotes = notesOf(nodes);
  for (const node of nodes) {
    if (node.type !== 'tag' || node.name !== 'table') {
      blocks.push(...(node.type === 'tag' && isNotes(node) ? [] : paragraphsOf(node)));
      continue;
    }
    tables += 1;
    const rows = rowsOf(node).map((row) => cellsOf(row, footnotes));
    notes.push(...pictureNotes(rows, tables));
    const excess = excessOf(rows, { number: tables, name: null });
    if (excess.length > 0) {
      issues.push(...excess);
      continue;
    }
    const placed = settleDayOrder(placeInRows(rows), 'day-first');
    // A cell may claim to span the whole table: what it would spread to is counted before it is built.
    cells += rows.length * placed.reduce((most, cell) => Math.max(most, cell.column + cell.colSpan), 0);
    if (cells > FILE_LIMITS.cells) return refuseDocument(tooManyCellsIssue(cells));
    blocks.push({ kind: 'table', number: tables, name: null, grid: buildGrid(placed, rows.length) });
  }
  if (issues.length > 0) return refuseDocument(...issues);
  return { ok: true, document: { title: null, blocks }, notes, pictures: countPictures(nodes) };
}

/** Cells that show a picture and no text, each row once. */
function pictureNotes(rows: readonly CellsOfRow[], table: number): PlanIssue[] {
  return rows.flatMap((cells, row) =>
    cells.some(({ isPicture }) => isPicture)
      ? [
          {
            place: { table, row: row + 1 },
            column: null,
            code: 'cell-picture',
            message: 'Dòng này có ô chỉ chứa ảnh; chữ trong ảnh không đọc được nên ô được coi là trống.',
            suggestion: 'Gõ lại nội dung của ảnh thành chữ trong ô rồi tải tệp lên lần nữa.',
          },
        ]
      : [],
  );
}

function countPictures(nodes: readonly AnyNode[]): number {
  const waiting = [...nodes];
  let count = 0;
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type !== 'tag') continue;
    if (node.name === 'img') count += 1;
    else waiting.push(...node.children);
  }
  return count;
}

function excessOf(rows: CellsOfRow[], table: TableName): PlanIssue[] {
  const wide = rows.findIndex((cells) => cells.length > FILE_LIMITS.tableColumns);
  return [
    ...(rows.length > FILE_LIMITS.tableRows ? [tableTooLongIssue(table, rows.length)] : []),
    ...(wide >= 0 ? [tableTooWideIssue(table, rows[wide]?.length ?? 0, wide + 1)] : []),
  ];
}

function paragraphsOf(node: AnyNode): SourceBlock[] {
  return cellText(node)
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => ({ kind: 'paragraph', text: line.trim() }));
}

type WrittenOut = { parts: Parts; htmlAt: ReadonlyMap<string, string> };

/** The container with everything that Word works out for itself written into the document's text. */
function writeOut(parts: Parts): WrittenOut | { issue: PlanIssue } {
  const textOf = (name: string) => strFromU8(parts[name] ?? NOTHING);
  const written = { ...parts };
  const pages = new Map<string, string>();
  for (const name of Object.keys(parts).filter((one) => /^word\/document\d*\.xml$/.test(one))) {
    const embedded = takeEmbedded(textOf(name), textOf(name.replace('word/', 'word/_rels/').concat('.rels')), parts);
    if ('issue' in embedded) return embedded;
    for (const [mark, page] of embedded.htmlAt) pages.set(mark, page);
    const xml = numberParagraphs(embedded.xml, textOf('word/numbering.xml'), textOf('word/styles.xml'));
    written[name] = strToU8(unifyStrikes(repairTables(xml)));
  }
  return { parts: written, htmlAt: pages };
}

const NOTHING = new Uint8Array();

/** Only the table's own rows: a table inside a cell is part of that cell's text. */
function rowsOf(table: Element): Element[] {
  return childrenNamed(table, 'thead', 'tbody', 'tfoot', 'tr').flatMap((child) =>
    child.name === 'tr' ? [child] : childrenNamed(child, 'tr'),
  );
}

type CellsOfRow = (Omit<PlacedCell, 'row' | 'column'> & { isPicture: boolean })[];

function cellsOf(row: Element, notes: ReadonlyMap<string, string>): CellsOfRow {
  return childrenNamed(row, 'td', 'th').map((cell) => ({
    text: cellText(cell),
    struck: struckText(cell),
    notes: referencesIn(cell).flatMap((id) => notes.get(id) ?? []),
    isPicture: cellText(cell) === '' && countPictures([cell]) > 0,
    rowSpan: span(cell.attribs.rowspan, FILE_LIMITS.tableRows),
    colSpan: span(cell.attribs.colspan, FILE_LIMITS.tableColumns),
  }));
}

function childrenNamed(parent: Element, ...names: string[]): Element[] {
  return parent.children.filter((child): child is Element => child.type === 'tag' && names.includes(child.name));
}

function span(attribute: string | undefined, limit: number): number {
  const value = Number.parseInt(attribute ?? '1', 10);
  return Number.isFinite(value) ? Math.min(Math.max(value, 1), limit) : 1;
}

/** Whether this is the list of footnotes or endnotes that the parser puts behind the text. */
function isNotes(node: Element): boolean {
  return node.name === 'ol' && childrenNamed(node, 'li').some((item) => NOTE.test(item.attribs.id ?? ''));
}

const NOTE = /^(footnote|endnote)-/;

/** The text of each footnote by the name that its mark points to. */
function notesOf(nodes: readonly AnyNode[]): Map<string, string> {
  const lists = nodes.filter((node): node is Element => node.type === 'tag' && isNotes(node));
  const items = lists.flatMap((list) => childrenNamed(list, 'li'));
  return new Map(
    items.map((item) => [
      item.attribs.id ?? '',
      cellText(item)
        .replace(/[↑\s]+$/u, '')
        .replace(/^- /, ''),
    ]),
  );
}

/** The footnotes that a cell points to. */
function referencesIn(node: AnyNode): string[] {
  if (node.type !== 'tag') return [];
  const own = node.name === 'a' ? (node.attribs.href ?? '').replace(/^#/, '') : '';
  return [...(NOTE.test(own) ? [own] : []), ...node.children.flatMap(referencesIn)];
}

/** What is struck out in a cell. */
function struckText(node: AnyNode): string {
  if (node.type !== 'tag') return '';
  if (node.name === 's') return plainText(node);
  return node.children.map(struckText).filter(Boolean).join(' ').trim();
}

function plainText(node: AnyNode): string {
  if (node.type === 'text') return node.data;
  return node.type === 'tag' ? node.children.map(plainText).join('') : '';
}

// Footnote marks would stick to the word before them, and what is struck out is no longer said.
const UNREAD = new Set(['sup', 'img', 's', 'script', 'style']);

const BLOCKS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'ul', 'ol', 'tr', 'table', 'div']);

/** One line per paragraph, line break and list item; a list item carries a dash, as people type lists in these tables. */
function cellText(root: AnyNode): string {
  let text = '';
  const walk = (node: AnyNode): void => {
    if (node.type === 'text') {
      text += node.data.replace(/[\r\n]+/g, ' ');
      return;
    }
    if (node.type !== 'tag' || UNREAD.has(node.name)) return;
    if (node.name === 'br') text += '\n';
    if (BLOCKS.has(node.name)) text += '\n';
    if (node.name === 'td' || node.name === 'th') text += ' ';
    if (node.name === 'li' && hasText(node)) text += '- ';
    for (const child of node.children) walk(child);
    if (BLOCKS.has(node.name)) text += '\n';
  };
  walk(root);
  return text
    .split('\n')
    .map((line) => line.replace(/[ \t\u00a0]+/g, ' ').trim())
    .filter(Boolean)
    .join('\n');
}

function hasText(node: AnyNode): boolean {
  if (node.type === 'text') return node.data.trim() !== '';
  return node.type === 'tag' && node.children.some(hasText);
}
