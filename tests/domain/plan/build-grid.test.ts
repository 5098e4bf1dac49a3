import { expect, it } from 'vitest';
import { buildGrid, placeInRows } from '#domain/plan/build-grid.ts';

const cell = (text: string, rowSpan = 1, colSpan = 1) => ({ text, rowSpan, colSpan });

it('every position under a merged cell reads the same text, only its corner is the origin', () => {
  const grid = buildGrid(
    placeInRows([
      [cell('a', 2), cell('b', 1, 2)],
      [cell('c'), cell('d')],
    ]),
  );
  expect(grid.map((row) => row.map((one) => one.text))).toEqual([
    ['a', 'b', 'b'],
    ['a', 'c', 'd'],
  ]);
  expect(grid.map((row) => row.map((one) => one.isOrigin))).toEqual([
    [true, true, false],
    [false, true, true],
  ]);
});

it('a span that leaves the table is cut', () => {
  const grid = buildGrid(placeInRows([[cell('a', 9), cell('b')]]), 1);
  expect(grid).toHaveLength(1);
  expect(grid[0]?.[0]?.rowSpan).toBe(1);
});
