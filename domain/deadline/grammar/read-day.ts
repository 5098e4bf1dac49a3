import type { DayRef } from '#contracts/deadline.ts';
import { daysInMonth } from '#domain/calendar/local-date.ts';
import {
  isAt,
  isYear,
  matchAt,
  numberAt,
  type PhraseList,
  phraseList,
  textAt,
} from '#domain/deadline/text/match-tokens.ts';
import type { Token } from '#domain/deadline/text/tokenise-text.ts';
import type { RawPlace, Read } from './raw.ts';
import { readMonthRef } from './read-month-ref.ts';
import { readCount, readOrdinal, skipRepetition } from './read-number.ts';
import { readWeekday } from './read-weekday.ts';
import { readYear, readYearAfter } from './read-year.ts';

/** A day of a month, with or without the word "ngày"; days and months that do not exist are no day. */
export function readDay(tokens: readonly Token[], i: number): Read<RawPlace> | null {
  const weekday = readWeekday(tokens, i);
  if (weekday) return readAfterWeekday(tokens, weekday);
  if (isAt(tokens, i, 'ngày')) return readAfterWordDay(tokens, i + 1);
  if (isAt(tokens, i, 'mùng') || isAt(tokens, i, 'rằm')) return readMoonDay(tokens, i);
  const iso = readYearFirst(tokens, i);
  if (iso) return iso;
  const value = numberAt(tokens, i);
  if (!(value >= 1 && value <= 31)) return null;
  return readNumbered(tokens, i, false);
}

/** "2026-12-15", as spreadsheets and other systems write it. */
function readYearFirst(tokens: readonly Token[], i: number): Read<RawPlace> | null {
  const year = numberAt(tokens, i);
  const mark = textAt(tokens, i + 1);
  if (!isYear(year) || (mark !== '-' && mark !== '/' && mark !== '.') || textAt(tokens, i + 3) !== mark) return null;
  const [month, day] = [numberAt(tokens, i + 2), numberAt(tokens, i + 4)];
  if (!(month >= 1 && month <= 12) || !(day >= 1 && day <= 31) || (tokens[i + 4]?.text.length ?? 9) > 2) return null;
  return { value: withSlip(place(day, { month, year })), next: i + 5 };
}

/** "rằm tháng 8" is of the moon; "mùng 5 tháng 9" may be of either calendar. */
function readMoonDay(tokens: readonly Token[], i: number): Read<RawPlace> | null {
  const full = isAt(tokens, i, 'rằm');
  const read = full ? withMonth(tokens, i + 1, 15, true) : readNumbered(tokens, i + 1, true);
  if (!read || read.value.lunar || typeof read.value.month !== 'number') return read;
  if (full) return withLunarTail(tokens, { ...read, value: { ...read.value, lunar: true } });
  return { ...read, value: { ...read.value, doubt: 'ngày mùng: không rõ âm lịch hay dương lịch' } };
}

function readAfterWordDay(tokens: readonly Token[], i: number): Read<RawPlace> | null {
  if (isAt(tokens, i, 'mùng') || isAt(tokens, i, 'rằm')) return readMoonDay(tokens, i);
  if (isAt(tokens, i, 'làm', 'việc')) return readWorkingDay(tokens, i + 2);
  if (isAt(tokens, i, 'thứ') && isAt(tokens, i + 2, 'của', 'tháng')) return readNumbered(tokens, i + 1, true);
  const weekday = readWeekday(tokens, i);
  if (weekday) return readAfterWeekday(tokens, weekday);
  return readEdgeDay(tokens, i) ?? readYearFirst(tokens, i) ?? readNumbered(tokens, i, true);
}

