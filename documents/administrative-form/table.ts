// Tables of numbers and lists in an administrative document.
import {
  AlignmentType,
  BorderStyle,
  type ITableBordersOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { mm, SIZE } from './page.ts';

export interface Cell {
  text: string;
  align?: 'left' | 'center' | 'right';
  bold?: boolean;
  /** A second, smaller remark below the text. */
  note?: string;
  columnSpan?: number;
  rowSpan?: number;
}

export interface TableOptions {
  /** Millimetres; their sum is the width of the table. */
  widthsMm: readonly number[];
  /** Repeated on each page. */
  header: readonly (readonly Cell[])[];
  rows: readonly (readonly Cell[])[];
}

const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const BORDERS: ITableBordersOptions = {
  top: LINE,
  bottom: LINE,
  left: LINE,
  right: LINE,
  insideHorizontal: LINE,
  insideVertical: LINE,
};

export interface GridTables {
  /** A bordered table whose header repeats on each page and whose rows are not torn. */
  gridTable(options: TableOptions): Table;
  /** Puts the rows of the tables into the packed document that they were made for. */
  fillRows(docx: Uint8Array): Uint8Array;
}

const DOCUMENT = 'word/document.xml';

/**
 * The tables of one document. The library writes each with its header and one row that stands for all others, which are put in as text once the
 * document is packed: as its objects, thousands of rows take seconds and gigabytes.
 */
export function createGridTables(): GridTables {
  const bodies: string[] = [];
  return {
    gridTable({ widthsMm, header, rows }) {
      const place = placeOf(bodies.length);
      bodies.push(rows.map((cells) => rowXml(cells, widthsMm)).join(''));
      return new Table({
        width: { size: mm(widthsMm.reduce((sum, width) => sum + width, 0)), type: WidthType.DXA },
        columnWidths: widthsMm.map((width) => mm(width)),
        layout: TableLayoutType.FIXED,
        alignment: AlignmentType.CENTER,
        borders: BORDERS,
        margins: { left: mm(1.2), right: mm(1.2) },
        rows: [...header.map(headerRow), new TableRow({ children: [toCell({ text: place })] })],
      });
    },
    fillRows(docx) {
      const files = unzipSync(docx);
      const whole = bodies.reduce(putRows, strFromU8(files[DOCUMENT] ?? new Uint8Array()));
      return zipSync({ ...files, [DOCUMENT]: strToU8(whole) });
    },
  };
}

/** Of signs that are for private use, and that no cell is written with. */
function placeOf(table: number): string {
  return `\uE000${table}\uE001`;
}

function putRows(document: string, rows: string, table: number): string {
  const place = document.indexOf(placeOf(table));
  const start = document.lastIndexOf('<w:tr>', place);
  const end = document.indexOf('</w:tr>', place) + '</w:tr>'.length;
  if (place < 0 || start < 0) throw new Error(`the document has no place for the rows of table ${table}`);
  return document.slice(0, start) + rows + document.slice(end);
}

function rowXml(cells: readonly Cell[], widthsMm: readonly number[]): string {
  let column = 0;
  const parts = cells.map((cell) => {
    const { columnSpan = 1 } = cell;
    const width = widthsMm.slice(column, column + columnSpan).reduce((sum, one) => sum + mm(one), 0);
    column += columnSpan;
    return cellXml(cell, width);
  });
  return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${parts.join('')}</w:tr>`;
}

function cellXml({ text, align = 'left', bold = false, note, columnSpan, rowSpan }: Cell, width: number): string {
  if (rowSpan !== undefined) throw new Error('only cells of a header reach over several rows');
  const span = columnSpan === undefined ? '' : `<w:gridSpan w:val="${columnSpan}"/>`;
  const line = (content: string, isNote: boolean) => {
    const look = `${bold ? '<w:b/><w:bCs/>' : ''}${isNote ? '<w:i/><w:iCs/>' : ''}`;
    const size = `<w:sz w:val="${SIZE.table}"/><w:szCs w:val="${SIZE.table}"/>`;
    const paragraph = `<w:pPr><w:spacing w:after="40" w:before="40"/><w:jc w:val="${align}"/></w:pPr>`;
    return `<w:p>${paragraph}<w:r><w:rPr>${look}${size}</w:rPr><w:t xml:space="preserve">${escaped(content)}</w:t></w:r></w:p>`;
  };
  const lines = line(text, false) + (note === undefined ? '' : line(note, true));
  return `<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="${width}"/>${span}<w:vAlign w:val="center"/></w:tcPr>${lines}</w:tc>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
// What XML 1.0 has no sign for: one of them, and Word opens nothing of the document. And the signs of the places above.
const NOT_IN_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\uE000\uE001]/g;

function escaped(text: string): string {
  return text.replaceAll(NOT_IN_XML, '').replaceAll(/[&<>]/g, (sign) => ENTITIES[sign] ?? '');
}

function headerRow(cells: readonly Cell[]): TableRow {
  const children = cells.map((cell) => toCell({ align: 'center', bold: true, ...cell }));
  return new TableRow({ tableHeader: true, cantSplit: true, children });
}

function toCell({ text, align = 'left', bold = false, note, columnSpan, rowSpan }: Cell): TableCell {
  const alignment = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT }[align];
  const line = (content: string, italics: boolean) =>
    new Paragraph({
      alignment,
      spacing: { before: 40, after: 40 },
      children: [new TextRun({ text: content, bold, italics, size: SIZE.table })],
    });
  return new TableCell({
    verticalAlign: VerticalAlign.CENTER,
    ...(columnSpan === undefined ? {} : { columnSpan }),
    ...(rowSpan === undefined ? {} : { rowSpan }),
    children: [line(text, false), ...(note === undefined ? [] : [line(note, true)])],
  });
}
