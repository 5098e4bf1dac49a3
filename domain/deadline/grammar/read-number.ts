import { numberAt, textAt } from '#domain/deadline/text/match-tokens.ts';
import type { Token } from '#domain/deadline/text/tokenise-text.ts';
import type { Read } from './raw.ts';

const DIGIT_WORDS: Readonly<Record<string, number>> = {
  một: 1,
  mốt: 1,
  hai: 2,
  ba: 3,
  bốn: 4,
  tư: 4,
  năm: 5,
  lăm: 5,
  sáu: 6,
  bảy: 7,
  bẩy: 7,
  tám: 8,
  chín: 9,
};
const ROMANS: Readonly<Record<string, number>> = {
  i: 1,
  ii: 2,
  iii: 3,
  iv: 4,
  v: 5,
  vi: 6,
  vii: 7,
  viii: 8,
  ix: 9,
  x: 10,
  xi: 11,
  xii: 12,
};

/** A count in digits or in words ("15", "mười lăm", "hai mươi"), with a repetition in brackets: "05 (năm)". */
export function readCount(tokens: readonly Token[], i: number): Read<number> | null {
  const value = numberAt(tokens, i);
  const read = Number.isNaN(value) ? readWords(tokens, i) : { value, next: i + 1 };
  return read && { value: read.value, next: skipRepetition(tokens, read.next) };
}

/** Past "(hai mươi lăm)": the words that documents put after a number; `i` itself when there are none. */
export function skipRepetition(tokens: readonly Token[], i: number): number {
  if (textAt(tokens, i) !== '(') return i;
  const words = readWords(tokens, i + 1);
  return words && textAt(tokens, words.next) === ')' ? words.next + 1 : i;
}

/** A quarter or month in Roman or Arabic numerals or in words. */
export function readOrdinal(tokens: readonly Token[], i: number, max: number): Read<number> | null {
  // The small letter l and the digit 1 stand for I in many scanned tables: "lV", "llI", "1V".
  if (textAt(tokens, i) === '1' && textAt(tokens, i + 1) === 'v' && tokens[i]?.end === tokens[i + 1]?.start)
    return max >= 4 ? { value: 4, next: i + 2 } : null;
  if (textAt(tokens, i) === 'nhất' && textAt(tokens, i - 1) === 'thứ') return { value: 1, next: i + 1 };
  const roman = ROMANS[textAt(tokens, i).replaceAll('l', 'i')];
  if (roman !== undefined) return roman <= max ? { value: roman, next: i + 1 } : null;
  const read = readCount(tokens, i);
  return read && read.value >= 1 && read.value <= max ? read : null;
}

function readWords(tokens: readonly Token[], i: number): Read<number> | null {
  const first = textAt(tokens, i);
  if (first === 'mười') {
    const unit = DIGIT_WORDS[textAt(tokens, i + 1)];
    return unit === undefined || isUnitNotNumber(tokens, i + 1)
      ? { value: 10, next: i + 1 }
      : { value: 10 + unit, next: i + 2 };
  }
  const tens = DIGIT_WORDS[first];
  if (tens === undefined) return null;
  if (textAt(tokens, i + 1) === 'mươi') {
    const unit = DIGIT_WORDS[textAt(tokens, i + 2)];
    return unit === undefined || isUnitNotNumber(tokens, i + 2)
      ? { value: tens * 10, next: i + 2 }
      : { value: tens * 10 + unit, next: i + 3 };
  }
  return { value: tens, next: i + 1 };
}

/** "năm" is five or year: after "mười" it is a year when a number follows ("tháng mười năm 2026"). */
function isUnitNotNumber(tokens: readonly Token[], i: number): boolean {
  return textAt(tokens, i) === 'năm' && !Number.isNaN(numberAt(tokens, i + 1));
}
