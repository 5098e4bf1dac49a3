// What a lower layer refuses for good, or what makes a text show other than it is, leaves a document before anything is understood.
import type { PlanIssue } from '#contracts/plan.ts';
import { findHeader } from '#domain/plan/find-header.ts';
import { allColumns } from '#domain/plan/plan-columns.ts';
import type { GridCell, SourceDocument, SourceTable } from '#domain/plan/source-document.ts';
import { countOf } from './count-words.ts';

/**
 * The document in text that PostgreSQL keeps and people read as written, and an issue for each row that lost something. Marks that
 * Word sets for itself (soft hyphens, joiners of no width) go in silence; tabs and its other line ends become ordinary ones.
 */
export function cleanDocument(document: SourceDocument): { document: SourceDocument; issues: PlanIssue[] } {
  const issues: PlanIssue[] = [];
  const blocks = document.blocks.map((block) => {
    if (block.kind === 'paragraph') return { ...block, text: cleanText(block.text).text.slice(0, PARAGRAPH_LETTERS) };
    const cleaned = cleanTable(block);
    issues.push(...cleaned.issues);
    return cleaned.table;
  });
  const title = document.title === null ? null : cleanText(document.title).text.slice(0, PARAGRAPH_LETTERS) || null;
  return { document: { title, blocks }, issues };
}

/** Paragraphs are looked at for titles and headings only. */
const PARAGRAPH_LETTERS = 2_000;

/** A text without what cannot be stored or seen, and how many signs it lost that somebody may miss. */
export function cleanText(text: string): { text: string; lost: number } {
  if (!UNCLEAN.test(text)) return { text, lost: 0 };
  let lost = 0;
  const clean = text
    .replace(/[\u000b\u000c\u0085\u2028\u2029]/g, '\n')
    .replace(SILENT, '')
    .replace(LOST, () => {
      lost += 1;
      return '';
    });
  return { text: clean, lost };
}

const SILENT = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
// Controls, halves of surrogate pairs, code points that are no characters, and marks that turn the direction of writing.
const LOST =
  /[\p{Surrogate}\p{Noncharacter_Code_Point}\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u202a-\u202e\u2061-\u206f\ufff9-\ufffb]/gu;
const UNCLEAN =
  /[\p{Surrogate}\p{Noncharacter_Code_Point}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/u;

function cleanTable(table: SourceTable): { table: SourceTable; issues: PlanIssue[] } {
  const lost = new Map<number, Map<number, number>>();
  const grid = table.grid.map((line) =>
    line.some((cell) => UNCLEAN.test(cell.text)) ? line.map((cell) => cleanCell(cell, lost)) : line,
  );
  const columns = lost.size > 0 ? headersOf(grid) : [];
  const issues = [...lost].map(([row, cells]): PlanIssue => {
    const signs = [...cells.values()].reduce((sum, count) => sum + count, 0);
    return {
      place: { table: table.number, row: row + 1 },
      column: [...cells.keys()].map((column) => columns[column] ?? `cột ${column + 1}`).join(', '),
      code: 'cell-cleaned',
      message: `Dòng này có ${countOf(signs)} ký tự điều khiển hoặc hỏng, không phải chữ; đã bỏ khi đọc.`,
      suggestion: 'Kiểm tra lại nội dung của ô; nếu thiếu chữ thì gõ lại trong tệp gốc.',
    };
  });
  return { table: { ...table, grid, name: table.name === null ? null : cleanText(table.name).text }, issues };
}

function cleanCell(cell: GridCell, lostByRow: Map<number, Map<number, number>>): GridCell {
  const { text, lost } = cleanText(cell.text);
  if (lost > 0 && cell.isOrigin) {
    const row = lostByRow.get(cell.originRow) ?? new Map<number, number>();
    lostByRow.set(cell.originRow, row.set(cell.originColumn, lost));
  }
  return { ...cell, text: text.trim() };
}

/** By position: the header above it, as the plan's reader sees it. */
function headersOf(grid: GridCell[][]): string[] {
  const header = findHeader(grid);
  const names: string[] = [];
  for (const column of header ? allColumns(header.columns) : [])
    for (const index of column.indexes) names[index] = column.header;
  return names;
}
