// The refusals of tables that no honest plan has, each with the limit, the figure found and the place.
import type { PlanIssue } from '#contracts/plan.ts';
import { countOf } from './count-words.ts';
import { fileIssue } from './file-issue.ts';
import { FILE_LIMITS } from './limits.ts';

/** "Bảng 2" or "Trang tính «Kế hoạch»". */
export type TableName = { number: number; name: string | null };

/** Refused whole: a plan of which only the beginning was read would look complete. */
export function tableTooLongIssue(table: TableName, rows: number): PlanIssue {
  return fileIssue(
    'table-too-long',
    `${nameOf(table)} dài ${countOf(rows)} dòng, quá giới hạn ${countOf(FILE_LIMITS.tableRows)} dòng, nên không được đọc một phần.`,
    'Xóa các dòng thừa bên dưới bảng, hoặc chia kế hoạch thành nhiều tệp.',
  );
}

export function tableTooWideIssue(table: TableName, columns: number, row: number): PlanIssue {
  return {
    place: { table: table.number, row },
    column: null,
    code: 'table-too-wide',
    message: `${nameOf(table)} có chữ ở cột thứ ${countOf(columns)} (dòng ${countOf(row)}), quá giới hạn ${FILE_LIMITS.tableColumns} cột.`,
    suggestion: 'Xóa các ô thừa bên phải bảng kế hoạch rồi lưu lại.',
  };
}

export function cellTooLongIssue(table: TableName, place: { row: number; column: number }, letters: number): PlanIssue {
  return {
    place: { table: table.number, row: place.row },
    column: `cột ${place.column}`,
    code: 'cell-too-long',
    message: `Ô ở dòng ${countOf(place.row)}, cột ${countOf(place.column)} dài ${countOf(letters)} chữ, quá giới hạn ${countOf(FILE_LIMITS.cellLetters)} chữ của một ô.`,
    suggestion: 'Rút gọn ô này; nếu là tệp CSV thì kiểm tra dấu ngoặc kép mở mà không đóng.',
  };
}

export function tooManyCellsIssue(cells: number): PlanIssue {
  return fileIssue(
    'table-too-large',
    `Các bảng của tệp trải ra ${countOf(cells)} ô, quá giới hạn ${countOf(FILE_LIMITS.cells)} ô.`,
    'Bỏ bớt trang tính, bảng hoặc ô gộp không thuộc kế hoạch.',
  );
}

function nameOf({ number, name }: TableName): string {
  return name ? `Trang tính «${name}»` : `Bảng ${number}`;
}
