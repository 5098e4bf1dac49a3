// What stayed unread, and whether it may have said something about time.
import type { TextSpan } from '#contracts/deadline.ts';
import { NO_DATA_WINDOW } from '#domain/deadline/grammar/read-window.ts';
import { isSlip } from '#domain/deadline/text/find-slips.ts';
import { COMPOUNDS, TIME_WORDS } from '#domain/deadline/text/lexicon.ts';
import type { Token } from '#domain/deadline/text/tokenise-text.ts';
import type { Composed } from './compose-rule.ts';

/** The stretches that no part of the rule uses; a number or a time word among them is a doubt. */
export function findUnread(
  tokens: readonly Token[],
  composed: Composed,
  text: string,
): { spans: TextSpan[]; doubts: string[] } {
  const spans: TextSpan[] = [];
  let risky: string | null = null;
  let slip: string | null = null;
  const repeats = composed.rule.parts.some((part) => part.times.some((time) => time.type === 'repeat'));
  for (const [start, end] of mergeRanges(composed.words)) {
    const from = tokens[start]?.start ?? 0;
    const to = tokens[end - 1]?.end ?? from;
    spans.push({ start: from, end: to, text: text.slice(from, to) });
    for (let i = start; i < end && slip === null; i++) if (isSlip(tokens, i)) slip = tokens[i]?.text ?? '';
    for (let i = start; i < end && risky === null; i++)
      if (isRisky(tokens, i) && !(repeats && isPeriodically(tokens, i))) risky = tokens[i]?.text ?? '';
  }
  const says = (what: RegExp) => spans.some((span) => what.test(span.text.normalize('NFC')));
  if (says(CUT_OFF)) return { spans, doubts: [NO_DATA_WINDOW] };
  if (says(IN_FORCE)) return { spans, doubts: ['ngày có hiệu lực không phải là thời hạn'] };
  if (says(EXCEPTION)) return { spans, doubts: ['có trường hợp riêng'] };
  if (slip !== null) return { spans, doubts: [`có thể viết sai chữ chỉ thời gian: "${slip}"`] };
  return { spans, doubts: risky === null ? [] : [`còn chữ chưa đọc được: "${risky}"`] };
}

// A data window is not a deadline: its dates are right, what they bound is not the work.
const CUT_OFF = /số liệu|chốt|cập nhật đến/iu;
// When a text is in force says nothing of when the work is due.
const IN_FORCE = /hiệu lực/iu;
// An exception takes dates away that the rest of the text has given.
const EXCEPTION = /(^|\s)(riêng|trừ|ngoại trừ|không bao gồm|trường hợp)(\s|$)/iu;

function mergeRanges(ranges: readonly [number, number][]): [number, number][] {
  const merged: [number, number][] = [];
  for (const [start, end] of ranges) {
    const last = merged[merged.length - 1];
    if (last && last[1] === start) last[1] = end;
    else merged.push([start, end]);
  }
  return merged;
}

function isRisky(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i];
  if (token === undefined || token.masked) return false;
  if (token.kind === 'number') return !isTitleYear(tokens, i);
  if (token.kind !== 'word' || !TIME_WORDS.has(token.text)) return false;
  const before = tokens[i - 1]?.text ?? '';
  const after = tokens[i + 1]?.text ?? '';
  return !COMPOUNDS.has(`${before}_${token.text}`) && !COMPOUNDS.has(`${token.text}_${after}`);
}

/** "rà soát định kỳ … hàng năm": the rhythm itself has been read elsewhere. */
function isPeriodically(tokens: readonly Token[], i: number): boolean {
  const at = tokens[i]?.text === 'kỳ' ? i - 1 : i;
  return tokens[at]?.text === 'định' && tokens[at + 1]?.text === 'kỳ';
}

/** "Kế hoạch CCHC 2023": four digits behind a word of a title. */
function isTitleYear(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i] as Token;
  const before = tokens[i - 1];
  if (token.text.length !== 4 || before === undefined) return false;
  // "tháng 4 nm 2027": right behind a number the word is a misspelt "năm", no title.
  const misspelt = before.text.length <= 4 && before.text.startsWith('n') && tokens[i - 2]?.kind === 'number';
  return before.kind === 'word' && !misspelt && !TIME_WORDS.has(before.text);
}
