// A look at an XML part before a parser builds its tree: parsers take hundreds of bytes for an element of four, and slow down with the
// square of the depth.
import { FILE_LIMITS } from './limits.ts';

export interface XmlMeasure {
  elements: number;
  depth: number;
  longestTagBytes: number;
  /** Between two tags: no person writes a paragraph of a megabyte. */
  longestTextBytes: number;
  /** A document type of its own: entities that grow, files that are fetched. No Office program writes one. */
  hasDoctype: boolean;
  paragraphs: number;
  paragraphsOutsideTables: number;
  tables: number;
  /** Of Word (`tc`) and of Excel (`c`). */
  cells: number;
}

/** Counts what a parser would have to build, by local names whatever their prefix; costs one pass, which ends where it is too much. */
export function inspectXml(xml: Uint8Array): XmlMeasure {
  const measure: XmlMeasure = {
    elements: 0,
    depth: 0,
    longestTagBytes: 0,
    longestTextBytes: 0,
    hasDoctype: false,
    paragraphs: 0,
    paragraphsOutsideTables: 0,
    tables: 0,
    cells: 0,
  };
  const open = { depth: 0, tables: 0 };
  let textFrom = 0;
  for (let at = xml.indexOf(LESS); at >= 0; at = xml.indexOf(LESS, at + 1)) {
    const next = xml[at + 1];
    measure.longestTextBytes = Math.max(measure.longestTextBytes, at - textFrom);
    if (next === QUESTION) continue;
    if (next === EXCLAMATION) {
      // Comments and CDATA begin otherwise; their content may look like elements and then only counts too much.
      if (isLetter(xml[at + 2])) measure.hasDoctype = true;
      continue;
    }
    const found = xml.indexOf(GREATER, at);
    const end = found < 0 ? xml.length : found;
    measure.longestTagBytes = Math.max(measure.longestTagBytes, end - at);
    if (next === SLASH) closeElement(xml, at + 2, open);
    else openElement(xml, at + 1, xml[end - 1] === SLASH, open, measure);
    if (found < 0 || measure.longestTagBytes > FILE_LIMITS.xmlTagBytes) break;
    if (measure.elements > FILE_LIMITS.xmlElements) break;
    at = end;
    textFrom = end + 1;
  }
  return measure;
}

type Open = { depth: number; tables: number };

function openElement(xml: Uint8Array, start: number, isClosed: boolean, open: Open, measure: XmlMeasure): void {
  const name = localName(xml, start);
  measure.elements += 1;
  if (!isClosed) open.depth += 1;
  if (open.depth > measure.depth) measure.depth = open.depth;
  if (name === 'tc' || name === 'c') measure.cells += 1;
  else if (name === 'tbl') {
    measure.tables += 1;
    if (!isClosed) open.tables += 1;
  } else if (name === 'p') {
    measure.paragraphs += 1;
    if (open.tables === 0) measure.paragraphsOutsideTables += 1;
  }
}

function closeElement(xml: Uint8Array, start: number, open: Open): void {
  open.depth -= 1;
  if (localName(xml, start) === 'tbl') open.tables = Math.max(0, open.tables - 1);
}

/** The name without its prefix when it is as short as those that are counted, else ''. */
function localName(xml: Uint8Array, start: number): string {
  let from = start;
  let at = start;
  for (; at < xml.length && at - start < LONGEST_PREFIXED_NAME; at++) {
    const byte = xml[at] as number;
    if (byte === COLON) from = at + 1;
    else if (byte <= SPACE || byte === SLASH || byte === GREATER) break;
  }
  return at - from > 0 && at - from <= 3 ? String.fromCharCode(...xml.subarray(from, at)) : '';
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));
}

const LONGEST_PREFIXED_NAME = 64;
const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const QUESTION = 0x3f;
const EXCLAMATION = 0x21;
const COLON = 0x3a;
const SPACE = 0x20;
