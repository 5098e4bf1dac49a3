import { isAt, numberAt, textAt } from '#domain/deadline/text/match-tokens.ts';
import type { Token } from '#domain/deadline/text/tokenise-text.ts';
import type { Read } from './raw.ts';

const WEEKDAY_WORDS: Readonly<Record<string, number>> = { hai: 1, ba: 2, tư: 3, năm: 4, sáu: 5, bảy: 6, bẩy: 6 };

/** 1 = Monday … 7 = Sunday, from "thứ Hai", "thứ 2", "T2 hàng tuần", "Chủ nhật"; an ordinal ("lần thứ hai", "thứ hai của quý") is none. */
export function readWeekday(tokens: readonly Token[], i: number): Read<number> | null {
  if (isAt(tokens, i, 'chủ', 'nhật') || isAt(tokens, i, 'chúa', 'nhật')) return { value: 7, next: i + 2 };
  if (isAt(tokens, i, 't') && isAt(tokens, i + 2, 'hàng', 'tuần')) return readDigit(tokens, i + 1);
  if (!isAt(tokens, i, 'thứ')) return null;
  const before = textAt(tokens, i - 1);
  if (before === 'lần' || before === 'họp' || before === 'tháng' || before === 'tuần' || before === 'việc') return null;
  const digit = readDigit(tokens, i + 1);
  if (digit) return digit;
  const word = WEEKDAY_WORDS[textAt(tokens, i + 1)];
  return word === undefined ? null : { value: word, next: i + 2 };
}

function readDigit(tokens: readonly Token[], i: number): Read<number> | null {
  const digit = numberAt(tokens, i);
  return digit >= 2 && digit <= 7 && tokens[i]?.text.length === 1 ? { value: digit - 1, next: i + 1 } : null;
}
