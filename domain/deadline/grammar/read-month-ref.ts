import type { MonthRef } from '#contracts/deadline.ts';
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
import type { ImpliedRhythm, RawPlace, Read } from './raw.ts';
import { readOrdinal } from './read-number.ts';
import { readYear, readYearAfter } from './read-year.ts';

export type ReadMonth = { month: MonthRef; year?: RawPlace['year']; implies?: ImpliedRhythm };

const NEXT = phraseList(
  'liền kề tiếp theo | tiếp theo liền kề | sau liền kề | liền kề sau | ngay sau | kế tiếp | tiếp theo | tiếp sau | liền sau | liền kề | kế sau | kề sau | sau | tới',
);
const LAST_OF = phraseList(
  'cuối cùng của | cuối cùng trong | cuối cùng thuộc | cuối cùng mỗi | cuối cùng hàng | cuối của | cuối thuộc | cuối mỗi | cuối từng | cuối hàng | cuối cùng | cuối trong | cuối',
);
const FIRST_OF = phraseList(
  'đầu tiên của mỗi | đầu tiên của | đầu tiên thuộc | đầu tiên trong | đầu tiên | đầu của | đầu thuộc | đầu trong | đầu mỗi | đầu',
);
const AFTER_PERIOD = phraseList(
  'sau tháng cuối cùng của kỳ báo cáo | sau tháng cuối kỳ báo cáo | sau tháng cuối của kỳ báo cáo | ngay sau kỳ báo cáo | liền kề sau kỳ báo cáo | của kỳ báo cáo | sau kỳ báo cáo | kỳ báo cáo | sau quý báo cáo | sau tháng báo cáo | của tháng báo cáo | tháng báo cáo | quý báo cáo | tháng phát sinh | quý phát sinh | sau tháng phát sinh | sau quý phát sinh',
);

/** What follows the word "tháng" at `i`: a number, a word, or a month counted within a quarter, half, year or reporting period. */
export function readMonthRef(tokens: readonly Token[], i: number): Read<ReadMonth> | null {
  return readNamedMonth(tokens, i) ?? readEdgeMonth(tokens, i) ?? readNeighbourMonth(tokens, i);
}

function readNamedMonth(tokens: readonly Token[], i: number): Read<ReadMonth> | null {
  // "tháng năm 2026" has lost its number; "tháng năm" alone is May.
  if (textAt(tokens, i) === 'năm' && (isYear(numberAt(tokens, i + 1)) || readYear(tokens, i))) return null;
  const ordinal = readOrdinal(tokens, i, 12);
  if (!ordinal || textAt(tokens, ordinal.next) === 'lần') return null;
  const year = readYearAfter(tokens, ordinal.next);
  return {
    value: { month: ordinal.value, ...(year?.value ?? {}) },
    next: year?.next ?? ordinal.next,
  };
}

/** "tháng cuối quý", "tháng đầu tiên của quý sau", "tháng thứ hai của quý". */
function readEdgeMonth(tokens: readonly Token[], i: number): Read<ReadMonth> | null {
  if (isSeveralMonths(tokens, i)) return null;
  const last = matchAt(tokens, i, LAST_OF);
  if (last > 0) return readPeriodOf(tokens, i + last, -1);
  const first = matchAt(tokens, i, FIRST_OF);
  const afterPeriod = first > 0 ? matchAt(tokens, i + first, AFTER_PERIOD) : 0;
  if (afterPeriod > 0 && isAt(tokens, i + first + afterPeriod - 4, 'sau', 'kỳ', 'báo', 'cáo'))
    return { value: { month: { nth: 1, shift: 1 }, implies: 'any-period' }, next: i + first + afterPeriod };
  const since = readSinceEnd(tokens, i);
  if (since) return since;
  if (first > 0) return readPeriodOf(tokens, i + first, 1);
  if (isAt(tokens, i, 'giữa')) return readPeriodOf(tokens, i + (isAt(tokens, i + 1, 'của') ? 2 : 1), 2);
  if (!isAt(tokens, i, 'thứ')) return null;
  const nth = readOrdinal(tokens, i + 1, 12);
  if (!nth) return null;
  const of = isAt(tokens, nth.next, 'của') || isAt(tokens, nth.next, 'trong') ? nth.next + 1 : nth.next;
  return readPeriodOf(tokens, of, nth.value);
}

