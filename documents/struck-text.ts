// Text that an office struck out: still in the file, and no longer meant. Word marks it in its runs, Excel in the font of a cell or of a part of it.
import { strFromU8, strToU8 } from 'fflate';
import type { Parts } from './open-container.ts';

/** What a cell still says, and what was struck out of it. */
export type KeptText = { text: string; struck: string };

const OPEN = '\ue000';
const CLOSE = '\ue001';

/** Word's double strike is a strike; its parser knows only the single one. */
export function unifyStrikes(documentXml: string): string {
  return documentXml.replaceAll('<w:dstrike', '<w:strike');
}

/** The parts of a workbook in which each struck stretch of a text is marked, because the parser keeps no fonts. */
export function markStruckRuns(parts: Parts): Parts {
  const marked = { ...parts };
  for (const name of Object.keys(parts).filter((one) => /^xl\/(sharedStrings|worksheets\/[^/]+)\.xml$/.test(one))) {
    const xml = strFromU8(parts[name] ?? NOTHING);
    if (xml.includes('<strike')) marked[name] = strToU8(markRuns(xml));
  }
  return marked;
}

const NOTHING = new Uint8Array();

function markRuns(xml: string): string {
  return xml
    .split('</r>')
    .map((piece) => {
      const start = Math.max(piece.lastIndexOf('<r>'), piece.lastIndexOf('<r '));
      const run = start < 0 ? '' : piece.slice(start);
      if (!isStruck(run)) return piece;
      return piece.slice(0, start) + run.replace(/(<t[^>]*>)([^<]*)(<\/t>)/g, `$1${OPEN}$2${CLOSE}$3`);
    })
    .join('</r>');
}

function isStruck(xml: string): boolean {
  const mark = xml.match(/<strike\b([^>]*)>/);
  return mark !== null && !/val="(0|false)"/.test(mark[1] ?? '');
}

/** The text of a cell without its marked stretches. */
export function keptText(text: string): KeptText {
  if (!text.includes(OPEN)) return { text, struck: '' };
  const struck: string[] = [];
  const kept = text.replace(/\ue000([^\ue001]*)\ue001?/g, (_, stretch: string) => {
    struck.push(stretch);
    return ' ';
  });
  return { text: kept.trim(), struck: struck.join(' ').trim() };
}

/** The cells whose whole text is struck by their font, as «B5», by the place of the sheet in the workbook. */
export function struckCells(parts: Parts, sheet: number): ReadonlySet<string> {
  const styles = struckStyles(textOf(parts, 'xl/styles.xml'));
  const cells = new Set<string>();
  if (styles.size === 0) return cells;
  for (const [head] of textOf(parts, sheetPart(parts, sheet)).matchAll(/<c\s[^>]*>/g)) {
    const style = head.match(/\ss="(\d+)"/)?.[1];
    const place = head.match(/\sr="([A-Z]{1,3}\d{1,7})"/)?.[1];
    if (place && style && styles.has(Number(style))) cells.add(place);
  }
  return cells;
}

function textOf(parts: Parts, name: string): string {
  return strFromU8(parts[name] ?? NOTHING);
}

/** Formats of cells (by their number) whose font is struck. */
function struckStyles(xml: string): Set<number> {
  const fonts = inside(xml, 'fonts')
    .split(/<font\b/)
    .slice(1)
    .map(isStruck);
  const formats = [...inside(xml, 'cellXfs').matchAll(/<xf\b[^>]*>/g)].map(
    ([head]) => head.match(/fontId="(\d+)"/)?.[1],
  );
  return new Set(formats.flatMap((font, index) => (font !== undefined && fonts[Number(font)] ? [index] : [])));
}

function inside(xml: string, name: string): string {
  const start = xml.indexOf(`<${name}`);
  const end = xml.indexOf(`</${name}>`, start);
  return start < 0 || end < 0 ? '' : xml.slice(start, end);
}

function sheetPart(parts: Parts, index: number): string {
  const sheets = [...textOf(parts, 'xl/workbook.xml').matchAll(/<sheet\b[^>]*>/g)];
  const id = sheets[index]?.[0].match(/r:id="([^"]+)"/)?.[1];
  const relations = [...textOf(parts, 'xl/_rels/workbook.xml.rels').matchAll(/<Relationship\b[^>]*>/g)];
  const target = relations.find(([head]) => head.includes(`Id="${id}"`))?.[0].match(/Target="([^"]+)"/)?.[1] ?? '';
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}
