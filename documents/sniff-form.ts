// What a file really is, by its first bytes: names lie, and the refusal must say what the file is instead.

import type { PlanIssue, PlanIssueCode } from '#contracts/plan.ts';
import { fileIssue } from './file-issue.ts';
import { encryptedFileIssue, openContainer, type Parts } from './open-container.ts';

export type FileForm = { form: 'docx' | 'xlsx'; parts: Parts } | { form: 'csv' } | { form: null; issue: PlanIssue };

/** The form to read the bytes as, or the reason in Vietnamese why they cannot be read. */
export function sniffForm(bytes: Uint8Array, fileName: string): FileForm {
  if (bytes.length === 0)
    return refuse('file-empty', 'Tệp rỗng (0 byte).', 'Kiểm tra lại tệp gốc rồi tải lên lần nữa.');
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')) return sniffZip(bytes);
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0')) return sniffOldOffice(bytes);
  if (head.includes('%PDF')) {
    return refuse('file-pdf', 'Đây là tệp PDF, không có bảng để đọc từng ô.', `Mở bản gốc và lưu thành ${WANTED}.`);
  }
  if (head.startsWith('{\\rtf')) {
    return refuse(
      'file-old-format',
      'Đây là tệp RTF.',
      'Mở bằng Word và lưu lại thành .docx (Save As → Word Document).',
    );
  }
  if (PICTURES.some((magic) => head.startsWith(magic)) || head.slice(8, 12) === 'WEBP' || head.slice(4, 8) === 'ftyp') {
    return refuse(
      'file-picture',
      'Đây là tệp ảnh hoặc phim, không phải văn bản.',
      `Cần tệp gốc ở dạng ${WANTED}; ảnh chụp không đọc được bảng.`,
    );
  }
  if (isWebPage(bytes)) {
    return refuse(
      'file-web-page',
      'Đây là trang web (HTML) dù tệp có thể mang đuôi .doc hay .xls; nhiều phần mềm xuất tệp kiểu này.',
      'Mở bằng Word hoặc Excel rồi lưu lại thành .docx hoặc .xlsx (Save As).',
    );
  }
  return sniffText(bytes, fileName);
}

function isWebPage(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.subarray(0, 1024))
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  return /^(<!doctype html|<html|<head|<table|<meta|<\?xml|<!--|mime-version:)/i.test(text);
}

const WANTED = 'Word (.docx), Excel (.xlsx) hoặc CSV (.csv, mã UTF-8)';
const PICTURES = ['\u0089PNG', '\u00ff\u00d8\u00ff', 'GIF8', 'BM', 'II*\u0000', 'MM\u0000*'];

function refuse(code: PlanIssueCode, message: string, suggestion: string): FileForm {
  return { form: null, issue: fileIssue(code, message, suggestion) };
}

function sniffZip(bytes: Uint8Array): FileForm {
  const container = openContainer(bytes);
  if (!container.ok) return { form: null, issue: container.issue };
  const { parts } = container;
  const has = (pattern: RegExp) => Object.keys(parts).some((name) => pattern.test(name));
  if (has(/^word\/document\d*\.xml$/)) return { form: 'docx', parts };
  if (has(/^xl\/workbook\.xml$/)) return { form: 'xlsx', parts };
  if (has(/^xl\/workbook\.bin$/))
    return refuse('file-old-format', 'Đây là sổ Excel nhị phân (.xlsb).', 'Mở bằng Excel và lưu lại thành .xlsx.');
  if (has(/^ppt\//))
    return refuse('file-not-a-plan', 'Đây là tệp trình chiếu PowerPoint.', `Cần kế hoạch ở dạng ${WANTED}.`);
  if (has(/^content\.xml$/))
    return refuse(
      'file-open-document',
      'Đây là tệp OpenDocument (.odt, .ods).',
      'Mở và lưu lại thành .docx hoặc .xlsx.',
    );
  return refuse(
    'file-not-a-plan',
    'Đây là tệp nén, bên trong không phải văn bản Word hay sổ Excel.',
    `Giải nén rồi chọn tệp kế hoạch ở dạng ${WANTED}.`,
  );
}

/** Files before 2007 and encrypted new files share one container; the names of its streams tell them apart. */
function sniffOldOffice(bytes: Uint8Array): FileForm {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (stream: string) => buffer.includes(Buffer.from(stream, 'utf16le'));
  if (has('EncryptedPackage')) return { form: null, issue: encryptedFileIssue() };
  if (has('WordDocument')) {
    return refuse(
      'file-old-format',
      'Đây là tệp Word đời cũ (.doc).',
      'Mở bằng Word và lưu lại thành .docx (Save As → Word Document).',
    );
  }
  if (has('Workbook') || has('Book')) {
    return refuse(
      'file-old-format',
      'Đây là tệp Excel đời cũ (.xls).',
      'Mở bằng Excel và lưu lại thành .xlsx (Save As → Excel Workbook).',
    );
  }
  return refuse('file-old-format', 'Đây là tệp Office đời cũ.', `Mở và lưu lại thành ${WANTED}.`);
}

function sniffText(bytes: Uint8Array, fileName: string): FileForm {
  const extension = fileName.toLowerCase().match(/\.[^.\\/]+$/)?.[0] ?? '';
  if (['.csv', '.tsv', '.txt'].includes(extension)) return { form: 'csv' };
  const isPicture = ['.png', '.jpg', '.jpeg', '.gif', '.bmp', '.tif', '.tiff', '.webp'].includes(extension);
  if (isPicture) return refuse('file-picture', 'Đây là tệp ảnh, không phải văn bản.', `Cần tệp gốc ở dạng ${WANTED}.`);
  const isText = !bytes.subarray(0, 4096).includes(0);
  return refuse(
    'file-unknown',
    isText && ['.docx', '.xlsx'].includes(extension)
      ? `Tệp mang tên ${extension} nhưng bên trong không phải văn bản Word hay sổ Excel (có thể tải chưa hết hoặc chỉ đổi đuôi).`
      : 'Không nhận ra đây là loại tệp gì.',
    `Cần tệp kế hoạch ở dạng ${WANTED}.`,
  );
}
