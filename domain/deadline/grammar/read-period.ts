import type { PeriodPart } from '#contracts/deadline.ts';
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
import { readMonthRef } from './read-month-ref.ts';
import { readCount, readOrdinal } from './read-number.ts';
import { readYear, readYearAfter } from './read-year.ts';

/** A month, quarter, half, nine months or year, or the beginning, middle or end of one. */
export function readPeriod(tokens: readonly Token[], i: number): Read<RawPlace> | null {
  return readPartOfPeriod(tokens, i) ?? readWholePeriod(tokens, i, 'whole');
}

const PARTS: readonly [PhraseList, PeriodPart][] = [
  [phraseList('tuần cuối cùng của | tuần cuối cùng | tuần cuối của | tuần cuối | tuần lễ cuối'), 'last-week'],
  [
    phraseList(
      'tuần đầu tiên của | tuần đầu tiên | tuần đầu của | tuần đầu | tuần thứ nhất của | tuần thứ nhất | tuần 1 | tuần lễ đầu',
    ),
    'week-1',
  ],
  [
    phraseList('tuần thứ hai của | tuần thứ hai | tuần thứ 2 của | tuần thứ 2 | tuần 2 của | tuần 2 | tuần 02'),
    'week-2',
  ],
  [phraseList('tuần thứ ba của | tuần thứ ba | tuần thứ 3 của | tuần thứ 3 | tuần 3 của | tuần 3 | tuần 03'), 'week-3'],
  [phraseList('tuần thứ tư của | tuần thứ tư | tuần thứ 4 của | tuần thứ 4 | tuần 4 của | tuần 4 | tuần 04'), 'week-4'],
  [phraseList('nửa đầu của | nửa đầu'), 'first-half'],
  [phraseList('nửa cuối của | nửa cuối | nửa sau của | nửa sau'), 'second-half'],
  [phraseList('thượng tuần của | thượng tuần | 10 ngày đầu | mười ngày đầu | những ngày đầu'), 'first-ten'],
  [phraseList('trung tuần của | trung tuần | 10 ngày giữa'), 'middle-ten'],
  [phraseList('hạ tuần của | hạ tuần | 10 ngày cuối | mười ngày cuối | những ngày cuối'), 'last-ten'],
  [phraseList('đầu của | đầu | vào đầu'), 'start'],
  [phraseList('giữa của | giữa'), 'middle'],
  [phraseList('cuối của | cuối | hết cuối'), 'end'],
];

const NO_PARTS = new Set(['lần', 'bước', 'ban', 'bắt', 'hàng', 'đứng', 'mở', 'dẫn']);

function readPartOfPeriod(tokens: readonly Token[], i: number): Read<RawPlace> | null {
  // "bảng giá đất lần đầu năm 2026", "kết quả bước đầu quý I": the word belongs to the one before it.
  if (textAt(tokens, i) === 'đầu' && NO_PARTS.has(textAt(tokens, i - 1))) return null;
  for (const [words, part] of PARTS) {
    const length = matchAt(tokens, i, words);
    if (length === 0) continue;
    const read =
      readEachPeriod(tokens, i + length, part) ??
      readWholePeriod(tokens, i + length, part) ??
      readBareYear(tokens, i + length, part);
    return read && withPartDoubt(read, part);
  }
  return null;
}

/** "cuối mỗi quý", "đầu hàng tháng". */
function readEachPeriod(tokens: readonly Token[], i: number, part: PeriodPart): Read<RawPlace> | null {
  if (matchAt(tokens, i, EACH) === 0) return null;
  const implies = EACH_UNITS[textAt(tokens, i + 1)];
  if (implies === undefined || !Number.isNaN(numberAt(tokens, i + 2))) return null;
  if (implies === 'annual') return { value: { at: 'year', part, year: { plan: 0 }, implies }, next: i + 2 };
  return { value: { at: 'period', part, implies }, next: i + 2 };
}

