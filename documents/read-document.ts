// The door of every plan file: bytes in, source document out, or all that is wrong with the file in Vietnamese.
import type { PlanIssue } from '#contracts/plan.ts';
import type { SourceDocument } from '#domain/plan/source-document.ts';
import { fileIssue } from './file-issue.ts';
import { FILE_LIMITS } from './limits.ts';
import { readCsv } from './read-csv.ts';
import { readSheets } from './read-sheets.ts';
import { readWord } from './read-word.ts';
import { sniffForm } from './sniff-form.ts';

export type DocumentOutcome = { ok: true; document: SourceDocument } | { ok: false; issues: PlanIssue[] };

/** Never throws, and never hands a file to a parser before its size and its real form are known. */
export async function readDocument(bytes: Uint8Array, fileName: string): Promise<DocumentOutcome> {
  if (bytes.length > FILE_LIMITS.fileBytes) return refuse(tooLargeIssue(bytes.length));
  const sniffed = sniffForm(bytes, fileName);
  if (sniffed.form === null) return refuse(sniffed.issue);
  try {
    const document = await read(bytes, sniffed.form);
    if (!document) return refuse(notUtf8Issue());
    const missing = contentIssue(document, sniffed.form);
    return missing ? refuse(missing) : { ok: true, document };
  } catch (error) {
    return refuse(brokenIssue(error));
  }
}

/** The refusal of a file that is too large, also for callers that know the size before they load the bytes. */
export function tooLargeIssue(sizeBytes: number): PlanIssue {
  const megabytes = (value: number) => (value / 1024 / 1024).toFixed(value < 10 * 1024 * 1024 ? 1 : 0);
  return fileIssue(
    'file-too-large',
    `Tệp nặng ${megabytes(sizeBytes)} MB, quá giới hạn ${megabytes(FILE_LIMITS.fileBytes)} MB.`,
    'Bỏ ảnh và phụ lục quét, hoặc chép riêng bảng kế hoạch sang một tệp mới.',
  );
}

function refuse(issue: PlanIssue): DocumentOutcome {
  return { ok: false, issues: [issue] };
}

async function read(bytes: Uint8Array, form: 'docx' | 'xlsx' | 'csv'): Promise<SourceDocument | null> {
  if (form === 'docx') return readWord(bytes);
  return form === 'xlsx' ? readSheets(bytes) : readCsv(bytes);
}

/** A document that has nothing to look for a plan in: the reader of plans need not see it. */
function contentIssue(document: SourceDocument, form: 'docx' | 'xlsx' | 'csv'): PlanIssue | null {
  const tables = document.blocks.filter((block) => block.kind === 'table');
  if (form === 'docx' && tables.length === 0) {
    return fileIssue(
      'document-without-table',
      'Văn bản Word này không có bảng nào; kế hoạch được đọc từ bảng phân công (phụ lục).',
      'Dùng tệp có bảng gồm các cột: nội dung công việc, cơ quan chủ trì, thời gian hoàn thành.',
    );
  }
  const long = tables.find((table) => table.grid.length > FILE_LIMITS.tableRows);
  if (long) {
    return fileIssue(
      'table-too-long',
      `Bảng ${long.number} dài quá ${FILE_LIMITS.tableRows} dòng nên không được đọc một phần.`,
      'Xóa các dòng thừa bên dưới bảng, hoặc chia kế hoạch thành nhiều tệp.',
    );
  }
  if (tables.some((table) => table.grid.some((row) => row.some((cell) => cell.text)))) return null;
  return fileIssue(
    'document-empty',
    form === 'docx' ? 'Các bảng trong văn bản Word này đều trống.' : 'Trang tính trống, không có ô nào chứa chữ.',
    'Kiểm tra lại tệp; nếu bảng nằm ở trang tính ẩn thì bỏ ẩn rồi lưu lại.',
  );
}

function notUtf8Issue(): PlanIssue {
  return fileIssue(
    'csv-not-utf8',
    'Tệp CSV không ở bảng mã UTF-8 nên chữ tiếng Việt không đọc đúng được.',
    'Trong Excel chọn Save As → CSV UTF-8, hoặc dùng thẳng tệp .xlsx.',
  );
}

function brokenIssue(error: unknown): PlanIssue {
  const text = error instanceof Error ? error.message : String(error);
  if (/password|encrypt/i.test(text)) {
    return fileIssue(
      'file-encrypted',
      'Tệp được đặt mật khẩu nên không đọc được.',
      'Bỏ mật khẩu, lưu lại rồi thử lại.',
    );
  }
  return fileIssue(
    'file-broken',
    'Tệp bị hỏng hoặc tải chưa hết, không mở được.',
    'Mở thử bằng Word hoặc Excel, lưu lại rồi thử lại.',
  );
}
