// Terms: a number of days from a place ("10 ngày kể từ ngày kết thúc quý") or from an event ("05 ngày làm việc kể từ ngày nhận …").
import type { TermUnit } from '#contracts/deadline.ts';
import { isAt, matchAt, numberAt, type PhraseList, phraseList, textAt } from '#domain/deadline/text/match-tokens.ts';
import type { Token } from '#domain/deadline/text/tokenise-text.ts';
import type { ImpliedRhythm, RawPlace, Read } from './raw.ts';
import { isPeriodWord, skipKindOfPeriod } from './read-month-ref.ts';
import { readCount, readOrdinal } from './read-number.ts';
import { readPlace } from './read-place.ts';
import { readYearAfter } from './read-year.ts';

const UNITS: readonly [PhraseList, TermUnit][] = [
  [phraseList('ngày làm việc | ngày ( làm việc )'), 'working-day'],
  [phraseList('giờ làm việc | giờ | tiếng'), 'hour'],
  [phraseList('ngày'), 'day'],
  [phraseList('tuần'), 'week'],
  [phraseList('tháng'), 'month'],
  [phraseList('năm'), 'year'],
];

const SINCE = phraseList(
  `tính từ thời điểm | tính từ ngày | tính từ khi | kể từ thời điểm | kể từ ngày | kể từ khi | kể từ lúc | kể từ | tính từ | từ ngày | từ khi | từ lúc |
   sau thời điểm | sau ngày | sau khi | từ thời điểm | sau`,
);
const UNTIL = phraseList(
  'trước thời điểm | trước ngày | trước khi | trước | so với ngày | tính đến ngày | tính đến thời điểm | tính đến khi | tính đến lúc',
);
const PERIOD_END = phraseList(
  'ngày kết thúc của | ngày kết thúc | thời điểm kết thúc | khi kết thúc | kết thúc | ngày cuối cùng của | ngày cuối | hết | khi hết | ngày hết',
);

export type ReadTerm = { count: number; unit: TermUnit; side: 'after' | 'before'; next: number };

/** The count, unit and side of a term; what it counts from begins at `next`. Null when no "kể từ", "sau", "trước" follows. */
export function readTerm(tokens: readonly Token[], i: number): ReadTerm | null {
  const nth = readNthDay(tokens, i);
  const count = nth ?? readCount(tokens, i);
  if (!count || count.value > 3660) return null;
  const unit = nth ? { value: nth.unit, next: nth.next } : readUnit(tokens, count.next);
  if (!unit) return null;
  let at = unit.next;
  if (textAt(tokens, at) === ',') at++;
  const since = matchAt(tokens, at, SINCE);
  if (since > 0) return { count: count.value, unit: unit.value, side: 'after', next: at + since };
  const until = matchAt(tokens, at, UNTIL);
  return until > 0 ? { count: count.value, unit: unit.value, side: 'before', next: at + until } : null;
}

/** "ngày thứ 30", "ngày làm việc thứ 5" sau khi …: as many days. */
function readNthDay(tokens: readonly Token[], i: number): (Read<number> & { unit: TermUnit }) | null {
  if (!isAt(tokens, i, 'ngày')) return null;
  const working = isAt(tokens, i + 1, 'làm', 'việc');
  const at = working ? i + 3 : i + 1;
  if (!isAt(tokens, at, 'thứ')) return null;
  const count = readOrdinal(tokens, at + 1, 3660);
  return count && { ...count, unit: working ? 'working-day' : 'day' };
}

/** A bare length of time: "05 ngày làm việc". */
export function readLength(tokens: readonly Token[], i: number): Read<{ count: number; unit: TermUnit }> | null {
  const count = readCount(tokens, i);
  const unit = count && count.value <= 3660 ? readUnit(tokens, count.next) : null;
  return count && unit ? { value: { count: count.value, unit: unit.value }, next: unit.next } : null;
}

function readUnit(tokens: readonly Token[], i: number): Read<TermUnit> | null {
  for (const [words, unit] of UNITS) {
    const length = matchAt(tokens, i, words);
    if (length > 0 && Number.isNaN(numberAt(tokens, i + length))) return { value: unit, next: i + length };
  }
  return null;
}

