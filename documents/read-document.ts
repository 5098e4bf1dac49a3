// The door of every plan file: bytes in, source document out, or all that is wrong with the file in Vietnamese.
import type { PlanIssue } from '#contracts/plan.ts';
import type { SourceDocument } from '#domain/plan/source-document.ts';
import { countOf, megabytesOf } from './count-words.ts';
import { type DocumentOutcome, refuseDocument } from './document-outcome.ts';
import { fileIssue } from './file-issue.ts';
import { FILE_LIMITS } from './limits.ts';
import { brokenFileIssue, encryptedFileIssue } from './open-container.ts';
import { readCsv } from './read-csv.ts';
import { readSheets } from './read-sheets.ts';
import { readWord } from './read-word.ts';
import { type FileForm, sniffForm } from './sniff-form.ts';
import { cellTooLongIssue } from './table-limits.ts';

/** Never throws, and never hands a file to a parser before its size and its real form are known. */
export async function readDocument(bytes: Uint8Array, fileName: string): Promise<DocumentOutcome> {
  if (bytes.length > FILE_LIMITS.fileBytes) return refuseDocument(tooLargeIssue(bytes.length));
  const sniffed = sniffForm(bytes, fileName);
  if (sniffed.form === null) return refuseDocument(sniffed.issue);
  try {
    const outcome = await read(bytes, sniffed);
    if (!outcome.ok) return outcome;
    const issues = contentIssues(outcome.document, sniffed.form, outcome.pictures ?? 0);
    return issues.length > 0 ? refuseDocument(...issues) : outcome;
  } catch (error) {
    return refuseDocument(brokenIssue(error));
  }
}

/** The refusal of a file that is too large, also for callers that know the size before they load the bytes. */
export function tooLargeIssue(sizeBytes: number): PlanIssue {
  return fileIssue(
    'file-too-large',
    `Tệp nặng ${megabytesOf(sizeBytes)}, quá giới hạn ${megabytesOf(FILE_LIMITS.fileBytes)}.`,
    'Bỏ ảnh và phụ lục quét, hoặc chép riêng bảng kế hoạch sang một tệp mới.',
  );
}

async function read(bytes: Uint8Array, form: Exclude<FileForm, { form: null }>): Promise<DocumentOutcome> {
  if (form.form === 'docx') return readWord(form.parts);
  return form.form === 'xlsx' ? readSheets(form.parts) : readCsv(bytes);
}

/** A document that has nothing to look for a plan in, or cells that are no cells: the reader of plans need not see it. */
function contentIssues(document: SourceDocument, form: 'docx' | 'xlsx' | 'csv', pictures: number): PlanIssue[] {
  const tables = document.blocks.filter((block) => block.kind === 'table');
  if (form === 'docx' && tables.length === 0) return [pictures > 0 ? picturesIssue(pictures) : noTableIssue()];
  if (!tables.some((table) => table.grid.some((row) => row.some((cell) => cell.text))))
    return [pictures > 0 ? picturesIssue(pictures) : emptyIssue(form)];
  return tables.flatMap((table) =>
    table.grid.flatMap((line, row) =>
      line
        .filter((cell) => cell.isOrigin && cell.text.length > FILE_LIMITS.cellLetters)
        .map((cell) => cellTooLongIssue(table, { row: row + 1, column: cell.originColumn + 1 }, cell.text.length)),
    ),
  );
}

function noTableIssue(): PlanIssue {
  return fileIssue(
    'document-without-table',
    'Văn bản Word này không có bảng nào; kế hoạch được đọc từ bảng phân công (phụ lục).',
    'Dùng tệp có bảng gồm các cột: nội dung công việc, cơ quan chủ trì, thời gian hoàn thành.',
  );
}

/** What people scan or photograph is shown as a page and read as nothing. */
export function picturesIssue(pictures: number): PlanIssue {
  return fileIssue(
    'document-of-pictures',
    `Văn bản Word này có ${countOf(pictures)} ảnh mà không có bảng kế hoạch bằng chữ; chữ trong ảnh (bản quét, ảnh chụp) không đọc được.`,
    'Dùng tệp gốc có bảng gõ bằng chữ, hoặc chuyển ảnh thành chữ bằng phần mềm nhận dạng rồi kiểm tra lại trước khi tải lên.',
  );
}

function emptyIssue(form: 'docx' | 'xlsx' | 'csv'): PlanIssue {
  return fileIssue(
    'document-empty',
    form === 'docx' ? 'Các bảng trong văn bản Word này đều trống.' : 'Trang tính trống, không có ô nào chứa chữ.',
    'Kiểm tra lại tệp; nếu bảng nằm ở trang tính ẩn thì bỏ ẩn rồi lưu lại.',
  );
}

/** A parser's own words are its programmer's: people hear what the file is. */
function brokenIssue(error: unknown): PlanIssue {
  const text = error instanceof Error ? error.message : String(error);
  return /password|encrypt/i.test(text) ? encryptedFileIssue() : brokenFileIssue();
}
