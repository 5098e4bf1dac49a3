// Step 3: the stretches of a text that speak for themselves, each with the label before its colon.
import { isAt } from './match-tokens.ts';
import type { Token } from './tokenise-text.ts';

/** Token ranges, half-open; `label` is null when no colon stands before the content. */
export type Segment = { label: [number, number] | null; content: [number, number] };

const MAX_LABEL_TOKENS = 60;

/** Splits at semicolons, list points and sentence ends, then at colons; every token lies in exactly one range or is a separator. */
export function segmentText(tokens: readonly Token[], original: string): Segment[] {
  const segments: Segment[] = [];
  const cuts = findCuts(tokens, original);
  for (let k = 0; k + 1 < cuts.length; k++)
    for (const segment of splitLabels(tokens, cuts[k] as number, cuts[k + 1] as number)) segments.push(segment);
  return segments.filter(({ label, content }) => label !== null || content[1] > content[0]);
}

function findCuts(tokens: readonly Token[], original: string): number[] {
  const cuts = [0];
  let depth = 0;
  let sinceOpen = 0;
  for (let i = 0; i < tokens.length; i++) {
    const { text } = tokens[i] as Token;
    const outside = depth === 0;
    if (text === '(') {
      depth = 1;
      sinceOpen = 0;
    } else if (text === ')') depth = 0;
    // A bracket that is never closed must not swallow the rest of the text.
    else if (++sinceOpen > 40) depth = 0;
    if ((outside || depth === 0) && startsSegment(tokens, i, original)) cuts.push(i);
  }
  cuts.push(tokens.length);
  return cuts;
}

function startsSegment(tokens: readonly Token[], i: number, original: string): boolean {
  if (i === 0) return false;
  const { text, newLine } = tokens[i] as Token;
  const before = tokens[i - 1] as Token;
  if (before.text === ';') return !isBareDates(tokens, i);
  if (text === '•' || isListPoint(tokens, i)) return true;
  if ((text === '-' || text === '+') && (before.text === '.' || (newLine && isBullet(tokens, i)))) return true;
  if (text === '-' && !isGlued(tokens, i) && isLabelAhead(tokens, i + 1)) return true;
  if (before.text !== '.') return false;
  if (newLine) return true;
  // A sentence end: a capital after the dot, and a word (not "TP.", "Q.") or a numeral before it.
  const earlier = tokens[i - 2];
  if (earlier === undefined || (!isNumeral(tokens, i - 2) && isAbbreviation(earlier, original))) return false;
  const first = original.charAt((tokens[i] as Token).start);
  return first !== first.toLowerCase();
}

/** "TP", "Q", "Th": a short word in capitals or without a vowel. */
function isAbbreviation(token: Token, original: string): boolean {
  const word = original.slice(token.start, token.end);
  if (token.kind !== 'word' || word.length > 3) return false;
  return word === word.toUpperCase() || !/[aeiouy]/i.test(word.normalize('NFD'));
}

/** A dash at a line's start is a list point unless it joins two places ("Quý IV/2023\n- Quý I/2024"). */
function isBullet(tokens: readonly Token[], i: number): boolean {
  const opened = tokens[0]?.text === '-' || tokens[0]?.text === '+';
  const next = tokens[i + 1]?.text ?? '';
  return (
    opened ||
    !(next === 'quý' || next === 'tháng' || tokens[i + 1]?.kind === 'number' || next === 'ngày' || next === 'năm')
  );
}

const DATE_WORDS = new Set(['/', '.', '-', ',', 'ngày', 'tháng', 'năm', 'và', 'hàng', 'mỗi']);
const MAX_BARE_DATES = 30;

/** "trước ngày 20/3; 20/6; 20/9": dates alone go on with the list before them; its edge is theirs. */
function isBareDates(tokens: readonly Token[], from: number): boolean {
  const [first, second] = [tokens[from], tokens[from + 1]];
  const opens = first?.kind === 'number' ? second?.text === '/' : first?.text === 'ngày' && second?.kind === 'number';
  if (!opens || tokens[from - 2]?.kind !== 'number') return false;
  for (let i = from; i < from + MAX_BARE_DATES; i++) {
    const token = tokens[i];
    if (token === undefined || token.text === ';') return true;
    if (token.kind !== 'number' && !DATE_WORDS.has(token.text)) return false;
  }
  return false;
}

