// Why a file was not read to its end, in the words of whoever chose it.
import type { PlanIssue } from '#contracts/plan.ts';
import { countOf } from '../count-words.ts';
import { fileIssue } from '../file-issue.ts';

export type ReadingEnd =
  | { kind: 'late'; seconds: number }
  | { kind: 'too-large'; megabytes: number }
  | { kind: 'failed'; message: string };

export function readingIssue(end: ReadingEnd): PlanIssue {
  if (end.kind === 'late')
    return fileIssue(
      'reading-too-long',
      `Tệp mất quá ${countOf(end.seconds)} giây để đọc nên đã dừng.`,
      'Chia kế hoạch thành nhiều tệp, hoặc xóa phần không phải bảng kế hoạch, rồi thử lại.',
    );
  if (end.kind === 'too-large')
    return fileIssue(
      'reading-too-large',
      `Đọc tệp này cần quá ${countOf(end.megabytes)} MB bộ nhớ nên đã dừng.`,
      'Chia kế hoạch thành nhiều tệp, hoặc chép riêng bảng kế hoạch sang một tệp mới, rồi thử lại.',
    );
  return fileIssue(
    'reading-failed',
    'Phần đọc tệp dừng bất thường khi đọc tệp này.',
    'Lưu lại tệp bằng Word hoặc Excel rồi thử lại; nếu vẫn vậy, gửi tệp cho quản trị hệ thống.',
  );
}