/** "thứ Sáu, ngày 15/5/2026" is the date; "thứ Sáu tuần cuối của tháng" one day of each month; "thứ Sáu" alone a day of the week. */
function readAfterWeekday(tokens: readonly Token[], weekday: Read<number>): Read<RawPlace> {
  let i = weekday.next;
  if (textAt(tokens, i) === ',' || textAt(tokens, i) === '(') i++;
  if (isAt(tokens, i, 'ngày') || isAt(tokens, i, 'mùng')) {
    const wordDay = isAt(tokens, i + 1, 'mùng') ? i + 2 : i + 1;
    const day = readNumbered(tokens, wordDay, true);
    if (day?.value.month !== undefined)
      return { value: day.value, next: textAt(tokens, day.next) === ')' ? day.next + 1 : day.next };
  } else if (i > weekday.next) {
    // "thứ Sáu (24/7/2026)": the bracket says which.
    const day = readNumbered(tokens, i, false);
    if (day?.value.month !== undefined)
      return { value: day.value, next: textAt(tokens, day.next) === ')' ? day.next + 1 : day.next };
  }
  return readNthWeekday(tokens, weekday) ?? { value: { at: 'weekday', weekday: weekday.value }, next: weekday.next };
}

const WEEK_OF_MONTH: readonly [PhraseList, number][] = [
  [phraseList('tuần cuối cùng | tuần cuối | cuối cùng | cuối'), -1],
  [phraseList('tuần đầu tiên | tuần đầu | đầu tiên | đầu'), 1],
  [phraseList('tuần thứ hai | tuần thứ 2 | tuần 2 | thứ hai | thứ 2'), 2],
  [phraseList('tuần thứ ba | tuần thứ 3 | tuần 3 | thứ ba | thứ 3'), 3],
  [phraseList('tuần thứ tư | tuần thứ 4 | tuần 4 | thứ tư | thứ 4'), 4],
];

function readNthWeekday(tokens: readonly Token[], weekday: Read<number>): Read<RawPlace> | null {
  const at = isAt(tokens, weekday.next, 'của') ? weekday.next + 1 : weekday.next;
  for (const [words, nth] of WEEK_OF_MONTH) {
    const length = matchAt(tokens, at, words);
    if (length === 0) continue;
    const read = withMonth(tokens, at + length, { weekday: weekday.value, nth }, false);
    return read?.value.month === undefined ? null : read;
  }
  return null;
}

const FIRST = phraseList('đầu tiên | đầu');
const LAST = phraseList('cuối cùng | cuối');

/** "ngày làm việc cuối cùng của tháng", "ngày làm việc thứ 5 của tháng sau". */
function readWorkingDay(tokens: readonly Token[], i: number): Read<RawPlace> | null {
  const last = matchAt(tokens, i, LAST);
  const first = last > 0 ? 0 : matchAt(tokens, i, FIRST);
  const nth = isAt(tokens, i, 'thứ') ? readOrdinal(tokens, i + 1, 23) : null;
  if (last + first === 0 && !nth) return null;
  const workingDay = last > 0 ? -1 : (nth?.value ?? 1);
  return readDayOfPeriod(tokens, nth?.next ?? i + last + first, { workingDay });
}

/** "ngày cuối cùng của quý", "ngày đầu tiên của tháng". */
function readEdgeDay(tokens: readonly Token[], i: number): Read<RawPlace> | null {
  const last = matchAt(tokens, i, LAST);
  const length = last > 0 ? last : matchAt(tokens, i, FIRST);
  return length === 0 ? null : readDayOfPeriod(tokens, i + length, last > 0 ? 31 : 1);
}

