import type { YearRef } from '#contracts/deadline.ts';
import { isAt, isYear, matchAt, numberAt, phraseList, textAt } from '#domain/deadline/text/match-tokens.ts';
import type { Token } from '#domain/deadline/text/tokenise-text.ts';
import type { ImpliedRhythm, Read } from './raw.ts';

export type ReadYear = { year: YearRef; implies?: ImpliedRhythm };

const THIS_YEAR = phraseList('này | nay | kế hoạch | hiện hành | hiện tại | đó | thực hiện | giao kế hoạch');
const KINDS_OF_YEAR = phraseList('ngân sách | tài chính | tài khóa | tài khoá | kế hoạch | dương lịch');
const REPORT_YEAR = phraseList('báo cáo | của kỳ báo cáo | kỳ báo cáo');
const OF_YEAR = new Set(['của', 'trong', 'cuối', 'đầu', 'giữa', 'sau', 'hết', '/']);
const NEXT_YEAR = phraseList(
  'sau liền kề | liền kề sau | liền kề tiếp theo | tiếp theo liền kề | kế tiếp | tiếp theo | tiếp sau | liền sau | liền kề | kế sau | sau đó | sau | tới',
);
const LAST_YEAR = phraseList('trước liền kề | liền kề trước | liền trước | trước đó | trước | ngoái');
/** "của kỳ báo cáo", "sau năm báo cáo": says that the year is counted from a report's. */
const REPORT_TAIL = phraseList(
  'kỳ báo cáo | của kỳ báo cáo | sau kỳ báo cáo | ngay sau kỳ báo cáo | của năm báo cáo | sau năm báo cáo | của năm kế hoạch | so với năm kế hoạch | năm kế hoạch | năm báo cáo | năm thực hiện | với năm kế hoạch | với năm báo cáo | với năm thực hiện | sau kỳ',
);

/** The year that follows a day, month or quarter: "/2026", "năm 2026", "năm sau", "của năm báo cáo"; null when none is said. */
export function readYearAfter(tokens: readonly Token[], i: number): Read<ReadYear> | null {
  const separator = textAt(tokens, i);
  if (separator === '/' || separator === '.' || separator === ',' || separator === '-') {
    const named = isAt(tokens, i + 1, 'năm') ? readYear(tokens, i + 1) : null;
    if (named && separator !== '.' && separator !== '-') return named;
    const value = numberAt(tokens, i + 1);
    // "Quý I-2026" is a year only when nothing after it makes a date or a range of it.
    if (isYear(value) && textAt(tokens, i + 2) !== '/') return { value: { year: value }, next: i + 2 };
    if (isShortYear(tokens, i)) return { value: { year: 2000 + value }, next: i + 2 };
    return null;
  }
  if (isYear(numberAt(tokens, i)) && textAt(tokens, i + 1) !== '/')
    return { value: { year: numberAt(tokens, i) }, next: i + 1 };
  if (separator === 'cùng' && isAt(tokens, i + 1, 'năm')) return { value: { year: { plan: 0 } }, next: i + 2 };
  if (separator === 'của' && isAt(tokens, i + 1, 'kỳ', 'báo', 'cáo'))
    return { value: { year: { plan: 0 }, implies: 'annual' }, next: i + 4 };
  if ((separator === 'của' || separator === 'trong') && isAt(tokens, i + 1, 'năm')) {
    const read = readYear(tokens, i + 1);
    // "của năm trước", "của năm sau": counted from each year's report, so a yearly rhythm.
    const counted = read !== null && typeof read.value.year === 'object' && separator === 'của';
    if (read) return counted ? { ...read, value: { ...read.value, implies: 'annual' } } : read;
    return separator === 'của'
      ? { value: { year: { plan: 0 }, implies: 'annual' }, next: i + 2 }
      : { value: { year: { plan: 0 } }, next: i + 2 };
  }
  if (separator !== 'năm') return null;
  // "tháng 3 năm hàng năm": the word stands once too often.
  if (isAt(tokens, i + 1, 'hàng', 'năm')) return { value: { year: { plan: 0 } }, next: i + 1 };
  return readYear(tokens, i);
}

/** "Quý I/26": two digits above those of a day, glued behind a quarter; behind a month or a day they would be another one's. */
function isShortYear(tokens: readonly Token[], i: number): boolean {
  const [quarter, slash, year, after] = tokens.slice(Math.max(0, i - 1), i + 3);
  const isQuarter = tokens[i - 2]?.text === 'quý' || /^q?(i{1,3}|iv)$/.test(quarter?.text ?? '');
  const value = numberAt(tokens, i + 1);
  if (!isQuarter || slash?.text !== '/' || after?.text === '/' || year?.text.length !== 2) return false;
  return year.start === slash.end && value >= 20 && value < 70;
}

/** A year that begins with the word "năm": by number, or counted from the plan's or the report's. */
export function readYear(tokens: readonly Token[], i: number): Read<ReadYear> | null {
  if (textAt(tokens, i) !== 'năm') return null;
  const value = numberAt(tokens, i + 1);
  if (isYear(value)) return { value: { year: value }, next: i + 2 };
  const kind = matchAt(tokens, i + 1, KINDS_OF_YEAR);
  if (kind > 0 && isYear(numberAt(tokens, i + 1 + kind)))
    return { value: { year: numberAt(tokens, i + 1 + kind) }, next: i + 2 + kind };
  if (textAt(tokens, i + 1) === 'n') return readSymbolicYear(tokens, i + 2);
  const offsets = [
    [THIS_YEAR, 0],
    [REPORT_YEAR, 0],
    [NEXT_YEAR, 1],
    [LAST_YEAR, -1],
  ] as const;
  for (const [words, plan] of offsets) {
    const length = matchAt(tokens, i + 1, words);
    const next = i + 1 + length;
    if (length === 0 || isAnEdge(tokens, next, plan)) continue;
    // "hàng năm báo cáo UBND tỉnh" tells to report; only "của năm báo cáo" names a year.
    const behindMonth = tokens[i - 1]?.kind === 'number';
    if (words === REPORT_YEAR && !OF_YEAR.has(textAt(tokens, i - 1)) && !behindMonth) continue;
    const tail = matchAt(tokens, next, REPORT_TAIL);
    const annual = words === REPORT_YEAR || tail > 0;
    return { value: { year: { plan }, ...(annual ? { implies: 'annual' as const } : {}) }, next: next + tail };
  }
  return null;
}

/** "năm N", "năm N+1", "năm N - 1". */
function readSymbolicYear(tokens: readonly Token[], i: number): Read<ReadYear> {
  const sign = textAt(tokens, i);
  const value = numberAt(tokens, i + 1);
  if ((sign === '+' || sign === '-') && value <= 5)
    return { value: { year: { plan: sign === '+' ? value : -value } }, next: i + 2 };
  return { value: { year: { plan: 0 } }, next: i };
}

/** In "báo cáo năm trước ngày 15/12" and "năm sau khi …" the word after "năm" is an edge, no part of the year. */
function isAnEdge(tokens: readonly Token[], next: number, plan: number): boolean {
  if (plan === 0) return false;
  const word = textAt(tokens, next);
  return (
    word === 'ngày' ||
    word === 'khi' ||
    word === 'tháng' ||
    word === 'quý' ||
    word === 'dịp' ||
    word === 'tết' ||
    tokens[next]?.kind === 'number'
  );
}
