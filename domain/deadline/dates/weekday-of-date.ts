// "Thứ Hai, ngày 16/6/2026": the weekday says the date a second time, and one of the two may be a slip of the pen.
import { daysInMonth, localDate, weekdayOf } from '#domain/calendar/local-date.ts';
import { readDay } from '../grammar/read-day.ts';
import { readWeekday } from '../grammar/read-weekday.ts';
import { textAt } from '../text/match-tokens.ts';
import type { Token } from '../text/tokenise-text.ts';
import type { PlanSpan } from './outside-span.ts';

const NAMES = ['', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];

/** A doubt for each weekday whose date is another day of the week; without a year the plan's one year counts. */
export function weekdayDoubts(tokens: readonly Token[], planYears: PlanSpan | null): string[] {
  const doubts: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const said = tokens[i]?.masked ? null : weekdaySaid(tokens, i);
    if (said === null) continue;
    const date = dateAfter(tokens, said.next, planYears) ?? dateBefore(tokens, i, planYears);
    if (date === null) continue;
    const weekday = weekdayOf(date);
    if (weekday !== said.value)
      doubts.push(`ngày ${shown(date)} là ${NAMES[weekday]}, văn bản ghi ${NAMES[said.value]}`);
  }
  return doubts;
}

function weekdaySaid(tokens: readonly Token[], i: number) {
  if (textAt(tokens, i) === 'cn') return { value: 7, next: i + 1 };
  return readWeekday(tokens, i);
}

/** "thứ Hai, ngày 15/6", "thứ 3 (16/6)". */
function dateAfter(tokens: readonly Token[], next: number, planYears: PlanSpan | null) {
  const mark = textAt(tokens, next);
  return dateAt(tokens, mark === ',' || mark === '(' || mark === '-' ? next + 1 : next, planYears)?.date ?? null;
}

/** "15/6/2026 (thứ Hai)". */
function dateBefore(tokens: readonly Token[], i: number, planYears: PlanSpan | null) {
  if (textAt(tokens, i - 1) !== '(') return null;
  for (let from = Math.max(0, i - LONGEST_DATE); from < i - 1; from++) {
    const read = dateAt(tokens, from, planYears);
    if (read !== null && read.next === i - 1) return read.date;
  }
  return null;
}

// "ngày 15 tháng 6 năm 2026 (".
const LONGEST_DATE = 8;

function dateAt(tokens: readonly Token[], at: number, planYears: PlanSpan | null) {
  const read = readDay(tokens, at);
  if (read === null || read.value.lunar || read.value.implies !== undefined) return null;
  const { day, month } = read.value;
  const only = planYears !== null && planYears[0] === planYears[1] ? planYears[0] : null;
  const year = typeof read.value.year === 'number' ? read.value.year : read.value.year === undefined ? only : null;
  if (typeof day !== 'number' || typeof month !== 'number' || year === null) return null;
  return day > daysInMonth(year, month) ? null : { date: localDate(year, month, day), next: read.next };
}

function shown(date: string): string {
  const [year, month, day] = date.split('-');
  return `${day}/${month}/${year}`;
}