/** The first, last or nth (working) day of "tháng …", "quý …", "năm …": the month is the period's first or last. */
export function readDayOfPeriod(tokens: readonly Token[], at: number, day: DayRef): Read<RawPlace> | null {
  const i = isAt(tokens, at, 'của') || isAt(tokens, at, 'trong') ? at + 1 : at;
  const fromEnd = day === 31 || (typeof day === 'object' && 'workingDay' in day && day.workingDay < 0);
  const nth = fromEnd ? -1 : 1;
  const each = isAt(tokens, i, 'mỗi') || isAt(tokens, i, 'hàng') || isAt(tokens, i, 'từng') ? 1 : 0;
  if (isAt(tokens, i + each, 'quý')) {
    const quarter = readOrdinal(tokens, i + each + 1, 4);
    if (quarter) {
      const year = readYearAfter(tokens, quarter.next);
      const month = quarter.value * 3 - (nth === -1 ? 0 : 2);
      return { value: place(day, { month, ...(year?.value ?? {}) }), next: year?.next ?? quarter.next };
    }
    const next = isAt(tokens, i + each + 1, 'báo', 'cáo') ? i + each + 3 : i + each + 1;
    const after = isAt(tokens, next, 'sau') || isAt(tokens, next, 'tiếp', 'theo') || isAt(tokens, next, 'kế', 'tiếp');
    const skipped = after ? (isAt(tokens, next, 'sau') ? 1 : 2) : 0;
    return {
      value: place(day, { month: { nth, shift: after ? 1 : 0 }, implies: 'quarterly' }),
      next: next + skipped,
    };
  }
  if (isAt(tokens, i + each, 'tháng')) return withMonth(tokens, i, day, false);
  if (isAt(tokens, i, 'kỳ', 'báo', 'cáo'))
    return { value: place(day, { month: { nth, shift: 0 }, implies: 'any-period' }), next: i + 3 };
  const year = readYear(tokens, i);
  const month = nth === -1 ? 12 : 1;
  if (year) return { value: place(day, { month, ...year.value }), next: year.next };
  if (isAt(tokens, i, 'năm')) return { value: place(day, { month, year: { plan: 0 } }), next: i + 1 };
  if (isAt(tokens, i, 'hàng', 'năm'))
    return { value: place(day, { month, year: { plan: 0 }, implies: 'annual' }), next: i + 2 };
  return null;
}

/** "15/11/2026", "15 tháng 11 năm 2026", "15/11", "15" (only after the word "ngày"). */
function readNumbered(tokens: readonly Token[], i: number, wordDay: boolean): Read<RawPlace> | null {
  const count = wordDay ? readCount(tokens, i) : { value: numberAt(tokens, i), next: skipRepetition(tokens, i + 1) };
  if (!count || !(count.value >= 1 && count.value <= 31)) return null;
  const read = readMonthOf(tokens, count.next, count.value, wordDay);
  return read && { ...read, value: withSlip(read.value) };
}

/** A day that its month never has is a slip of the pen: 31/6, 30/02, 29/02 of a common year. */
function withSlip(value: RawPlace): RawPlace {
  const { day, month, year, lunar: isLunar } = value;
  if (typeof day !== 'number' || typeof month !== 'number' || isLunar) return value;
  const longest = daysInMonth(typeof year === 'number' ? year : LEAP_YEAR, month);
  return day > longest ? { ...value, doubt: `không có ngày ${day} trong tháng ${month}` } : value;
}

const LEAP_YEAR = 2024;

function readMonthOf(tokens: readonly Token[], next: number, day: number, wordDay: boolean): Read<RawPlace> | null {
  const separated = readSeparated(tokens, next, day, wordDay);
  if (separated) return separated;
  // "15 tháng 7" without "ngày" needs a month number: "6 tháng" and "9 tháng" are spans.
  if (!wordDay) {
    if (!isAt(tokens, next, 'tháng')) return null;
    if (isAt(tokens, next + 1, 'chạp') || isAt(tokens, next + 1, 'giêng')) return withMonth(tokens, next, day, false);
    const month = readMonthRef(tokens, next + 1);
    if (typeof month?.value.month !== 'number' || isAt(tokens, next + 1, 'đầu') || isAt(tokens, next + 1, 'cuối'))
      return null;
  }
  return withMonth(tokens, next, day, wordDay);
}

// "10/112025": the second mark is missing.
const GLUED_YEAR = /^(0[1-9]|1[0-2])(20\d\d)$/;

