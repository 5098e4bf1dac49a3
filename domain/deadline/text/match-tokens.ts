// Whether words stand at a place of a text. Masked tokens match nothing.
import type { Token } from './tokenise-text.ts';

/** True when the tokens from `i` on are exactly these words. */
export function isAt(tokens: readonly Token[], i: number, ...words: string[]): boolean {
  for (let k = 0; k < words.length; k++) {
    const token = tokens[i + k];
    if (token === undefined || token.masked || token.text !== words[k]) return false;
  }
  return true;
}

/** Phrases by their first word, longest first, so that a look-up costs no more than the phrases that can match. */
export type PhraseList = ReadonlyMap<string, readonly (readonly string[])[]>;

/** The number of tokens of the longest of `phrases` that stands at `i`, 0 when none does. */
export function matchAt(tokens: readonly Token[], i: number, phrases: PhraseList): number {
  const first = tokens[i];
  if (first === undefined || first.masked) return 0;
  const candidates = phrases.get(first.text);
  if (candidates === undefined) return 0;
  for (const phrase of candidates) if (isPhraseAt(tokens, i, phrase)) return phrase.length;
  return 0;
}

function isPhraseAt(tokens: readonly Token[], i: number, phrase: readonly string[]): boolean {
  for (let k = 1; k < phrase.length; k++) {
    const token = tokens[i + k];
    if (token === undefined || token.masked || token.text !== phrase[k]) return false;
  }
  return true;
}

/** Phrases from one readable string: "đến hết | đến | tới". */
export function phraseList(text: string): PhraseList {
  const list = new Map<string, string[][]>();
  for (const phrase of text.split('|').map((one) => one.trim().split(/\s+/))) {
    const [first] = phrase as [string];
    list.set(
      first,
      [...(list.get(first) ?? []), phrase].sort((a, b) => b.length - a.length),
    );
  }
  return list;
}

export function textAt(tokens: readonly Token[], i: number): string {
  const token = tokens[i];
  return token === undefined || token.masked ? '' : token.text;
}

/** The whole number written at `i`, or NaN. */
export function numberAt(tokens: readonly Token[], i: number): number {
  const token = tokens[i];
  return token?.kind === 'number' && !token.masked ? token.value : Number.NaN;
}

export function isYear(value: number): boolean {
  return value >= 1900 && value <= 2200;
}
