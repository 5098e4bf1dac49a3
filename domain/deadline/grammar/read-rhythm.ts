// Rhythms: "hàng quý, 6 tháng, 9 tháng, năm", "định kỳ 6 tháng một lần", "02 lần/năm", "Báo cáo quý".
import type { Rhythm } from '#contracts/deadline.ts';
import { REPORT_NOUNS } from '#domain/deadline/text/lexicon.ts';
import { isAt, isYear, matchAt, numberAt, phraseList, textAt } from '#domain/deadline/text/match-tokens.ts';
import type { Token } from '#domain/deadline/text/tokenise-text.ts';
import type { RawRhythm, Read } from './raw.ts';
import { readCount, readOrdinal } from './read-number.ts';
import { readYear } from './read-year.ts';

const EACH_OF_YEAR = phraseList(
  'các quý trong năm | các quý của năm | các tháng trong năm | các tháng của năm | các quý | 4 quý trong năm | bốn quý trong năm',
);

const REPORT_AGAIN = phraseList('định kỳ hàng | định kỳ theo | định kỳ | hàng | theo');
const REPORTS = phraseList(REPORT_NOUNS);

export type ReadRhythms = { rhythms: RawRhythm[]; ofReport: boolean; strong: boolean; doubt?: string; times?: number };

const STRONG = phraseList(
  'định kỳ báo cáo hàng | báo cáo định kỳ hàng | định kỳ theo | định kỳ vào hàng | định kỳ vào | định kỳ mỗi | định kỳ từng | định kỳ hàng | định kỳ vào các | định kỳ : | định kỳ | hàng | mỗi | từng | theo định kỳ',
);
const SEPARATORS = phraseList(', và | và | , | & | / | - | hoặc | cùng với | ; | + | , hoặc');
// Nouns that may stand before a unit inside a list: "hàng quý, tổng kết năm", "báo cáo tháng, báo cáo quý".
const LIST_NOUNS = phraseList(
  'báo cáo định kỳ | báo cáo tổng kết | báo cáo sơ kết | báo cáo | sơ kết | tổng kết | đánh giá | kỳ',
);
const AGAIN = phraseList('định kỳ hàng | theo định kỳ | định kỳ | hàng | mỗi | từng | theo | một | 1 | 01');

/** A list of rhythms beginning at `i`; null when none begins there. `loose` allows the forms without "hàng", "định kỳ" or a report. */
export function readRhythms(tokens: readonly Token[], i: number): Read<ReadRhythms> | null {
  const times = readTimesPer(tokens, i);
  if (times) {
    const { rhythm, ...said } = times.value;
    return {
      value: { rhythms: [rhythm], ofReport: false, strong: true, ...said },
      next: times.next,
    };
  }
  const strong = matchAt(tokens, i, STRONG);
  if (strong > 0) {
    const after = i + strong + matchAt(tokens, i + strong, LIST_NOUNS);
    return readList(tokens, after, { strong: true, ofReport: after > i + strong });
  }
  const noun = matchAt(tokens, i, REPORTS);
  if (noun > 0) {
    const again = matchAt(tokens, i + noun, REPORT_AGAIN);
    return readList(tokens, i + noun + again, { strong: again > 0, ofReport: true });
  }
  const each = matchAt(tokens, i, EACH_OF_YEAR);
  if (each > 0 && !readOrdinal(tokens, i + each, 4)) {
    const every = isAt(tokens, i + 1, 'quý') ? ('quarterly' as const) : ('monthly' as const);
    return {
      value: {
        rhythms: [{ every, interval: 1, only: null, strong: true, everyTime: true }],
        ofReport: false,
        strong: true,
      },
      next: i + each,
    };
  }
  if (isAt(tokens, i, 'theo', 'từng')) return readList(tokens, i + 2, { strong: true, ofReport: false });
  if (isAt(tokens, i, 'theo')) return readList(tokens, i + 1, { strong: true, ofReport: false });
  return readBareList(tokens, i);
}

/** One more bare item of a list whose earlier items were cut off by brackets; what follows must show that it is a unit. */
export function readNextItem(tokens: readonly Token[], i: number): Read<ReadRhythms> | null {
  const item = readItem(tokens, i, true);
  if (!item) return null;
  const after = tokens[item.next]?.text ?? '';
  const ends =
    after === '' ||
    after === '(' ||
    after === ')' ||
    after === ',' ||
    after === 'và' ||
    after === 'hoặc' ||
    after === ':';
  if (!ends && after !== 'trước' && after !== 'chậm' && after !== 'vào') return null;
  const rhythms = item.value.map((one) => ({ ...one, strong: true }));
  return { value: { rhythms, ofReport: false, strong: true }, next: item.next };
}

