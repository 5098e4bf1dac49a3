// The number and the label in front of a text: "1.1. Nhiệm vụ 1: Ban hành …" → code 1.1, title "Ban hành …".
import { foldText, squeeze } from './fold-text.ts';

export type Labelled = {
  /** As printed, without its closing dot: `2.10`, `IV`, `a`; null when there is none. */
  code: string | null;
  /** The word of the label, folded: `nhiem vu`, `hoat dong`, `muc tieu`, …; null when there is none. */
  label: string | null;
  /** The number that the label carries: 3 in `Hoạt động 3:`. */
  labelNumber: number | null;
  title: string;
};

/** Splits the number and the label off; a text that has neither comes back whole. Only the first number is taken. */
export function readLabel(text: string): Labelled {
  const whole = squeeze(text).replace(/^[-–—•+*]\s+/, '');
  const coded = takeCode(whole);
  if (coded.code && listsMore(coded.code, coded.rest)) {
    return { code: coded.code, label: null, labelNumber: null, title: whole };
  }
  const labelled = takeLabel(coded.rest);
  return {
    code: coded.code ?? labelled.code,
    label: labelled.label,
    labelNumber: labelled.number,
    title: labelled.rest,
  };
}

/** "3.1. Tập huấn 3.2. Nghiên cứu": the cell holds several numbered works, so the first number stays with the first of them. */
function listsMore(code: string, rest: string): boolean {
  const parts = code.split('.');
  if (parts.length < 2 || DOTTED.test(rest)) return false;
  const next = [...parts.slice(0, -1), String(Number(parts.at(-1)) + 1)].join('\\.');
  return new RegExp(`(^|[\\s;.])${next}\\.?\\s+\\p{Lu}`, 'u').test(rest);
}

/** The code alone when the text is nothing else: the cell of a numbering column. `1.`, `I`, `(a)`, `B.2`. */
export function readCode(text: string): string | null {
  const code = squeeze(text).match(
    /^\(?((?:[IVXLC]+|[A-ZĐ]|[a-zđ]|\d{1,3})(?:\.(?:[IVXLC]+|[A-ZĐ]|[a-zđ]|\d{1,3})){0,5})[.):]*$/,
  );
  return code?.[1] ?? null;
}

// A dotted number may stand without a closing mark (1.1 Xây dựng), a plain one may not (02 trường, 100% hồ sơ).
const DOTTED = /^(\d{1,2}(?:\.\d{1,2}){1,5})\s*(?:[.)\-–:/]\s*|\s+)(?=\S)/;
const PLAIN = /^(\d{1,2}|[IVXLC]{1,5}|[A-ZĐ]|[a-zđ])\s*(?:[.)]|\s?[-–:/](?=\s))\s*(?=[^\d\s])/;

// I.1. Tổ chức; and I CẢI CÁCH THỂ CHẾ, where the capitals show that the numeral is no word.
const MIXED = /^((?:[IVXLC]{1,5}|[A-ZĐ])(?:\.\d{1,2}){1,5})\s*(?:[.)]\s*|\s)(?=\S)/;
const BARE_ROMAN = /^([IVX]{1,5})\s+(?=\p{Lu}{2})/u;

function takeCode(text: string): { code: string | null; rest: string } {
  const match = text.match(DOTTED) ?? text.match(PLAIN) ?? text.match(MIXED) ?? text.match(BARE_ROMAN);
  return match?.[1] ? { code: match[1], rest: text.slice(match[0].length) } : { code: null, rest: text };
}

const LABEL =
  /^(nhom nhiem vu|nhiem vu|hoat dong|muc tieu|chi tieu|noi dung|linh vuc|cong viec|giai phap)\s*(?:so\s*)?(\d{1,3}(?:\.\d{1,3})*)?\s*([.:]|-(?=\s))\s*/;

/** Folding keeps the number of letters (only marks are dropped from composed text), so the cut can be made by length. */
function takeLabel(text: string): { code: string | null; label: string | null; number: number | null; rest: string } {
  const match = foldText(text).match(LABEL);
  if (!match?.[1]) return { code: null, label: null, number: null, rest: text };
  const rest = text.slice(match[0].length).trim();
  const code = match[2] ?? null;
  // "Nhiệm vụ." with nothing after it is a text, not a label.
  if (!rest) return { code: null, label: null, number: null, rest: text };
  return { code: code?.includes('.') ? code : null, label: match[1], number: lastNumber(code), rest };
}

/** The last part of a code as a number: 10 for `2.10`; null when it is no number. */
export function lastNumber(code: string | null): number | null {
  const digits = code?.match(/(\d{1,4})\D*$/)?.[1];
  return digits ? Number(digits) : null;
}
