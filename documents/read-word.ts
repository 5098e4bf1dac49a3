// .docx → source document. mammoth keeps colspan and rowspan; everything else of Word's layout is of no use here.
import { type CheerioAPI, load } from 'cheerio/slim';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import mammoth from 'mammoth';
import { buildGrid, placeInRows } from '#domain/plan/build-grid.ts';
import type { SourceBlock, SourceDocument, SourceTable } from '#domain/plan/source-document.ts';
import { overtaxesParser } from './inspect-xml.ts';
import { FILE_LIMITS } from './limits.ts';
import { numberParagraphs } from './number-paragraphs.ts';
import { repairTables } from './repair-tables.ts';

type AnyNode = ReturnType<ReturnType<CheerioAPI['root']>['contents']>[number];
type Element = Extract<AnyNode, { attribs: unknown }>;

/** Paragraphs and tables of a Word document in reading order, merged cells resolved. */
export async function readWord(bytes: Uint8Array): Promise<SourceDocument> {
  const { value: html } = await mammoth.convertToHtml(
    { buffer: Buffer.from(writeOut(bytes)) },
    // A picture as a data URI would only make the HTML large.
    { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
  );
  const $ = load(html, null, false);
  $('sup, img').remove(); // footnote marks would stick to the word before them
  const blocks: SourceBlock[] = [];
  for (const node of $.root().contents().toArray()) addBlock($, node, blocks);
  return { title: null, blocks };
}

/** The container with everything that Word works out for itself written into the document's text. */
function writeOut(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  const names = Object.keys(parts).filter((name) => /^word\/[^/]*\.xml$/.test(name));
  if (names.some((name) => overtaxesParser(parts[name] ?? NOTHING)))
    throw new Error('XML beyond what a document needs');
  const textOf = (name: string) => strFromU8(parts[name] ?? NOTHING);
  for (const name of names.filter((one) => /^word\/document\d*\.xml$/.test(one))) {
    const xml = numberParagraphs(textOf(name), textOf('word/numbering.xml'), textOf('word/styles.xml'));
    parts[name] = strToU8(repairTables(xml));
  }
  return zipSync(parts, { level: 0 });
}

const NOTHING = new Uint8Array();

function addBlock($: CheerioAPI, node: AnyNode, blocks: SourceBlock[]): void {
  if (node.type !== 'tag') return;
  if (node.name === 'table') {
    blocks.push(readTable($, node, blocks.filter((block) => block.kind === 'table').length + 1));
    return;
  }
  for (const line of cellText(node).split('\n')) {
    if (line.trim()) blocks.push({ kind: 'paragraph', text: line.trim() });
  }
}

function readTable($: CheerioAPI, table: Element, number: number): SourceTable {
  // Only the table's own rows: a table inside a cell is part of that cell's text.
  const rows = $(table)
    .children('thead, tbody')
    .children('tr')
    .add($(table).children('tr'))
    .toArray()
    .slice(0, FILE_LIMITS.tableRows + 1);
  const cells = rows.map((row) =>
    $(row)
      .children('td, th')
      .toArray()
      .map((cell) => ({
        text: cellText(cell),
        rowSpan: span(cell.attribs.rowspan, FILE_LIMITS.tableRows),
        colSpan: span(cell.attribs.colspan, FILE_LIMITS.tableColumns),
      })),
  );
  return { kind: 'table', number, name: null, grid: buildGrid(placeInRows(cells), rows.length) };
}

function span(attribute: string | undefined, limit: number): number {
  const value = Number.parseInt(attribute ?? '1', 10);
  return Number.isFinite(value) ? Math.min(Math.max(value, 1), limit) : 1;
}

const BLOCKS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'ul', 'ol', 'tr', 'table', 'div']);

/** One line per paragraph, line break and list item; a list item carries a dash, as people type lists in these tables. */
function cellText(root: AnyNode): string {
  let text = '';
  const walk = (node: AnyNode): void => {
    if (node.type === 'text') {
      text += node.data.replace(/[\r\n]+/g, ' ');
      return;
    }
    if (node.type !== 'tag') return;
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