/** A term whose start is itself a place in time; null when an event starts it. */
export function readOffset(tokens: readonly Token[], i: number): Read<RawPlace> | null {
  const after = isAt(tokens, i, 'sau') ? 1 : 0;
  const term = readTerm(tokens, i + after);
  // "6 tháng trước ngày 10/6" is the six-month report with its date, not half a year before it.
  if (!term || (term.side === 'before' && (term.unit === 'month' || term.unit === 'year'))) return null;
  const base = readBase(tokens, term.next, term.side);
  if (!base) return null;
  const count = term.side === 'after' ? term.count : -term.count;
  const { implies, year: _year, ...rest } = base.value;
  return {
    value: {
      at: 'offset',
      count,
      unit: term.unit,
      base: base.value.year === undefined ? rest : base.value,
      ...(implies === undefined ? {} : { implies }),
    },
    next: base.next,
  };
}

/** "ngày kết thúc quý", "kết thúc năm 2026", "ngày 15/3/2026". */
function readBase(tokens: readonly Token[], i: number, side: 'after' | 'before'): Read<RawPlace> | null {
  const ending = matchAt(tokens, i, PERIOD_END);
  if (ending > 0 || side === 'after') {
    const period = readEndedPeriod(tokens, i + ending);
    if (period && ending > 0) return period;
  }
  if (ending > 0) return null;
  // SINCE has taken the word "ngày" with it: "kể từ ngày 15/3/2026".
  if (isAt(tokens, i - 1, 'ngày')) {
    const dated = readPlace(tokens, i - 1);
    if (dated?.value.month !== undefined && dated.value.at === 'day') return dated;
  }
  const place = readPlace(tokens, i);
  return place && (place.value.at === 'day' || place.value.at === 'feast') && place.value.month !== undefined
    ? place
    : null;
}

function readEndedPeriod(tokens: readonly Token[], i: number): Read<RawPlace> | null {
  if (isAt(tokens, i, 'quý')) {
    const quarter = readOrdinal(tokens, i + 1, 4);
    if (!quarter)
      return { value: { at: 'period', part: 'end', implies: 'quarterly' }, next: skipKindOfPeriod(tokens, i + 1) };
    const year = readYearAfter(tokens, quarter.next);
    return {
      value: { at: 'quarter', quarter: quarter.value, part: 'end', ...(year?.value ?? {}) },
      next: year?.next ?? quarter.next,
    };
  }
  const ofAccounts = isAt(tokens, i, 'kỳ', 'kế', 'toán') ? ACCOUNTS[textAt(tokens, i + 3)] : undefined;
  if (ofAccounts !== undefined) return { value: { at: 'period', part: 'end', implies: ofAccounts }, next: i + 4 };
  if (isAt(tokens, i, 'kỳ') && isPeriodWord(tokens, i + 1))
    return { value: { at: 'period', part: 'end', implies: 'any-period' }, next: skipKindOfPeriod(tokens, i + 1) };
  if (isAt(tokens, i, 'tháng') && Number.isNaN(numberAt(tokens, i + 1)))
    return { value: { at: 'period', part: 'end', implies: 'monthly' }, next: skipKindOfPeriod(tokens, i + 1) };
  if (isAt(tokens, i, 'năm') && !isAt(tokens, i + 1, 'học') && Number.isNaN(numberAt(tokens, i + 1)))
    return { value: { at: 'period', part: 'end', implies: 'annual' }, next: skipKindOfPeriod(tokens, i + 1) };
  const place = readPlace(tokens, i);
  return place && PERIODS.has(place.value.at) ? { value: { ...place.value, part: 'end' }, next: place.next } : null;
}

// "ngày kết thúc kỳ kế toán năm".
const ACCOUNTS: Readonly<Record<string, ImpliedRhythm>> = { năm: 'annual', quý: 'quarterly', tháng: 'monthly' };
const PERIODS = new Set<RawPlace['at']>(['month', 'quarter', 'half', 'nine-months', 'year']);