/** Day and month (and year) joined by "/", "-" or ".". */
function readSeparated(tokens: readonly Token[], i: number, day: number, wordDay: boolean): Read<RawPlace> | null {
  const separator = textAt(tokens, i);
  if (separator !== '/' && separator !== '-' && separator !== '.') return null;
  const glued = GLUED_YEAR.exec(tokens[i + 1]?.text ?? '');
  if (glued) {
    const value = place(day, { month: Number(glued[1]), year: Number(glued[2]) });
    return { value: { ...value, doubt: 'giữa tháng và năm thiếu dấu' }, next: i + 2 };
  }
  const month = numberAt(tokens, i + 1);
  if (!(month >= 1 && month <= 12) || (tokens[i + 1]?.text.length ?? 9) > 2) return null;
  const yearMark = textAt(tokens, i + 2);
  const yearValue = numberAt(tokens, i + 3);
  // A further separator makes two dates of it ("15/12/ 30/6"), not a year.
  const sameMark = yearMark === separator && textAt(tokens, i + 4) !== '/';
  if (sameMark && isYear(yearValue)) return dated(day, month, { year: yearValue }, i + 4, tokens);
  if (sameMark && isShortYear(tokens, i + 3) && yearValue < 70)
    return dated(day, month, { year: 2000 + yearValue }, i + 4, tokens);
  // "15-11" or "15.11" without a year is a range or an item number, unless "ngày" leads it and it cannot count upwards.
  if (separator !== '/') {
    const isGlued = tokens[i]?.start === tokens[i - 1]?.end && tokens[i]?.end === tokens[i + 1]?.start;
    if (!wordDay || !isGlued || continuesPair(tokens, i + 2)) return null;
    const year = textAt(tokens, i + 2) === 'năm' ? readYear(tokens, i + 2) : null;
    const isDate = separator === '.' || day > month || year !== null || isAt(tokens, i + 2, 'hàng', 'năm');
    return isDate ? dated(day, month, year?.value ?? {}, year?.next ?? i + 2, tokens) : null;
  }
  // "3/12/…" with something that is no year is no date (a document's number).
  if (yearMark === '/' && !isAt(tokens, i + 3, 'năm')) return null;
  const year = readYearAfter(tokens, i + 2);
  return dated(day, month, year?.value ?? {}, year?.next ?? i + 2, tokens);
}

/** What makes something else of "25-05 …": "25-05 tháng sau", "15.11/2026", "5-9 hàng tháng"; a full stop does not. */
function continuesPair(tokens: readonly Token[], i: number): boolean {
  const mark = textAt(tokens, i);
  if (mark === '.') return tokens[i + 1]?.kind === 'number';
  if (mark === 'hàng') return !isAt(tokens, i + 1, 'năm');
  return mark === '/' || mark === '-' || mark === 'tháng' || mark === 'của';
}

/** Two digits right behind the separator: "31/12/26"; with a space between they are another number. */
function isShortYear(tokens: readonly Token[], i: number): boolean {
  const year = tokens[i];
  return year?.text.length === 2 && year.start === tokens[i - 1]?.end;
}

function dated(
  day: number,
  month: number,
  rest: Pick<RawPlace, 'year' | 'implies'>,
  next: number,
  tokens: readonly Token[],
): Read<RawPlace> {
  return withLunarTail(tokens, { value: place(day, { month, ...rest }), next });
}

