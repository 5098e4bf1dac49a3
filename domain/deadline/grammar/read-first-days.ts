// The first or last days of a period: "15 ngày đầu mỗi quý", "05 ngày làm việc đầu tiên của tháng", "3 ngày cuối tháng".
import type { DayRef } from '#contracts/deadline.ts';
import { isAt, matchAt, phraseList } from '#domain/deadline/text/match-tokens.ts';
import type { Token } from '#domain/deadline/text/tokenise-text.ts';
import type { RawPlace, Read } from './raw.ts';
import { readDayOfPeriod } from './read-day.ts';
import { readCount } from './read-number.ts';

const FIRST = phraseList('đầu tiên | đầu');
const LAST = phraseList('cuối cùng | cuối');
// Past the shortest month the days would run into the next one.
const MOST_DAYS = 28;
const MOST_WORKING_DAYS = 20;

export type FirstDays = { from: RawPlace | null; until: RawPlace };

/** From the first of the days to the last of them; null when no such count stands at `i`. */
export function readFirstDays(tokens: readonly Token[], i: number): Read<FirstDays> | null {
  if (!isAt(tokens, i + 1, 'ngày') && !isAt(tokens, i + 2, 'ngày') && !isAt(tokens, i + 1, '(')) return null;
  const count = readCount(tokens, i);
  if (!count || !isAt(tokens, count.next, 'ngày') || count.value < 2) return null;
  const working = isAt(tokens, count.next + 1, 'làm', 'việc');
  if (count.value > (working ? MOST_WORKING_DAYS : MOST_DAYS)) return null;
  const at = count.next + (working ? 3 : 1);
  const first = matchAt(tokens, at, FIRST);
  if (first > 0) {
    const end = dayOf(tokens, at + first, working ? { workingDay: count.value } : count.value);
    const start = end && dayOf(tokens, at + first, 1);
    return end && { value: { from: start?.value ?? null, until: end.value }, next: end.next };
  }
  const last = matchAt(tokens, at, LAST);
  if (last === 0) return null;
  const end = dayOf(tokens, at + last, working ? { workingDay: -1 } : 31);
  const start = end && working ? dayOf(tokens, at + last, { workingDay: -count.value }) : null;
  return end && { value: { from: start?.value ?? null, until: end.value }, next: end.next };
}

function dayOf(tokens: readonly Token[], i: number, day: DayRef): Read<RawPlace> | null {
  const read = readDayOfPeriod(tokens, i, day);
  return read?.value.month === undefined ? null : read;
}
