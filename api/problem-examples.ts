import type { ErrorCode } from '#contracts/error-codes.ts';
import { ERROR_CODES } from '#contracts/error-codes.ts';
import type { Problem } from '#contracts/problem.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { problemOf } from './problem.ts';

/** A body for each refusal that a status can carry, for the document. */
export function problemExamples(codes: readonly ErrorCode[]): Record<string, { value: Problem }> {
  return Object.fromEntries(
    codes.map((code) => [code, { value: { ...problemOf(code, `${ERROR_CODES[code].title}.`), ...MORE[code] } }]),
  );
}

const MORE: { readonly [Code in ErrorCode]?: Partial<Problem> } = {
  'invalid-request': {
    detail: 'Kiểm tra lại các ô được nêu và gửi lại.',
    issues: [{ place: 'dueFrom', label: 'Hạn từ ngày', message: 'phải là ngày có thật, dạng 2026-03-31' }],
  },
  'changed-meanwhile': {
    current: { etag: '"row-12-4"', value: 'Quý III' },
    changes: [
      {
        at: instantOf('2026-03-02T02:00:00Z'),
        actor: 'Trần Thị Bình',
        what: 'bảng 1, dòng 2: đã đổi thời gian từ «Quý II» thành «Quý III»',
        field: 'thời gian (bảng 1, dòng 2)',
        from: 'Quý II',
        to: 'Quý III',
      },
    ],
  },
};
