import { buildGrid, placeInRows } from '#domain/plan/build-grid.ts';
import type { SourceBlock, SourceDocument, SourceTable } from '#domain/plan/source-document.ts';

export type TestCell = string | { text: string; down?: number; across?: number };

/** A table row by row, as HTML has it: a cell that another one covers is left out. */
export function makeTable(rows: TestCell[][], number = 1, name: string | null = null): SourceTable {
  const cells = rows.map((row) =>
    row.map((cell) =>
      typeof cell === 'string'
        ? { text: cell, rowSpan: 1, colSpan: 1 }
        : { text: cell.text, rowSpan: cell.down ?? 1, colSpan: cell.across ?? 1 },
    ),
  );
  return { kind: 'table', number, name, grid: buildGrid(placeInRows(cells), rows.length) };
}

/** Paragraphs (strings) and tables in order. */
export function makeDocument(...blocks: (string | TestCell[][])[]): SourceDocument {
  let number = 0;
  return {
    title: null,
    blocks: blocks.map((block): SourceBlock => {
      if (typeof block === 'string') return { kind: 'paragraph', text: block };
      number += 1;
      return makeTable(block, number);
    }),
  };
}
