import { BorderStyle, type Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx';
import { mm } from './page.ts';

/** A table that only places things. */
export function borderless(widthsMm: readonly number[], rows: readonly (readonly Paragraph[])[][]): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' };
  const borders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };
  return new Table({
    width: { size: mm(widthsMm.reduce((sum, width) => sum + width, 0)), type: WidthType.DXA },
    columnWidths: widthsMm.map((width) => mm(width)),
    layout: TableLayoutType.FIXED,
    borders,
    margins: { left: 0, right: 0 },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map((children) => new TableCell({ children: [...children] })),
        }),
    ),
  });
}
