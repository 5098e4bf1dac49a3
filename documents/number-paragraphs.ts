// Word keeps automatic numbers (1, 1.1, II, a) out of the text. In a plan they are the STT column and the headings' numbers, so they
// are written into the paragraphs before the text is read; bullets stay as they are.
import { romanNumeral } from '#domain/plan/roman-numeral.ts';

/** The same document part with its automatic numbers as text. */
export function numberParagraphs(xml: string, numberingXml: string, stylesXml: string): string {
  return numberingXml ? writeNumbers(xml, readNumbering(numberingXml), numbersOfStyles(stylesXml)) : xml;
}

type ListPosition = { list: string; level: number };
type Level = { format: string; pattern: string; start: number };
/** `counts` is shared by all lists of one definition: that is how Word goes on counting in the next cell. */
type List = { levels: Map<number, Level>; counts: number[]; restartsAt: Map<number, number> };

function writeNumbers(xml: string, numbering: Map<string, List>, ofStyle: Map<string, ListPosition>): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, body } of elements(xml, 'pPr')) {
    const properties = body.split('<w:pPrChange')[0] ?? '';
    const position = positionIn(properties) ?? ofStyle.get(attribute(properties, 'pStyle') ?? '');
    const list = position && numbering.get(position.list);
    const number = list ? nextNumber(list, position.level) : null;
    if (number === null) continue;
    const [numPr] = elements(properties, 'numPr');
    const rest = numPr ? properties.slice(0, numPr.start) + properties.slice(numPr.end) : properties;
    // The old properties of a tracked change hold a pPr of their own, whose end came first.
    const close = body.includes('<w:pPrChange') ? xml.indexOf('</w:pPr>', end) + '</w:pPr>'.length : end;
    pieces.push(xml.slice(at, start), `<w:pPr>${rest}</w:pPr><w:r><w:t xml:space="preserve">${number} </w:t></w:r>`);
    at = close;
  }
  return pieces.join('') + xml.slice(at);
}

/** Counts one paragraph further; null for a bullet or a level that shows nothing. */
function nextNumber(list: List, at: number): string | null {
  const level = list.levels.get(at);
  if (!level || level.format === 'bullet' || level.format === 'none') return null;
  const restart = list.restartsAt.get(at);
  if (restart !== undefined) list.counts[at] = restart - 1;
  list.restartsAt.delete(at);
  list.counts[at] = (list.counts[at] ?? level.start - 1) + 1;
  list.counts.length = at + 1; // what stands deeper starts again
  const text = level.pattern.replace(/%([1-9])/g, (_, digit: string) => {
    const part = list.levels.get(Number(digit) - 1);
    return part ? show(list.counts[Number(digit) - 1] ?? part.start, part.format) : '';
  });
  return /[\p{L}\p{N}]/u.test(text) ? text : null;
}

function show(count: number, format: string): string {
  if (format === 'upperRoman' || format === 'lowerRoman') {
    const text = romanNumeral(count);
    return format === 'upperRoman' ? text : text.toLowerCase();
  }
  if (format === 'upperLetter' || format === 'lowerLetter') {
    const letter = String.fromCharCode(65 + ((Math.max(1, count) - 1) % 26));
    return format === 'upperLetter' ? letter : letter.toLowerCase();
  }
  return format === 'decimalZero' && count < 10 ? `0${count}` : String(count);
}

function readNumbering(xml: string): Map<string, List> {
  const definitions = new Map<string, Map<number, Level>>();
  for (const { head, body } of elements(xml, 'abstractNum')) {
    definitions.set(ownAttribute(head, 'abstractNumId'), readLevels(body));
  }
  const counts = new Map<string, number[]>();
  const lists = new Map<string, List>();
  for (const { head, body } of elements(xml, 'num')) {
    const definition = attribute(body, 'abstractNumId') ?? '';
    const shared = counts.get(definition) ?? [];
    counts.set(definition, shared);
    const restartsAt = new Map<number, number>();
    for (const override of elements(body, 'lvlOverride')) {
      const start = attribute(override.body, 'startOverride');
      if (start !== null) restartsAt.set(Number(ownAttribute(override.head, 'ilvl')), Number(start));
    }
    lists.set(ownAttribute(head, 'numId'), {
      levels: definitions.get(definition) ?? new Map(),
      counts: shared,
      restartsAt,
    });
  }
  return lists;
}

function readLevels(definition: string): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const { head, body } of elements(definition, 'lvl')) {
    levels.set(Number(ownAttribute(head, 'ilvl')), {
      format: attribute(body, 'numFmt') ?? 'decimal',
      pattern: attribute(body, 'lvlText') ?? '',
      start: Number(attribute(body, 'start') ?? 1),
    });
  }
  return levels;
}

/** Styles that number their paragraphs (Heading 1 as "I."). */
function numbersOfStyles(xml: string): Map<string, ListPosition> {
  const positions = new Map<string, ListPosition>();
  for (const { head, body } of elements(xml, 'style')) {
    const position = positionIn(body);
    if (position) positions.set(ownAttribute(head, 'styleId'), position);
  }
  return positions;
}

function positionIn(properties: string): ListPosition | null {
  const [numPr] = elements(properties, 'numPr');
  const list = numPr ? attribute(numPr.body, 'numId') : null;
  return numPr && list !== null ? { list, level: Number(attribute(numPr.body, 'ilvl') ?? 0) } : null;
}

type XmlElement = { head: string; body: string; start: number; end: number };

/** Elements by name in order, each up to its first closing tag. By search, not by pattern: a hostile part costs no more than its length. */
function* elements(xml: string, name: string): Generator<XmlElement> {
  const close = `</w:${name}>`;
  let at = 0;
  for (;;) {
    const start = xml.indexOf(`<w:${name}`, at);
    const headEnd = start < 0 ? -1 : xml.indexOf('>', start);
    if (headEnd < 0) return;
    const head = xml.slice(start, headEnd);
    const isNamed = /^[\s/]?$/.test(head.charAt(name.length + 3));
    at = headEnd;
    if (!isNamed || head.endsWith('/')) continue;
    const bodyEnd = xml.indexOf(close, headEnd);
    if (bodyEnd < 0) return;
    at = bodyEnd + close.length;
    yield { head, body: xml.slice(headEnd + 1, bodyEnd), start, end: at };
  }
}

/** The value of the first element of that name. */
function attribute(xml: string, element: string): string | null {
  const start = xml.search(new RegExp(`<w:${element}\\s`));
  return start < 0 ? null : (xml.slice(start, start + 400).match(/^[^>]*?w:val="([^"]*)"/)?.[1] ?? null);
}

function ownAttribute(head: string, name: string): string {
  return head.match(new RegExp(`w:${name}="([^"]*)"`))?.[1] ?? '';
}