/** A day number followed by "tháng …" in any of its forms; without a month the place stays open. */
function withMonth(tokens: readonly Token[], at: number, day: DayRef, mayStayOpen: boolean): Read<RawPlace> | null {
  let i = at;
  if (textAt(tokens, i) === ',' && isAt(tokens, i + 1, 'tháng')) i++;
  if (isAt(tokens, i, 'của') || isAt(tokens, i, 'trong') || isAt(tokens, i, 'vào')) i++;
  if (isAt(tokens, i, 'tháng')) {
    if (isAt(tokens, i + 1, 'chạp')) return lunar(tokens, day, 12, i + 2);
    if (isAt(tokens, i + 1, 'giêng')) return lunar(tokens, day, 1, i + 2);
    const month = readMonthRef(tokens, i + 1);
    if (month) return withLunarTail(tokens, { value: monthWord(place(day, month.value)), next: month.next });
    const next = isAt(tokens, i + 1, 'đó') || isAt(tokens, i + 1, 'này') ? i + 2 : i + 1;
    // "trước ngày 20 của tháng" is each month's; "trước ngày 20 tháng" has lost its number.
    const lost =
      mayStayOpen && i === at && next === i + 1 && (tokens[next] === undefined || tokens[next]?.kind === 'mark');
    const value = place(day, { month: { nth: -1, shift: 0 }, implies: 'monthly' });
    return { value: lost ? { ...value, doubt: 'sau "tháng" thiếu số tháng' } : value, next };
  }
  const each = isAt(tokens, i, 'mỗi') || isAt(tokens, i, 'hàng') || isAt(tokens, i, 'từng') || isAt(tokens, i, 'các');
  if (each && isAt(tokens, i + 1, 'tháng')) {
    // "hàng tháng" is a rhythm, "các tháng cuối quý" a month within one.
    const month = readMonthRef(tokens, i + 2);
    if (month && (typeof month.value.month === 'number' || month.value.implies !== 'monthly'))
      return { value: monthWord(place(day, month.value)), next: month.next };
    return { value: place(day, { month: { nth: -1, shift: 0 }, implies: 'monthly' }), next: i + 2 };
  }
  if (isAt(tokens, i, 'cuối', 'quý') || isAt(tokens, i, 'cuối', 'kỳ')) return null;
  return mayStayOpen ? { value: { at: 'day', day }, next: at } : null;
}

function monthWord(value: RawPlace): RawPlace {
  return typeof value.month === 'number' ? { ...value, monthWord: true } : value;
}

function lunar(tokens: readonly Token[], day: DayRef, month: number, i: number): Read<RawPlace> {
  const year = readYearAfter(tokens, i);
  return withLunarTail(tokens, {
    value: { ...place(day, { month, ...(year?.value ?? {}) }), lunar: true },
    next: year?.next ?? i,
  });
}

/** "(âm lịch)", "ÂL" after a day; "dương lịch" says what is meant anyway. */
function withLunarTail(tokens: readonly Token[], read: Read<RawPlace>): Read<RawPlace> {
  const i = textAt(tokens, read.next) === '(' ? read.next + 1 : read.next;
  const close = (next: number) => (i > read.next && textAt(tokens, next) === ')' ? next + 1 : next);
  if (isAt(tokens, i, 'âm', 'lịch')) return afterLunar(tokens, { ...read.value, lunar: true }, close(i + 2));
  if (isAt(tokens, i, 'âl')) return afterLunar(tokens, { ...read.value, lunar: true }, close(i + 1));
  if (isAt(tokens, i, 'dương', 'lịch')) return { value: read.value, next: close(i + 2) };
  return read.value.lunar ? { ...read, value: withLunarYear(read.value) } : read;
}

function afterLunar(tokens: readonly Token[], value: RawPlace, next: number): Read<RawPlace> {
  const year = value.year === undefined ? readYearAfter(tokens, next) : null;
  return { value: withLunarYear({ ...value, ...year?.value }), next: year?.next ?? next };
}

/** "23 tháng Chạp", "23/12 âm lịch": the last months of a lunar year end in the next one. */
function withLunarYear(value: RawPlace): RawPlace {
  if (value.year !== undefined || typeof value.month !== 'number' || value.month < 11) return value;
  return { ...value, doubt: 'tháng cuối năm âm lịch: không rõ trước hay sau Tết của năm kế hoạch' };
}

function place(day: DayRef, rest: Pick<RawPlace, 'month' | 'year' | 'implies'>): RawPlace {
  return { at: 'day', day, ...rest };
}