const NTH_AFTER = phraseList('đầu tiên | tiếp theo | liền kề | kế tiếp | sau');
const SINCE_END = phraseList(
  `kể từ ngày kết thúc | kể từ khi kết thúc | kể từ thời điểm kết thúc | tính từ ngày kết thúc | tính từ khi kết thúc | sau ngày kết thúc | sau khi kết thúc | từ ngày kết thúc |
   kể từ ngày cuối cùng của | kể từ ngày cuối của | sau khi hết | kể từ khi hết | kể từ ngày hết | khi kết thúc | kể từ kết thúc | sau kết thúc`,
);

/** "tháng thứ 3 kể từ ngày kết thúc năm": the third month of the next year; of a quarter likewise. */
function readSinceEnd(tokens: readonly Token[], i: number): Read<ReadMonth> | null {
  const after = matchAt(tokens, i, NTH_AFTER);
  const ordinal = isAt(tokens, i, 'thứ') ? readOrdinal(tokens, i + 1, 12) : null;
  if (after === 0 && ordinal === null) return null;
  const nth = ordinal?.value ?? 1;
  const at = ordinal?.next ?? i + after;
  const since = matchAt(tokens, at, SINCE_END);
  if (since === 0) return null;
  const unit = at + since;
  if (isAt(tokens, unit, 'năm')) {
    const named = numberAt(tokens, unit + 1);
    if (isYear(named)) return { value: { month: nth, year: named + 1 }, next: unit + 2 };
    return { value: { month: nth, year: { plan: 1 }, implies: 'annual' }, next: skipKindOfPeriod(tokens, unit + 1) };
  }
  const implies = SINCE_UNITS[textAt(tokens, unit)];
  if (implies === undefined || (implies === 'quarterly' && readOrdinal(tokens, unit + 1, 4))) return null;
  if (isAt(tokens, unit, 'kỳ') && !isPeriodWord(tokens, unit + 1)) return null;
  return { value: { month: { nth, shift: 1 }, implies }, next: skipKindOfPeriod(tokens, unit + 1) };
}

const SINCE_UNITS: Readonly<Record<string, ImpliedRhythm>> = { quý: 'quarterly', tháng: 'monthly', kỳ: 'any-period' };
const KINDS_OF_PERIOD = phraseList(
  'dương lịch | tài chính | ngân sách | kế hoạch | báo cáo | đánh giá | kế toán | tài khóa | tài khoá | đó | này',
);

/** Past "tài chính", "báo cáo" behind the name of a period: which kind of it, not when. */
export function skipKindOfPeriod(tokens: readonly Token[], i: number): number {
  return i + matchAt(tokens, i, KINDS_OF_PERIOD);
}

/** True behind a "kỳ" that is a reporting period; "kỳ họp", "kỳ thi" are events. */
export function isPeriodWord(tokens: readonly Token[], i: number): boolean {
  return matchAt(tokens, i, KINDS_OF_PERIOD) > 0 || tokens[i] === undefined || tokens[i]?.kind === 'mark';
}

/** "những tháng cuối năm", "10 tháng đầu năm" are several months; "ngày 15 tháng cuối năm" is one. */
function isSeveralMonths(tokens: readonly Token[], i: number): boolean {
  if (!isAt(tokens, i + 1, 'năm') && !isAt(tokens, i + 1, 'của', 'năm')) return false;
  const counted = tokens[i - 2];
  if (SEVERAL.has(counted?.text ?? '')) return true;
  return counted?.kind === 'number' && !isAt(tokens, i - 3, 'ngày') && !isAt(tokens, i - 3, 'mùng');
}

const SEVERAL = new Set(['những', 'mấy', 'vài', 'hai', 'ba', 'bốn', 'sáu', 'chín', 'mười']);

const UNITS: readonly [PhraseList, ImpliedRhythm][] = [
  [phraseList('kỳ báo cáo quý | kỳ báo cáo hàng quý | kỳ báo cáo theo quý'), 'quarterly'],
  [phraseList('kỳ báo cáo năm | kỳ báo cáo hàng năm'), 'annual'],
  [phraseList('mỗi quý | hàng quý | từng quý | các quý | quý'), 'quarterly'],
  [phraseList('kỳ báo cáo | kỳ đánh giá | mỗi kỳ báo cáo | mỗi kỳ | kỳ'), 'any-period'],
  [phraseList('6 tháng | 06 tháng | sáu tháng'), 'semiannual'],
  [phraseList('năm báo cáo | mỗi năm | hàng năm | năm'), 'annual'],
];

