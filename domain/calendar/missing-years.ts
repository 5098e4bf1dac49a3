// Years that the working calendar does not hold: only weekly days off count in them, and nobody may find that out date by date.
import type { CalendarEdition } from '#contracts/calendar.ts';
import type { PlanIssue } from '#contracts/plan.ts';
import type { WorkCalendar } from './work-calendar.ts';

/** Those of the years that no edition speaks of, in order, each once. */
export function missingYears(calendar: Pick<WorkCalendar, 'statusOfYear'>, years: Iterable<number>): number[] {
  return [...new Set(years)].filter((year) => calendar.statusOfYear(year) === 'unknown').sort((a, b) => a - b);
}

/** What follows for the dates of these years; empty when there are none. */
export function missingYearsWords(years: readonly number[]): string {
  if (years.length === 0) return '';
  return `Lịch làm việc chưa có năm ${years.join(', ')}: mới chỉ trừ ngày nghỉ hằng tuần, nên thời hạn và lời nhắc của năm đó có thể rơi vào ngày lễ, Tết.`;
}

export const ADD_YEARS =
  'Khi có thông báo nghỉ lễ, Tết, người quản trị chạy «dondoc calendar import TỆP --installation» để thêm năm, trước khi giao việc.';

/** One remark for all of them. */
export function missingYearsIssues(years: readonly number[]): PlanIssue[] {
  const message = missingYearsWords(years);
  if (message === '') return [];
  return [{ place: null, column: null, code: 'calendar-year-missing', message, suggestion: ADD_YEARS }];
}

/** A later edition: the years of the one in force, with those that the file says anew. */
export function withYearsOf(inForce: CalendarEdition, given: CalendarEdition): CalendarEdition {
  const years = new Map([...inForce.years, ...given.years].map((year) => [year.year, year]));
  return { ...inForce, ...given, years: [...years.values()].sort((a, b) => a.year - b.year) };
}