/** "a) …", "(2) …" in the middle of a line; "(qua Sở Nội vụ)" and "điểm a)" are none. */
function isListPoint(tokens: readonly Token[], i: number): boolean {
  if (tokens[i]?.newLine && isNumberedPoint(tokens, i)) return true;
  const opens = tokens[i]?.text === '(';
  const point = tokens[opens ? i + 1 : i];
  if (point === undefined || tokens[opens ? i + 2 : i + 1]?.text !== ')') return false;
  if (opens) return point.kind === 'number' && point.text.length <= 2 && isLabelAhead(tokens, i + 3);
  return (
    point.kind === 'word' &&
    point.text.length === 1 &&
    /^[a-eđ]$/.test(point.text) &&
    !point.masked &&
    !POINT_HEADS.has(tokens[i - 1]?.text ?? '')
  );
}

/** "2." or "2)" with no number behind it. */
function isNumberedPoint(tokens: readonly Token[], i: number): boolean {
  const [point, mark, next] = [tokens[i], tokens[i + 1], tokens[i + 2]];
  if (point?.kind !== 'number' || point.text.length > 2 || next?.kind === 'number') return false;
  return mark?.text === '.' || mark?.text === ')';
}

const POINT_HEADS = new Set(['điểm', 'mục', 'khoản', '(', ',', 'và']);

/** "TT-BNV": a dash with a letter on either side joins a name. */
function isGlued(tokens: readonly Token[], i: number): boolean {
  return tokens[i - 1]?.end === tokens[i]?.start && tokens[i]?.end === tokens[i + 1]?.start;
}

/** " - Báo cáo kết quả: …": a few words without numbers, then a colon. */
function isLabelAhead(tokens: readonly Token[], from: number): boolean {
  for (let i = from; i < from + 16; i++) {
    const token = tokens[i];
    if (token === undefined || token.kind === 'number' || /^(i{1,3}|iv)$/.test(token.text)) return false;
    if (token.text === ':') return i > from;
    if (token.kind === 'mark' && token.text !== ',' && token.text !== '(' && token.text !== ')') return false;
  }
  return false;
}

function splitLabels(tokens: readonly Token[], start: number, end: number): Segment[] {
  const colons: number[] = [];
  for (let i = start; i < end; i++) if (isColon(tokens, i)) colons.push(i);
  if (colons.length === 0) return [{ label: null, content: [start, end] }];
  const segments: Segment[] = [];
  let from = start;
  for (let k = 0; k < colons.length; k++) {
    const colon = colons[k] as number;
    const next = colons[k + 1];
    const to = next === undefined ? end : labelStart(tokens, colon + 1, next);
    // Two colons with nothing between ("Thời gian: hạn cuối: 15/12") are one label.
    if (to <= colon + 1 && next !== undefined) continue;
    const label: [number, number] = [Math.max(from, colon - MAX_LABEL_TOKENS), colon];
    segments.push({ label: label[1] > label[0] ? label : null, content: [colon + 1, to] });
    from = to;
  }
  return segments;
}

/** Where the label before the next colon begins: on its own line, after the last comma or "và" between the two, else behind the last numeral. */
function labelStart(tokens: readonly Token[], from: number, colon: number): number {
  const first = Math.max(from + 1, colon - 39);
  for (let i = colon - 1; i >= first; i--) {
    if (tokens[i]?.newLine) return i;
    if (tokens[i]?.text === ',' || tokens[i]?.text === '.') return i + 1;
    if (isAt(tokens, i, 'và') && isNumeral(tokens, i - 1)) return i + 1;
  }
  // Right before the colon a numeral is the time itself: "Quý I/2026: hoàn thiện thủ tục".
  if (isNumeral(tokens, colon - 1)) return from;
  for (let i = colon - 1; i >= first; i--) if (isNumeral(tokens, i - 1)) return i;
  return from;
}

function isNumeral(tokens: readonly Token[], i: number): boolean {
  return tokens[i]?.kind === 'number' || (tokens[i - 1]?.text === 'quý' && /^(i{1,3}|iv)$/.test(tokens[i]?.text ?? ''));
}

function isColon(tokens: readonly Token[], i: number): boolean {
  if (tokens[i]?.text !== ':') return false;
  // "gửi trước: 31/5": the word before the colon bounds the date, it names no work.
  if (isAt(tokens, i - 1, 'trước')) return false;
  return !(tokens[i - 1]?.kind === 'number' && tokens[i + 1]?.kind === 'number');
}
