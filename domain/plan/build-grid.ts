// Cells with spans → a full grid, where every position knows the cell that covers it.
import type { GridCell } from './source-document.ts';

export type PlacedCell = {
  row: number;
  column: number;
  rowSpan: number;
  colSpan: number;
  text: string;
} & Pick<GridCell, 'struck' | 'notes'>;

/**
 * Every row has the same width and every position a cell, whatever the spans claim: a span that leaves the table is cut,
 * one that runs into a taken position leaves that position to the earlier cell.
 */
export function buildGrid(cells: PlacedCell[], minRows = 0): GridCell[][] {
  const rows = cells.reduce((most, cell) => Math.max(most, cell.row + 1), minRows);
  const widest = cells.reduce((most, cell) => Math.max(most, cell.column + cell.colSpan), 0);
  const columns = Math.min(widest, MAX_COLUMNS);
  const grid: (GridCell | undefined)[][] = Array.from({ length: rows }, () => new Array(columns).fill(undefined));
  for (const cell of cells) place(grid, cell, rows, columns);
  return grid.map((line, row) => Array.from(line, (cell, column) => cell ?? emptyCell(row, column)));
}

/** No plan is wider; a file that claims to be would only cost memory. */
const MAX_COLUMNS = 200;

/** Lays out row after row of cells as HTML does: each cell takes the first position that no span from above covers. */
export function placeInRows(rows: Omit<PlacedCell, 'row' | 'column'>[][]): PlacedCell[] {
  const placed: PlacedCell[] = [];
  const takenUntil: number[] = []; // per column: the first row that is free again
  rows.forEach((cells, row) => {
    let column = 0;
    for (const cell of cells) {
      while ((takenUntil[column] ?? 0) > row) column++;
      placed.push({ ...cell, row, column });
      for (let i = 0; i < cell.colSpan; i++) takenUntil[column + i] = row + cell.rowSpan;
      column += cell.colSpan;
    }
  });
  return placed;
}

function place(grid: (GridCell | undefined)[][], cell: PlacedCell, rows: number, columns: number): void {
  const rowEnd = Math.min(rows, cell.row + Math.max(1, cell.rowSpan));
  const columnEnd = Math.min(columns, cell.column + Math.max(1, cell.colSpan));
  const shared = {
    text: cell.text,
    originRow: cell.row,
    originColumn: cell.column,
    rowSpan: rowEnd - cell.row,
    colSpan: columnEnd - cell.column,
    ...(cell.struck && { struck: cell.struck }),
    ...(cell.notes && cell.notes.length > 0 && { notes: cell.notes }),
  };
  for (let row = cell.row; row < rowEnd; row++) {
    const line = grid[row];
    if (!line) continue;
    for (let column = cell.column; column < columnEnd; column++) {
      line[column] ??= { ...shared, isOrigin: row === cell.row && column === cell.column };
    }
  }
}

function emptyCell(row: number, column: number): GridCell {
  return { text: '', originRow: row, originColumn: column, rowSpan: 1, colSpan: 1, isOrigin: true };
}
