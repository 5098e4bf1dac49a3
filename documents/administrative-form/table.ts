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

/** A bordered table whose header repeats on each page and whose rows are not torn. */
export function gridTable({ widthsMm, header, rows }: TableOptions): Table {
  const toRow = (isHeader: boolean) => (cells: readonly Cell[]) =>
    new TableRow({
      tableHeader: isHeader,
      cantSplit: true,
      children: cells.map((cell) => toCell(isHeader ? { align: 'center', bold: true, ...cell } : cell)),
    });
  return new Table({
    width: { size: mm(widthsMm.reduce((sum, width) => sum + width, 0)), type: WidthType.DXA },
    columnWidths: widthsMm.map((width) => mm(width)),
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    borders: BORDERS,
    margins: { left: mm(1.2), right: mm(1.2) },
    rows: [...header.map(toRow(true)), ...rows.map(toRow(false))],
  });
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
