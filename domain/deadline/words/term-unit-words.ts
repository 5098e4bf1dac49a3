import type { TermUnit } from '#contracts/deadline.ts';

/** The unit of a term as plans write it. */
export const TERM_UNIT_WORDS: Readonly<Record<TermUnit, string>> = {
  hour: 'giờ',
  day: 'ngày',
  'working-day': 'ngày làm việc',
  week: 'tuần',
  month: 'tháng',
  year: 'năm',
};
