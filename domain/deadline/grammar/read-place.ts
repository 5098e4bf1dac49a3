// One place in time, by its own words alone: a day, month, quarter, half, year, weekday, feast, or a beginning or end of one.

import { isAt, textAt } from '#domain/deadline/text/match-tokens.ts';
import type { Token } from '#domain/deadline/text/tokenise-text.ts';
import type { RawPlace, Read } from './raw.ts';
import { readDay } from './read-day.ts';
import { readFeast } from './read-feast.ts';
import { readNear } from './read-near.ts';
import { readMonthsOfYear, readPeriod } from './read-period.ts';

const NOW_WORDS = ['nay', 'giờ', 'bây'];

/** The place that begins at `i`, the longest reading first; null when no place begins there. */
export function readPlace(tokens: readonly Token[], i: number): Read<RawPlace> | null {
  if (tokens[i] === undefined || tokens[i]?.masked) return null;
  const read =
    readFeast(tokens, i) ??
    readNear(tokens, i) ??
    readMonthsOfYear(tokens, i) ??
    readDay(tokens, i) ??
    readPeriod(tokens, i) ??
    readNow(tokens, i);
  return read && { value: read.value, next: skipWeekdayNote(tokens, read.next) };
}

function readNow(tokens: readonly Token[], i: number): Read<RawPlace> | null {
  if (isAt(tokens, i, 'ngày', 'ban', 'hành')) return { value: { at: 'now' }, next: i + 3 };
  if (isAt(tokens, i, 'bây', 'giờ')) return { value: { at: 'now' }, next: i + 2 };
  return NOW_WORDS.includes(textAt(tokens, i)) && textAt(tokens, i) === 'nay'
    ? { value: { at: 'now' }, next: i + 1 }
    : null;
}

/** Past "(thứ Sáu)" after a date: it repeats what the date says. */
function skipWeekdayNote(tokens: readonly Token[], i: number): number {
  if (textAt(tokens, i) !== '(') return i;
  if (isAt(tokens, i + 1, 'thứ') && textAt(tokens, i + 3) === ')') return i + 4;
  return isAt(tokens, i + 1, 'chủ', 'nhật', ')') ? i + 4 : i;
}
