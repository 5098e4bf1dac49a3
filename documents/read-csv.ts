// .csv → source document: UTF-8 (with or without mark), UTF-16 with mark or Windows-1258, separated by comma, semicolon or tab.
import { read } from '@e965/xlsx';
import type { SourceDocument } from '#domain/plan/source-document.ts';
import { FILE_LIMITS } from './limits.ts';
import { toTable } from './read-sheets.ts';

/** The one table of a CSV text; values stay text, so `1/2023` does not become a date. Null when the bytes are no text. */
export function readCsv(bytes: Uint8Array): SourceDocument | null {
  const text = decode(bytes);
  if (text === null) return null;
  const workbook = read(text, {
    type: 'string',
    FS: separatorOf(text),
    raw: true,
    dense: true,
    sheetRows: FILE_LIMITS.tableRows + 1,
  });
  const sheet = workbook.Sheets[workbook.SheetNames[0] ?? ''];
  return { title: null, blocks: sheet ? [toTable(sheet, null, 1)] : [] };
}

function decode(bytes: Uint8Array): string | null {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\u0000') ? null : text;
  } catch {
    return decodeWindows1258(bytes);
  }
}

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
