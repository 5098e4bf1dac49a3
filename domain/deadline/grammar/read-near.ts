// Places counted from the day of issue: "hôm nay", "tuần này", "cuối tháng sau", "thứ Sáu tuần tới".
import type { PeriodPart } from '#contracts/deadline.ts';
import { isAt, matchAt, numberAt, type PhraseList, phraseList, textAt } from '#domain/deadline/text/match-tokens.ts';
import type { Token } from '#domain/deadline/text/tokenise-text.ts';
import type { RawPlace, Read } from './raw.ts';
import { readCount } from './read-number.ts';
import { readWeekday } from './read-weekday.ts';

const DAYS: readonly (readonly [PhraseList, number])[] = [
  [phraseList('ngày hôm nay | hôm nay | bữa nay | trong ngày hôm nay'), 0],
  [phraseList('ngày mai | mai'), 1],
  [phraseList('ngày hôm qua | hôm qua'), -1],
  [phraseList('ngày hôm kia | hôm kia'), -2],
];
const NEAR: readonly (readonly [PhraseList, number])[] = [
  [phraseList('này | nay | hiện tại'), 0],
  [phraseList('tới | sau | tiếp theo | kế tiếp | tiếp'), 1],
  [phraseList('trước | vừa qua | vừa rồi'), -1],
];
const UNITS: Readonly<Record<string, 'week' | 'month' | 'quarter'>> = { tuần: 'week', tháng: 'month', quý: 'quarter' };
const PARTS: Readonly<Record<string, PeriodPart>> = { đầu: 'start', giữa: 'middle', cuối: 'end' };

/** A place that only the day of issue can date; null when the words need no such day. */
export function readNear(tokens: readonly Token[], i: number): Read<RawPlace> | null {
  for (const [words, offset] of DAYS) {
    const length = matchAt(tokens, i, words);
    if (length > 0) return { value: near('day', offset, 'whole', null), next: i + length };
  }
  const part = PARTS[textAt(tokens, i)];
  const at = part === undefined ? i : i + 1;
  const period = readNearPeriod(tokens, at);
  if (period) return { value: near(period.value.unit, period.value.offset, part ?? 'whole', null), next: period.next };
  return readNearWeekday(tokens, i);
}

function readNearPeriod(
  tokens: readonly Token[],
  i: number,
): Read<{ unit: 'week' | 'month' | 'quarter'; offset: number }> | null {
  const unit = UNITS[textAt(tokens, i)];
  // "3 tháng tới", "ba tháng tiếp theo" count from now and name no one month.
  if (unit === undefined || tokens[i - 1]?.kind === 'number') return null;
  if (textAt(tokens, i - 2) !== 'thứ' && readCount(tokens, i - 1)?.next === i) return null;
  for (const [words, offset] of NEAR) {
    const length = matchAt(tokens, i + 1, words);
    if (length === 0) continue;
    const next = i + 1 + length;
    // "tháng trước ngày 15", "tuần sau khi …": the word begins something else.
    const follows = textAt(tokens, next);
    if (follows === 'ngày' || follows === 'khi' || follows === 'kỳ' || follows === 'quý' || follows === 'tháng')
      return null;
    if (!Number.isNaN(numberAt(tokens, next))) return null;
    return { value: { unit, offset }, next };
  }
  return null;
}

function readNearWeekday(tokens: readonly Token[], i: number): Read<RawPlace> | null {
  const weekday = readWeekday(tokens, i);
  if (!weekday) return null;
  const at = isAt(tokens, weekday.next, 'của') ? weekday.next + 1 : weekday.next;
  if (textAt(tokens, at) !== 'tuần') return null;
  const week = readNearPeriod(tokens, at);
  return week && { value: near('week', week.value.offset, 'whole', weekday.value), next: week.next };
}

function near(
  unit: 'day' | 'week' | 'month' | 'quarter',
  offset: number,
  part: PeriodPart,
  weekday: number | null,
): RawPlace {
  return { at: 'near', near: { unit, offset, weekday }, part };
}
