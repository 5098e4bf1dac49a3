// Step 2: words, numbers and marks. Spelling pairs become one word, glued words come apart.

import { GLUE_SYLLABLES, SPELLINGS } from './lexicon.ts';
import type { NormalText } from './normalise-text.ts';

export type Token = {
  kind: 'word' | 'number' | 'mark';
  /** The word in the reader's spelling, the digits as written, or one mark. */
  text: string;
  /** NaN for words and marks. */
  value: number;
  start: number;
  end: number;
  /** A line break stands before it. */
  newLine: boolean;
  /** True when it belongs to something that is no time: a document's number, a count, a compound word. */
  masked: boolean;
};

const LETTERS = /^[\p{L}\p{M}]+/u;
const DIGITS = /^[0-9]+/;
// Past ten digits a number is no date; the cap keeps its value exact.
const MAX_DIGITS = 9;

/** Every character of the text lies in one token or is white space; positions are those of the original. Linear. */
export function tokeniseText(normal: NormalText): Token[] {
  const { text, origin } = normal;
  const tokens: Token[] = [];
  let newLine = false;
  let i = 0;
  const scan = /[\p{L}\p{M}]+|[0-9]+|\s+|./gsu;
  for (const match of text.matchAll(scan)) {
    const piece = match[0];
    i = match.index;
    if (/^\s/u.test(piece)) {
      newLine ||= piece.includes('\n');
      continue;
    }
    const start = origin[i] as number;
    const end = origin[i + piece.length] as number;
    if (DIGITS.test(piece)) {
      const value = piece.length <= MAX_DIGITS ? Number(piece) : Number.NaN;
      tokens.push({ kind: 'number', text: piece, value, start, end, newLine, masked: false });
    } else if (LETTERS.test(piece)) {
      pushWords(tokens, piece, i, origin, newLine);
    } else tokens.push({ kind: 'mark', text: piece, value: Number.NaN, start, end, newLine, masked: false });
    newLine = false;
  }
  for (let k = 0; k < tokens.length; k++) mendByNumeral(tokens, k);
  return tokens.filter((token, k) => !isListColon(tokens, token, k));
}

const ROMAN_QUARTER = /^(?:i{1,3}|iv)$/;

/** "quy II/2026", "thang 6", "quý III nam 2028": the numeral beside it tells the word that lost its mark. */
function mendByNumeral(tokens: Token[], k: number): void {
  const token = tokens[k] as Token;
  const next = tokens[k + 1];
  if (token.text === 'quy' && (ROMAN_QUARTER.test(next?.text ?? '') || isNumberUpTo(next, 4))) token.text = 'quý';
  else if (token.text === 'thang' && isNumberUpTo(next, 12)) token.text = 'tháng';
  else if (token.text === 'ngay' && isNumberUpTo(next, 31) && /^(?:\/|tháng)$/.test(tokens[k + 2]?.text ?? ''))
    token.text = 'ngày';
  else if (token.text === 'nam' && next?.text.length === 4 && next.kind === 'number' && isNumeral(tokens[k - 1]))
    token.text = 'năm';
}

function isNumberUpTo(token: Token | undefined, most: number): boolean {
  return token?.kind === 'number' && token.value >= 1 && token.value <= most;
}

function isNumeral(token: Token | undefined): boolean {
  return token?.kind === 'number' || ROMAN_QUARTER.test(token?.text ?? '');
}

/** "các tháng: 3, 6, 9": the colon opens no content, it only leads the numbers of the unit. */
function isListColon(tokens: readonly Token[], token: Token, k: number): boolean {
  if (token.text !== ':' || tokens[k + 1]?.kind !== 'number') return false;
  const before = tokens[k - 1]?.text ?? '';
  return before === 'tháng' && tokens[k - 2]?.text === 'các';
}

function pushWords(tokens: Token[], piece: string, at: number, origin: number[], newLine: boolean): void {
  const parts = SHORT_QUARTER.test(piece) ? ['q', piece.slice(1)] : piece.length > 4 ? unglue(piece) : [piece];
  let offset = at;
  for (const part of parts) {
    tokens.push({
      kind: 'word',
      text: SPELLINGS.get(part) ?? part,
      value: Number.NaN,
      start: origin[offset] as number,
      end: origin[offset + part.length] as number,
      newLine: newLine && offset === at,
      masked: false,
    });
    offset += part.length;
  }
}

// "QIV/2026": the letter and the numeral come apart, as "Q4" does by itself.
const SHORT_QUARTER = /^q(?:i{1,3}|iv)$/;
const LONGEST_GLUED = 40;
// No Vietnamese syllable begins or ends with one of these and two letters more.
const UNMISTAKABLE = [
  'trước',
  'ngày',
  'tháng',
  'chậm',
  'nhất',
  'muộn',
  'hoàn',
  'thành',
  'quý',
  'hàng',
  'hằng',
  'đến',
  'cuối',
];

/** "gửitrước" as two words: a time word at either end of what is no single syllable. */
function cutAtTimeWord(piece: string): string[] {
  for (const word of UNMISTAKABLE) {
    const rest = piece.length - word.length;
    if (rest < 2) continue;
    if (piece.startsWith(word)) return [word, ...unglue(piece.slice(word.length))];
    if (piece.endsWith(word)) return [...unglue(piece.slice(0, rest)), word];
  }
  return [piece];
}

/** "trướcngày" as two words; a word that is not wholly made of time syllables stays whole. */
function unglue(piece: string): string[] {
  if (piece.length > LONGEST_GLUED || GLUE_SYLLABLES.has(piece) || SPELLINGS.has(piece)) return [piece];
  // best[k] = start of the last syllable of a split of the first k letters, or -1.
  const best = new Array<number>(piece.length + 1).fill(-1);
  best[0] = 0;
  for (let end = 1; end <= piece.length; end++)
    for (let start = Math.max(0, end - 7); start < end; start++)
      if (best[start] !== -1 && GLUE_SYLLABLES.has(piece.slice(start, end))) {
        best[end] = start;
        break;
      }
  if (best[piece.length] === -1) return cutAtTimeWord(piece);
  const parts: string[] = [];
  for (let end = piece.length; end > 0; end = best[end] as number) parts.unshift(piece.slice(best[end], end));
  return parts;
}