/** Without any leading word a list is a rhythm only when it mixes spans no calendar period has: "quý I, 6 tháng, quý III và năm". */
function readBareList(tokens: readonly Token[], i: number): Read<ReadRhythms> | null {
  const token = tokens[i];
  if (token === undefined || (token.kind !== 'number' && !BARE_STARTS.has(textAt(tokens, i)))) return null;
  const list = readList(tokens, i, { strong: false, ofReport: false });
  if (!list) return null;
  const { rhythms } = list.value;
  const spans = rhythms.some((one) => one.every === 'semiannual' || one.every === 'nine-month' || one.everyTime);
  const plain = rhythms.every((one) => one.only === null && one.year === undefined);
  return rhythms.some((one) => one.everyTime) || (rhythms.length > 1 && (spans || plain)) ? list : null;
}

const BARE_STARTS = new Set(['quý', 'tháng', 'năm', 'tuần', 'sáu', 'chín', 'một', 'hai', 'ba', 'nửa', 'cả', 'kỳ']);

function readList(
  tokens: readonly Token[],
  i: number,
  how: { strong: boolean; ofReport: boolean },
): Read<ReadRhythms> | null {
  const rhythms: RawRhythm[] = [];
  let strong = how.strong;
  let next = i;
  let at = i;
  for (let count = 0; count < 12; count++) {
    const item = readItem(tokens, at, rhythms.length > 0 || how.strong || how.ofReport);
    if (!item) break;
    for (const rhythm of item.value) rhythms.push({ ...rhythm, strong });
    next = item.next;
    const separator = matchAt(tokens, next, SEPARATORS);
    if (separator === 0) break;
    at = next + separator;
    const again = matchAt(tokens, at, AGAIN);
    if (again > 0) {
      const isCount = Number.isNaN(numberAt(tokens, at)) && textAt(tokens, at) !== 'một';
      if (isCount) strong = true;
      if (isCount) at += again;
    }
    at += matchAt(tokens, at, LIST_NOUNS);
  }
  if (rhythms.length === 0 || endsDated(tokens, next)) return null;
  return { value: { rhythms, ofReport: how.ofReport, strong: how.strong }, next };
}

/** "tổng hợp quý II, Quý IV/2026": the list goes on with a dated quarter, so all of it is dates. */
function endsDated(tokens: readonly Token[], next: number): boolean {
  const separator = matchAt(tokens, next, SEPARATORS);
  if (separator === 0 || !isAt(tokens, next + separator, 'quý')) return false;
  const quarter = readOrdinal(tokens, next + separator + 1, 4);
  return quarter !== null && textAt(tokens, quarter.next) === '/' && isYear(numberAt(tokens, quarter.next + 1));
}

/** One unit of a list; `inList` lets the weak units ("tháng", "năm 2023") in. */
function readItem(tokens: readonly Token[], i: number, inList: boolean): Read<Omit<RawRhythm, 'strong'>[]> | null {
  const count = readCount(tokens, i);
  if (count && count.next > i) {
    const counted = readCounted(tokens, count);
    if (counted) return counted;
    if (!Number.isNaN(numberAt(tokens, i)) || textAt(tokens, i) !== 'năm') return null;
  }
  const word = textAt(tokens, i);
  const following = textAt(tokens, i + 1);
  if (word === 'quý') return readQuarterItem(tokens, i, inList);
  if (word === 'tháng') {
    const monthNumber = readOrdinal(tokens, i + 1, 12);
    if (monthNumber && textAt(tokens, monthNumber.next) !== 'lần') return null;
    return hasTail(tokens, i + 1) ? null : once('monthly', onceTail(tokens, i + 1));
  }
  if (word === 'tuần')
    return following === 'thứ' || isNumber(tokens, i + 1) || hasTail(tokens, i + 1)
      ? null
      : once('weekly', onceTail(tokens, i + 1));
  if (word === 'ngày')
    return isNumber(tokens, i + 1) || DAY_TAILS.has(following) ? null : once('daily', onceTail(tokens, i + 1));
  if (word === 'nửa' && following === 'năm') return once('semiannual', onceTail(tokens, i + 2), true);
  if (word === 'cả' && following === 'năm') return annual(tokens, i + 1);
  if (word === 'năm') return annual(tokens, i);
  return null;
}

const MONTH_TAILS = new Set([
  'cuối',
  'đầu',
  'sau',
  'tiếp',
  'kế',
  'giữa',
  'trước',
  'này',
  'thứ',
  'liền',
  'tới',
  'giêng',
  'chạp',
]);
const DAY_TAILS = new Set([
  'làm',
  'cuối',
  'đầu',
  'mùng',
  'rằm',
  'thứ',
  'tết',
  'lễ',
  'nghỉ',
  'kết',
  'nhận',
  'ban',
  'có',
  'được',
  'ký',
]);

