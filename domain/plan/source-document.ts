// What every file form (Word, Excel, CSV) is turned into before anything is understood.
import type { Place } from '#contracts/primitives.ts';

/** The document in reading order: paragraphs around tables. */
export type SourceDocument = {
  /** The title from the file's own properties, when somebody filled it in. */
  title: string | null;
  blocks: SourceBlock[];
};

export type SourceBlock = SourceParagraph | SourceTable;

export type SourceParagraph = { kind: 'paragraph'; text: string };

export type SourceTable = {
  kind: 'table';
  /** 1-based, counted over the whole file; `place.table` of everything read from it. */
  number: number;
  /** The sheet's name; null for a table of a Word document. */
  name: string | null;
  /** Row i of the grid is `place.row` i + 1. Every row has the same number of columns. */
  grid: GridCell[][];
  /** Grid rows that Excel hides: they are read like the others, and a person is told. */
  hiddenRows?: ReadonlySet<number>;
  /** By `row:column` of the grid, from 0: the year of a date that Excel shows without one. */
  hiddenYears?: ReadonlyMap<string, number>;
};

/** One grid position. All positions under a merged cell share the same object but for `isOrigin`. */
export type GridCell = {
  /** Line breaks kept as `\n`. */
  text: string;
  originRow: number;
  originColumn: number;
  rowSpan: number;
  colSpan: number;
  /** True on the top left position of the cell, the only one when it is not merged. */
  isOrigin: boolean;
  /** What was struck out of the cell, which is not in `text`; left out when nothing was. */
  struck?: string;
  /** Footnotes and comments of the cell. */
  notes?: readonly string[];
};

/** Where a grid row stands, as people count. */
export function placeOf(table: SourceTable, row: number): Place {
  return { table: table.number, row: row + 1 };
}