function readPeriodOf(tokens: readonly Token[], i: number, nth: number): Read<ReadMonth> | null {
  for (const [words, implies] of UNITS) {
    const length = matchAt(tokens, i, words);
    if (length === 0) continue;
    // "tháng cuối quý IV/2026" names one month.
    if (implies === 'quarterly' && length === 1) {
      const named = readNamedQuarterMonth(tokens, i + 1, nth);
      if (named) return named;
    }
    if (implies === 'annual') return readYearMonth(tokens, i, length, nth);
    return withNeighbour(tokens, i + length, nth, implies);
  }
  return null;
}

const OF_REPORT = phraseList(
  'thuộc kỳ báo cáo | của kỳ báo cáo | trong kỳ báo cáo | thuộc năm báo cáo | thuộc kỳ đánh giá | của kỳ đánh giá',
);

function withNeighbour(tokens: readonly Token[], i: number, nth: number, implies: ImpliedRhythm): Read<ReadMonth> {
  let next = i;
  let shift = 0;
  const after = matchAt(tokens, next, NEXT);
  if (after > 0 && textAt(tokens, next + after) !== 'khi') {
    shift = 1;
    next += after;
    next += matchAt(tokens, next, AFTER_PERIOD);
  } else if (isAt(tokens, next, 'báo', 'cáo')) next += 2;
  else if (matchAt(tokens, next, OF_REPORT) > 0) next += matchAt(tokens, next, OF_REPORT);
  else if (isAt(tokens, next, 'trước') && !isAt(tokens, next + 1, 'ngày')) {
    shift = -1;
    next += 1;
  }
  const year = readYearAfter(tokens, next);
  return {
    value: { month: { nth, shift }, implies, ...(year && !year.value.implies ? { year: year.value.year } : {}) },
    next: year?.next ?? next,
  };
}

function readNamedQuarterMonth(tokens: readonly Token[], i: number, nth: number): Read<ReadMonth> | null {
  const quarter = readOrdinal(tokens, i, 4);
  if (!quarter || nth > 3) return null;
  const year = readYearAfter(tokens, quarter.next);
  const month = (quarter.value - 1) * 3 + (nth === -1 ? 3 : nth);
  return { value: { month, ...(year?.value ?? {}) }, next: year?.next ?? quarter.next };
}

/** "tháng cuối năm" is December, "tháng đầu năm sau" January of the next year; a rhythm by year when no year is named. */
function readYearMonth(tokens: readonly Token[], i: number, length: number, nth: number): Read<ReadMonth> {
  const month = nth === -1 ? 12 : nth;
  const named = readYear(tokens, i);
  if (named) {
    const tail = matchAt(tokens, named.next, AFTER_PERIOD);
    return {
      value: { month, ...named.value, ...(tail > 0 ? { implies: 'annual' as const } : {}) },
      next: named.next + tail,
    };
  }
  return { value: { month, year: { plan: 0 }, implies: 'annual' }, next: i + length };
}

/** "tháng sau", "tháng tiếp theo sau tháng cuối cùng của kỳ báo cáo", "tháng báo cáo". */
function readNeighbourMonth(tokens: readonly Token[], i: number): Read<ReadMonth> | null {
  const after = matchAt(tokens, i, NEXT);
  if (after > 0 && textAt(tokens, i + after) !== 'khi') {
    const quarter = isAt(tokens, i + after, 'quý') && isAt(tokens, i + after + 1, 'báo', 'cáo');
    const tail = quarter ? 3 : matchAt(tokens, i + after, AFTER_PERIOD);
    const monthly = tail === 0 || isAt(tokens, i + after + tail - 3, 'tháng');
    const implies = quarter || isAt(tokens, i + after + 1, 'quý') ? 'quarterly' : monthly ? 'monthly' : 'any-period';
    return { value: { month: { nth: 1, shift: 1 }, implies }, next: i + after + tail };
  }
  if (isAt(tokens, i, 'thuộc', 'kỳ', 'báo', 'cáo'))
    return { value: { month: { nth: -1, shift: 0 }, implies: 'monthly' }, next: i + 4 };
  if (isAt(tokens, i, 'báo', 'cáo'))
    return { value: { month: { nth: -1, shift: 0 }, implies: 'monthly' }, next: i + 2 };
  if (isAt(tokens, i, 'trước') && !isAt(tokens, i + 1, 'ngày')) {
    const tail = matchAt(tokens, i + 1, AFTER_PERIOD);
    return {
      value: { month: { nth: -1, shift: -1 }, implies: tail > 0 ? 'any-period' : 'monthly' },
      next: i + 1 + tail,
    };
  }
  return null;
}