/** "tháng cuối", "tháng trước" are months; in "hàng tháng trước ngày 15" the word begins a date. */
function hasTail(tokens: readonly Token[], i: number): boolean {
  if (textAt(tokens, i) !== 'trước') return MONTH_TAILS.has(textAt(tokens, i));
  return !isAt(tokens, i + 1, 'ngày') && !isAt(tokens, i + 1, 'thứ') && !isNumber(tokens, i + 1);
}

function isNumber(tokens: readonly Token[], i: number): boolean {
  return !Number.isNaN(numberAt(tokens, i));
}

function once(every: Rhythm, tail: { next: number; said: boolean }, both = false): Read<Omit<RawRhythm, 'strong'>[]> {
  return { value: [{ every, interval: 1, only: null, everyTime: both || tail.said }], next: tail.next };
}

const ONCE = phraseList('/ lần | / 01 lần | / 1 lần | một lần | 01 lần | 1 lần | / 01 kỳ | mỗi lần');

function onceTail(tokens: readonly Token[], i: number): { next: number; said: boolean } {
  const length = matchAt(tokens, i, ONCE);
  return { next: i + length, said: length > 0 };
}

function annual(tokens: readonly Token[], i: number): Read<Omit<RawRhythm, 'strong'>[]> | null {
  // "năm học", "năm ngày" are no years.
  if (isAt(tokens, i + 1, 'học') || isAt(tokens, i + 1, 'ngày') || isAt(tokens, i + 1, 'tài')) return null;
  const value = numberAt(tokens, i + 1);
  if (isYear(value)) {
    // "năm 2023-2025" is a span of years.
    if (textAt(tokens, i + 2) === '-' && isYear(numberAt(tokens, i + 3))) return null;
    return { value: [{ every: 'annual', interval: 1, only: null, everyTime: false, year: value }], next: i + 2 };
  }
  if (readYear(tokens, i)) return null;
  return once('annual', onceTail(tokens, i + 1));
}

/** "quý", "quý I", "quý I, III": which quarters of the year. */
function readQuarterItem(
  tokens: readonly Token[],
  i: number,
  inList: boolean,
): Read<Omit<RawRhythm, 'strong'>[]> | null {
  const first = readOrdinal(tokens, i + 1, 4);
  if (!first) {
    if (!inList && textAt(tokens, i + 1) === '') return null;
    return MONTH_TAILS.has(textAt(tokens, i + 1)) && textAt(tokens, i + 1) !== 'trước'
      ? null
      : once('quarterly', onceTail(tokens, i + 1));
  }
  // "Quý I/2026" is one dated quarter, "quý I - quý II" a span.
  const mark = textAt(tokens, first.next);
  if (mark === '/' || mark === '-' || (mark === 'năm' && isYear(numberAt(tokens, first.next + 1)))) return null;
  const only = [first.value];
  let next = first.next;
  for (;;) {
    const separator = matchAt(tokens, next, SEPARATORS);
    if (separator === 0) break;
    const more = readOrdinal(tokens, next + separator, 4);
    if (!more || textAt(tokens, more.next) === 'tháng' || !isQuarterNumeral(tokens, next + separator)) break;
    only.push(more.value);
    next = more.next;
  }
  return { value: [{ every: 'quarterly', interval: 1, only, everyTime: false }], next };
}

function isQuarterNumeral(tokens: readonly Token[], i: number): boolean {
  return /^(i|ii|iii|iv|[1-4])$/.test(textAt(tokens, i));
}

/** "6 tháng", "9 tháng đầu năm", "3 tháng/lần", "02 năm một lần", "2 tuần/lần". */
function readCounted(tokens: readonly Token[], count: Read<number>): Read<Omit<RawRhythm, 'strong'>[]> | null {
  const unit = textAt(tokens, count.next);
  const n = count.value;
  if (n < 1 || n > 60) return null;
  if (unit === 'tháng') return readMonths(tokens, count.next + 1, n);
  const tail = onceTail(tokens, count.next + 1);
  if (unit === 'năm') {
    if (readYear(tokens, count.next)) return null;
    return n === 1 ? once('annual', tail) : tail.said ? every('annual', n, tail) : null;
  }
  if (unit === 'ngày') return tail.said ? every('daily', n, tail) : null;
  if (unit === 'tuần') return n === 1 || tail.said ? every('weekly', n, tail) : null;
  if (unit === 'quý')
    return tail.said || n === 1 ? every(n === 2 ? 'semiannual' : 'quarterly', n === 2 ? 1 : n, tail) : null;
  return null;
}

