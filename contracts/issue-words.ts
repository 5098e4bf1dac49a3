// What zod says about wrong input, in the words of people: these lines stand beside the fields that they are about.
import type { z } from 'zod';
import vietnamese from 'zod/v4/locales/vi.js';

/** Vietnamese words for every issue; for zod's global configuration. */
export const issueWords: z.core.$ZodErrorMap = (issue) => describe(issue as z.core.$ZodRawIssue) ?? fallback(issue);

const fallback = vietnamese().localeError;

const KINDS: Record<string, string> = {
  string: 'chữ',
  number: 'số',
  int: 'số nguyên',
  boolean: 'có (true) hoặc không (false)',
  array: 'danh sách',
  object: 'đối tượng JSON',
  null: 'null',
  undefined: 'để trống',
  record: 'đối tượng JSON',
  date: 'ngày',
  nan: 'số',
  never: 'để trống',
};

const UNITS: Record<string, string> = { string: 'ký tự', array: 'phần tử', set: 'phần tử' };

const FORMATS: Record<string, string> = {
  date: 'phải là ngày có thật, dạng 2026-03-31',
  datetime: 'phải là thời điểm dạng 2026-03-31T08:00:00Z',
  url: 'phải là địa chỉ web dạng https://may/duong-dan',
  email: 'phải là địa chỉ thư, ví dụ ten@don-vi.gov.vn',
};

function describe(issue: z.core.$ZodRawIssue): string | null {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'chưa có' : `phải là ${KINDS[issue.expected] ?? 'giá trị thuộc loại khác'}`;
    case 'invalid_value':
      return `phải là một trong: ${issue.values.join(', ')}`;
    case 'invalid_union':
      return Array.isArray(issue.options)
        ? `phải là một trong: ${issue.options.join(', ')}`
        : 'không thuộc dạng nào được nhận';
    case 'too_small':
      return `phải ${UNITS[issue.origin] ? 'có' : 'từ'} ${bound(issue.minimum, issue.origin, 'ít nhất', 'trở lên')}`;
    case 'too_big':
      return `phải ${UNITS[issue.origin] ? 'có' : 'từ'} ${bound(issue.maximum, issue.origin, 'nhiều nhất', 'trở xuống')}`;
    case 'invalid_format':
      // A pattern is for machines; what it asks for stands beside the schema.
      return FORMATS[issue.format] ?? 'không đúng dạng được nhận';
    case 'unrecognized_keys':
      return `không nhận: ${issue.keys.join(', ')}`;
    default:
      return null;
  }
}

function bound(limit: number | bigint, origin: string, most: string, side: string): string {
  const unit = UNITS[origin];
  return unit === undefined ? `${limit} ${side}` : `${most} ${limit} ${unit}`;
}