const EACH = phraseList('mỗi | hàng | từng | các');
const EACH_UNITS: Readonly<Record<string, ImpliedRhythm>> = {
  tháng: 'monthly',
  quý: 'quarterly',
  kỳ: 'any-period',
  năm: 'annual',
};

/** "đầu năm", "cuối năm": the plan year's when none is named. */
function readBareYear(tokens: readonly Token[], i: number, part: PeriodPart): Read<RawPlace> | null {
  if (!isAt(tokens, i, 'năm') || isAt(tokens, i + 1, 'học')) return null;
  return { value: yearPlace(part), next: i + 1 };
}

function yearPlace(part: PeriodPart, year?: RawPlace['year']): RawPlace {
  const rest = year === undefined ? {} : { year };
  if (part === 'first-half') return { at: 'half', half: 1, part: 'whole', ...rest };
  if (part === 'second-half') return { at: 'half', half: 2, part: 'whole', ...rest };
  return { at: 'year', part, ...rest };
}

function withPartDoubt(read: Read<RawPlace>, part: PeriodPart): Read<RawPlace> {
  // Art. 146 knows the beginning and middle of a month and a year, not of a quarter.
  if (part === 'end' || part === 'whole' || (part === 'start' && read.value.at !== 'quarter')) return read;
  if (part === 'middle' && (read.value.at === 'month' || read.value.at === 'year')) return read;
  if (read.value.at === 'half') return read;
  const exact = read.value.at === 'month' && (part.endsWith('half') || part.endsWith('ten'));
  return exact ? read : { ...read, value: { ...read.value, doubt: 'phần của kỳ chưa xác định rõ ngày' } };
}

/** "6 tháng đầu năm 2026", "9 tháng", "3 tháng cuối năm". */
export function readMonthsOfYear(tokens: readonly Token[], i: number): Read<RawPlace> | null {
  const count = readCount(tokens, i);
  if (!count || !isAt(tokens, count.next, 'tháng')) return null;
  const first = isAt(tokens, count.next + 1, 'đầu');
  const last = isAt(tokens, count.next + 1, 'cuối');
  if (!first && !last) return null;
  const at = isAt(tokens, count.next + 2, 'của') ? count.next + 3 : count.next + 2;
  const named = readYear(tokens, at);
  const bare = isAt(tokens, at, 'năm');
  if (!named && !bare) return null;
  const base = monthsPlace(count.value, first);
  if (base === null) return null;
  return { value: { ...base, ...(named ? { year: named.value.year } : {}) }, next: named?.next ?? at + 1 };
}

function monthsPlace(count: number, first: boolean): RawPlace | null {
  if (count === 6) return { at: 'half', half: first ? 1 : 2, part: 'whole' };
  if (count === 9 && first) return { at: 'nine-months', part: 'whole' };
  if (count === 3) return { at: 'quarter', quarter: first ? 1 : 4, part: 'whole' };
  return null;
}

function readWholePeriod(tokens: readonly Token[], i: number, part: PeriodPart): Read<RawPlace> | null {
  if (isAt(tokens, i, 'tháng')) return readMonth(tokens, i + 1, part);
  if (isAt(tokens, i, 'quý')) return readQuarter(tokens, i + 1, part);
  if (isAt(tokens, i, 't')) return readShortMonth(tokens, i + 1, part);
  if (isAt(tokens, i, 'q')) return readShortQuarter(tokens, i + 1, part);
  if (isAt(tokens, i, 'kỳ') && part !== 'whole') {
    const next = isAt(tokens, i + 1, 'báo', 'cáo') ? i + 3 : i + 1;
    return { value: { at: 'period', part, implies: 'any-period' }, next };
  }
  const all = matchAt(tokens, i, WHOLE_YEAR);
  if (all > 0 && part === 'whole') {
    const named = readYear(tokens, i + all - 1);
    return { value: yearPlace('whole', named?.value.year), next: named?.next ?? i + all };
  }
  const year = readYear(tokens, i);
  if (year) return { value: { ...yearPlace(part, year.value.year), ...implied(year.value) }, next: year.next };
  return part === 'whole' ? readMonthYear(tokens, i) : null;
}

