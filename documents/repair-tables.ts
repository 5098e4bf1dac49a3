// Tables that other programs write as Word shows them but mammoth does not: a vertical merge that nobody began, rows that begin further right.
import { FILE_LIMITS } from './limits.ts';

/** The same document part with every vertical merge begun and every skipped position filled by an empty cell. */
export function repairTables(xml: string): string {
  const tables: TableState[] = [];
  return xml.replace(TOKENS, (token: string, opened?: string, closed?: string) => {
    const table = tables.at(-1);
    if (opened === 'tbl')
      tables.push({ column: 0, skipped: 0, span: 1, isMerged: false, open: new Set(), next: new Set() });
    else if (closed === 'tbl') tables.pop();
    else if (!table) return token;
    else if (closed === 'tr') endRow(table);
    else if (closed === 'tc') endCell(table);
    else if (opened === 'gridBefore') table.skipped = Math.min(numberIn(token), FILE_LIMITS.tableColumns);
    else if (opened === 'gridSpan') table.span = Math.max(1, numberIn(token));
    else if (opened === 'tc') return beginCell(table) + token;
    else if (opened === 'vMerge') {
      table.isMerged = true;
      const isBegun = table.open.has(table.column) || token.includes('"restart"');
      return isBegun ? token : '<w:vMerge w:val="restart"/>';
    }
    return token;
  });
}

const TOKENS = /<w:(tbl|tc|gridSpan|vMerge|gridBefore)(?=[\s/>])[^<>]*>|<\/w:(tbl|tr|tc)>/g;

type TableState = {
  column: number;
  /** Positions that the row leaves free at its left. */
  skipped: number;
  span: number;
  isMerged: boolean;
  /** Columns where a merged cell of the row above goes on, and where one of this row does. */
  open: Set<number>;
  next: Set<number>;
};

function beginCell(table: TableState): string {
  const empty = '<w:tc><w:p/></w:tc>'.repeat(table.skipped);
  table.column += table.skipped;
  Object.assign(table, { skipped: 0, span: 1, isMerged: false });
  return empty;
}

function endCell(table: TableState): void {
  if (table.isMerged) table.next.add(table.column);
  table.column += table.span;
  table.isMerged = false;
}

function endRow(table: TableState): void {
  Object.assign(table, { column: 0, skipped: 0, open: table.next, next: new Set() });
}

function numberIn(token: string): number {
  return Number(token.match(/w:val="(\d{1,4})"/)?.[1] ?? 0);
}
