// Step 1 of reading a deadline: one spelling of each letter, with the way back to the text as written.

export type NormalText = {
  /** Lower case, composed, one kind of space, dash and quote. */
  text: string;
  /** For each UTF-16 unit of `text`, where it begins in the original; one entry more for its end. */
  origin: number[];
  original: string;
};

// Hyphens, dashes, minus signs and bullets that documents use for "từ … đến …" and for list points.
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u00f7]/u;
const BULLETS = /[\u2022\u25cf\u25aa\u25e6\u2023\u2219\u00b7\u27a2\u2713\uf0b7*]/u;
const QUOTES = /[\u2019\u2018\u2032\u00b4`]/u;
// Superscript and circled digits are footnotes and list points, never dates: NFKC would glue them to a year.
const FOOTNOTES = /[\u00b9\u00b2\u00b3\u2070-\u2079\u2460-\u24ff]/u;
// Letters of other alphabets that old fonts and keyboards leave in place of ă and đ.
const LOOKALIKES: ReadonlyMap<string, string> = new Map([
  ['…', '...'],
  ['\u01ce', 'ă'],
  ['\u00f0', 'đ'],
]);
const INVISIBLE = /^(?:\u00ad|\u200b|\u200c|\u200d|\u2060|\ufeff)+$/u;

/** The same words in one spelling: composed, lower case, ASCII spaces, dashes and digits; every unit knows its origin. Linear, total. */
export function normaliseText(original: string): NormalText {
  const out: string[] = [];
  const origin: number[] = [];
  const push = (piece: string, from: number) => {
    for (let k = 0; k < piece.length; k++) {
      out.push(piece[k] as string);
      origin.push(from);
    }
  };
  let i = 0;
  while (i < original.length) {
    const start = i;
    const code = original.charCodeAt(i);
    i += isHighSurrogate(code) && i + 1 < original.length ? 2 : 1;
    while (i < original.length && isCombining(original.charCodeAt(i))) i++;
    if (i === start + 1 && code < 128) {
      push(asciiForm(original[start] as string, code), start);
      continue;
    }
    push(unicodeForm(original.slice(start, i)), start);
  }
  origin.push(original.length);
  return { text: out.join(''), origin, original };
}

function asciiForm(char: string, code: number): string {
  if (code >= 65 && code <= 90) return char.toLowerCase();
  if (code === 10 || code === 13) return '\n';
  if (code < 32 || char === '*' || char === '_') return ' ';
  return char === '`' ? "'" : char;
}

function unicodeForm(cluster: string): string {
  if (FOOTNOTES.test(cluster)) return ' ';
  if (INVISIBLE.test(cluster)) return '';
  const form = cluster.normalize('NFKC').toLowerCase();
  if (form === ' ' || /^\s+$/u.test(form)) return form.includes('\n') ? '\n' : ' ';
  if (DASHES.test(form)) return '-';
  if (BULLETS.test(form)) return '•';
  if (QUOTES.test(form)) return "'";
  return LOOKALIKES.get(form) ?? form;
}

function isCombining(code: number): boolean {
  return code >= 0x300 && code <= 0x36f;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
