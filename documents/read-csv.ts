// .csv → source document: UTF-8 (with or without mark), UTF-16 with mark or Windows-1258, separated by comma, semicolon or tab.
import { read } from '@e965/xlsx';
import type { PlanIssue } from '#contracts/plan.ts';
import { type DocumentOutcome, refuseDocument } from './document-outcome.ts';
import { fileIssue } from './file-issue.ts';
import { FILE_LIMITS } from './limits.ts';
import { oldFontOfText } from './old-fonts/convert-old-fonts.ts';
import { toTable } from './read-sheets.ts';
import { cellTooLongIssue, tableTooLongIssue, tableTooWideIssue } from './table-limits.ts';

/** The one table of a CSV text; values stay text, so `1/2023` does not become a date. */
export function readCsv(bytes: Uint8Array): DocumentOutcome {
  const text = decode(bytes);
  if (text === null) return refuseDocument(notUtf8Issue());
  const separator = separatorOf(text);
  const issues = inspectCsv(text, separator);
  if (issues.length > 0) return refuseDocument(...issues);
  const workbook = read(text, { type: 'string', FS: separator, raw: true, dense: true });
  const sheet = workbook.Sheets[workbook.SheetNames[0] ?? ''];
  const table = sheet ? toTable(sheet, CSV_TABLE) : null;
  if (table && 'issues' in table) return refuseDocument(...table.issues);
  return { ok: true, document: { title: null, blocks: table ? [table] : [] } };
}

const CSV_TABLE = { number: 1, name: null };

function notUtf8Issue(): PlanIssue {
  return fileIssue(
    'csv-not-utf8',
    'Tệp CSV không ở bảng mã UTF-8 nên chữ tiếng Việt không đọc đúng được.',
    'Trong Excel chọn Save As → CSV UTF-8, hoặc dùng thẳng tệp .xlsx.',
  );
}

/** Rows, columns and cells larger than any plan's, each with its first place; costs one pass over the text. */
function inspectCsv(text: string, separator: string): PlanIssue[] {
  const issues: PlanIssue[] = [];
  const seen = { row: 1, column: 1, letters: 0, lastRow: 0, isQuoted: false };
  let tooLong: { row: number; column: number; letters: number } | null = null;
  let tooWide: { row: number; column: number } | null = null;
  const endCell = () => {
    if (seen.letters > 0) seen.lastRow = seen.row;
    if (seen.letters > (tooLong?.letters ?? FILE_LIMITS.cellLetters)) tooLong = { ...seen };
    if (seen.letters > 0 && seen.column > (tooWide?.column ?? FILE_LIMITS.tableColumns)) tooWide = { ...seen };
    seen.letters = 0;
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"') seen.isQuoted = !seen.isQuoted;
    else if (letter === separator && !seen.isQuoted) {
      endCell();
      seen.column += 1;
    } else if (letter === '\n' && !seen.isQuoted) {
      endCell();
      seen.row += 1;
      seen.column = 1;
    } else if (letter !== ' ' && letter !== '\r') seen.letters += 1;
  }
  endCell();
  if (seen.lastRow > FILE_LIMITS.tableRows) issues.push(tableTooLongIssue(CSV_TABLE, seen.lastRow));
  const wide = tooWide as { row: number; column: number } | null;
  if (wide) issues.push(tableTooWideIssue(CSV_TABLE, wide.column, wide.row));
  const long = tooLong as { row: number; column: number; letters: number } | null;
  if (long) issues.push(cellTooLongIssue(CSV_TABLE, long, long.letters));
  return issues;
}

function decode(bytes: Uint8Array): string | null {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // One stray NUL is dirt in a cell; many are another encoding or no text at all.
    return (text.match(NULS)?.length ?? 0) > Math.max(1, text.length / 100) ? null : text;
  } catch {
    return decodeWindows1258(bytes) ?? decodeOldFont(bytes);
  }
}

const NULS = /\u0000/g;

/**
 * What Excel on a Vietnamese Windows saves as plain CSV. Every byte means something in it, so the text counts only when all its
 * letters are Vietnamese: old fonts (TCVN3, VNI) come out as signs.
 */
function decodeWindows1258(bytes: Uint8Array): string | null {
  const text = new TextDecoder('windows-1258').decode(bytes).normalize('NFC');
  const isVietnamese = /^[\t\r\n -~\u00a0–—‘’“”…•·°§«»₫àáâãèéêìíòóôõùúýăđĩũơưạ-ỹÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-Ỹ]*$/u.test(
    text,
  );
  return isVietnamese ? text : null;
}

/** What a program from before Unicode saved: its bytes as signs, as a file in Unicode with such a font holds them. */
function decodeOldFont(bytes: Uint8Array): string | null {
  const text = new TextDecoder('windows-1252').decode(bytes);
  return oldFontOfText(text) === null ? null : text;
}

/** The separator that stands most often outside quotes. */
function separatorOf(text: string): string {
  const first = text.match(/^sep=(.)\r?\n/);
  if (first?.[1]) return first[1];
  const counts = new Map([
    [';', 0],
    [',', 0],
    ['\t', 0],
  ]);
  let quoted = false;
  for (const letter of text.slice(0, 200_000)) {
    if (letter === '"') quoted = !quoted;
    else if (!quoted && counts.has(letter)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  // A semicolon is no accident: unquoted commas stand in every Vietnamese list of agencies.
  const semicolons = counts.get(';') ?? 0;
  const lines = text.split('\n').filter((line) => line.trim()).length;
  if (semicolons >= lines * 2) return ';';
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ',';
}