function every(
  rhythm: Rhythm,
  interval: number,
  tail: { next: number; said: boolean },
): Read<Omit<RawRhythm, 'strong'>[]> {
  return { value: [{ every: rhythm, interval, only: null, everyTime: true }], next: tail.next };
}

function readMonths(tokens: readonly Token[], i: number, n: number): Read<Omit<RawRhythm, 'strong'>[]> | null {
  // "6 tháng 12"? a day and a month, not a span; "6 tháng 01 lần" is a span.
  const tail = onceTail(tokens, i);
  if (!tail.said && isNumber(tokens, i)) return null;
  if (tail.said) {
    if (n === 1) return every('monthly', 1, tail);
    if (n === 3) return every('quarterly', 1, tail);
    if (n === 6) return every('semiannual', 1, tail);
    if (n === 12) return every('annual', 1, tail);
    return every('monthly', n, tail);
  }
  const first = isAt(tokens, i, 'đầu', 'năm') && !isYear(numberAt(tokens, i + 2));
  const last = isAt(tokens, i, 'cuối', 'năm') && !isYear(numberAt(tokens, i + 2));
  const next = first || last ? i + 2 : i;
  if (!first && !last && (isAt(tokens, i, 'đầu') || isAt(tokens, i, 'cuối')) && isAt(tokens, i + 1, 'năm')) return null;
  if (n === 6)
    return {
      value: [{ every: 'semiannual', interval: 1, only: first ? [1] : last ? [2] : null, everyTime: false }],
      next,
    };
  if (n === 9) return { value: [{ every: 'nine-month', interval: 1, only: null, everyTime: false }], next };
  if (n === 3)
    return {
      value: [{ every: 'quarterly', interval: 1, only: first ? [1] : last ? [4] : null, everyTime: false }],
      next,
    };
  if (n === 12) return { value: [{ every: 'annual', interval: 1, only: null, everyTime: false }], next };
  if (n === 1) return { value: [{ every: 'monthly', interval: 1, only: null, everyTime: false }], next };
  return null;
}

const AT_LEAST = phraseList('ít nhất | tối thiểu | tối đa | không quá | thực hiện');

/** "02 lần/năm", "mỗi năm một lần", "ít nhất 01 lần mỗi quý". */
function readTimesPer(tokens: readonly Token[], at: number): Read<TimesPer> | null {
  const i = at + matchAt(tokens, at, AT_LEAST);
  const unitFirst = isAt(tokens, i, 'mỗi') || isAt(tokens, i, 'một') || isAt(tokens, i, 'hàng') ? i + 1 : null;
  if (unitFirst !== null && UNIT_RHYTHMS.has(textAt(tokens, unitFirst))) {
    const least = unitFirst + 1 + matchAt(tokens, unitFirst + 1, AT_LEAST);
    const count = readCount(tokens, least);
    if (count && isAt(tokens, count.next, 'lần'))
      return timesPer(count.value, textAt(tokens, unitFirst), count.next + 1);
    return null;
  }
  const count = readCount(tokens, i);
  if (!count || !isAt(tokens, count.next, 'lần')) return null;
  let unit = count.next + 1;
  if (
    textAt(tokens, unit) === '/' ||
    isAt(tokens, unit, 'mỗi') ||
    isAt(tokens, unit, 'trong') ||
    isAt(tokens, unit, 'một')
  )
    unit++;
  if (isAt(tokens, unit, '1') || isAt(tokens, unit, '01') || isAt(tokens, unit, 'một')) unit++;
  return UNIT_RHYTHMS.has(textAt(tokens, unit)) ? timesPer(count.value, textAt(tokens, unit), unit + 1) : null;
}

const UNIT_RHYTHMS = new Map<string, Rhythm>([
  ['ngày', 'daily'],
  ['tuần', 'weekly'],
  ['tháng', 'monthly'],
  ['quý', 'quarterly'],
  ['năm', 'annual'],
]);

type TimesPer = { rhythm: RawRhythm; doubt?: string; times?: number };

const TIMES_A_YEAR = new Map<number, Rhythm>([
  [2, 'semiannual'],
  [4, 'quarterly'],
  [12, 'monthly'],
]);

function timesPer(times: number, unit: string, next: number): Read<TimesPer> | null {
  const rhythm = UNIT_RHYTHMS.get(unit);
  if (rhythm === undefined || times < 1) return null;
  const spread = rhythm === 'annual' ? TIMES_A_YEAR.get(times) : undefined;
  const value = { every: spread ?? rhythm, interval: 1, only: null, strong: true, everyTime: true };
  return {
    value: { rhythm: value, ...(times > 1 ? { doubt: 'số lần trong kỳ không cho biết ngày cụ thể', times } : {}) },
    next,
  };
}