const WHOLE_YEAR = phraseList('cả năm | toàn năm | suốt năm | trọn năm | quanh năm');

function implied(value: { implies?: RawPlace['implies'] }): Pick<RawPlace, 'implies'> {
  return value.implies === undefined ? {} : { implies: value.implies };
}

function readMonth(tokens: readonly Token[], i: number, part: PeriodPart): Read<RawPlace> | null {
  const month = readMonthRef(tokens, i);
  // "tháng sau", "tháng trước" without a rhythm or a day say nothing that can be dated here.
  if (month?.value.implies === 'monthly' && typeof month.value.month === 'object') return null;
  if (month) return { value: { at: 'month', part, ...month.value }, next: month.next };
  if (part === 'whole') return null;
  return { value: { at: 'period', part, implies: 'monthly' }, next: i };
}

function readQuarter(tokens: readonly Token[], i: number, part: PeriodPart): Read<RawPlace> | null {
  const ordinal = readOrdinal(tokens, i, 4);
  if (ordinal) {
    const year = readYearAfter(tokens, ordinal.next);
    return {
      value: { at: 'quarter', quarter: ordinal.value, part, ...(year?.value ?? {}) },
      next: year?.next ?? ordinal.next,
    };
  }
  if (part === 'whole') return null;
  return { value: { at: 'period', part, implies: 'quarterly' }, next: i };
}

/** "T12/2026", "T12"; "T6" alone may also be a Friday. */
function readShortMonth(tokens: readonly Token[], i: number, part: PeriodPart): Read<RawPlace> | null {
  const month = numberAt(tokens, i);
  if (!(month >= 1 && month <= 12)) return null;
  const year = readYearAfter(tokens, i + 1);
  if (year) return { value: { at: 'month', month, part, ...year.value }, next: year.next };
  const after = tokens[i + 1]?.text ?? '';
  if (tokens[i]?.start !== tokens[i - 1]?.end || !ENDS_SHORT_MONTH.has(after)) return null;
  const doubt = month >= 2 && month <= 7 ? { doubt: `"T${month}" là tháng hay thứ trong tuần` } : {};
  return { value: { at: 'month', month, part, ...doubt }, next: i + 1 };
}

const ENDS_SHORT_MONTH = new Set(['', ',', '-', ')', '.', ';', 'và', 'đến', '+', '&']);

/** "Q4/2026", "QIV.2026". */
function readShortQuarter(tokens: readonly Token[], at: number, part: PeriodPart): Read<RawPlace> | null {
  const i = textAt(tokens, at) === '.' ? at + 1 : at;
  const ordinal = readOrdinal(tokens, i, 4);
  if (!ordinal) return null;
  const year = readYearAfter(tokens, ordinal.next);
  return {
    value: { at: 'quarter', quarter: ordinal.value, part, ...(year?.value ?? {}) },
    next: year?.next ?? ordinal.next,
  };
}

/** "11/2026": a month when the second number is a year. */
function readMonthYear(tokens: readonly Token[], i: number): Read<RawPlace> | null {
  const month = numberAt(tokens, i);
  const year = numberAt(tokens, i + 2);
  const mark = textAt(tokens, i + 1);
  if (!(month >= 1 && month <= 12) || (mark !== '/' && mark !== '-') || !isYear(year)) return null;
  if ((tokens[i]?.text.length ?? 9) > 2 || textAt(tokens, i + 3) === '/' || textAt(tokens, i - 1) === 'quý')
    return null;
  return { value: { at: 'month', month, part: 'whole', year }, next: i + 3 };
}
