// Step 8: the statements of all stretches as one rule: parts with labels, times in the order of the text.
import type { DeadlineRule, RulePart, TimeRule, YearRef } from '#contracts/deadline.ts';
import { isYearAnchored } from '#domain/deadline/compose/year-anchored.ts';
import { isAt } from '#domain/deadline/text/match-tokens.ts';
import type { Segment } from '#domain/deadline/text/segment-text.ts';
import { mayTellTime } from '#domain/deadline/text/time-sense.ts';
import type { Token } from '#domain/deadline/text/tokenise-text.ts';
import type { RawRhythm, RawWindow } from '../grammar/raw.ts';
import { sliceOf } from '../grammar/read-condition.ts';
import { readPhrases } from '../grammar/read-phrases.ts';
import { readNextItem } from '../grammar/read-rhythm.ts';
import { NO_DATA_WINDOW } from '../grammar/read-window.ts';
import { cleanLabel } from './clean-label.ts';
import { type Gathered, gatherFacts } from './gather-facts.ts';
import { groupFacts } from './group-facts.ts';
import type { Statement } from './statement.ts';
import { type Context, statementRules } from './statement-rules.ts';

/** Which tokens carry which part. */
export type TokenSpan = {
  start: number;
  end: number;
  part: number;
  role: 'label' | 'time' | 'rhythm' | 'condition' | 'continuous' | 'remark';
};

export type Composed = {
  rule: DeadlineRule;
  doubts: string[];
  spans: TokenSpan[];
  /** Years that stand in labels ("Kế hoạch năm 2027: …"): a date without a year is then open to doubt. */
  titleYears: number[];
  /** Tokens that no phrase uses. */
  words: [number, number][];
};

type Stretch = {
  label: string | null;
  labelRange: [number, number] | null;
  offset: number;
  gathered: Gathered;
  labelled: Gathered | null;
};

/** The rule of a whole text; a text without any time gives one unknown part. */
export function composeRule(tokens: readonly Token[], segments: readonly Segment[], original: string): Composed {
  const stretches = segments.map((segment) => readStretch(segment, tokens, original));
  const doubts: string[] = [];
  const spans: TokenSpan[] = [];
  const parts: RulePart[] = [];
  const titleYears: number[] = [];
  const words: [number, number][] = [];
  const besideAnnual = stretches.some((one) =>
    [one.gathered, one.labelled].some((facts) => facts?.facts.some(isAnnual)),
  );
  for (const stretch of stretches) {
    for (const [from, to] of stretch.gathered.words) words.push([from + stretch.offset, to + stretch.offset]);
    if (hasLooseNumber(tokens, stretch)) doubts.push('nhãn có số chưa đọc được');
    if (isCutByBracket(stretch)) doubts.push('có trường hợp riêng');
    if (isHypothetical(tokens, stretch)) doubts.push('việc chỉ phát sinh khi có điều kiện đã nêu');
    if (DATA_LABELS.test(stretch.label ?? '')) doubts.push(NO_DATA_WINDOW);
    doubts.push(...stretch.gathered.doubts, ...(stretch.labelled?.doubts ?? []));
    composeStretch(stretch, besideAnnual, { parts, doubts, spans, titleYears });
  }
  if (parts.length === 0) parts.push({ label: null, times: [{ type: 'unknown', trigger: null }] });
  return { rule: { parts: tidyParts(parts, spans) }, doubts: [...new Set(doubts)], spans, titleYears, words };
}

const DATA_LABELS = /chốt|số liệu tính|lấy số liệu|^(kỳ |thời kỳ )?số liệu( báo cáo)?$|^kỳ (báo cáo|số liệu)$/iu;

function readStretch(segment: Segment, tokens: readonly Token[], original: string): Stretch {
  const [from, to] = segment.content;
  const content = tokens.slice(from, to);
  const gathered = gatherFacts(readPhrases(content, original), content, original);
  if (segment.label === null) return { label: null, labelRange: null, offset: from, gathered, labelled: null };
  const own = tokens.slice(segment.label[0], segment.label[1]);
  const unit = unitOfLabel(own, gathered);
  const labelled = unit ?? gatherFacts(readPhrases(own, original), own, original);
  const label = unit ? null : cleanLabel(sliceOf(tokens, segment.label[0], segment.label[1], original));
  // "Quý I: xây dựng kế hoạch": the time stands before the colon.
  const explains = gathered.facts.every((fact) => fact.type === 'term' && fact.bracketed);
  if (explains && labelled.facts.some((fact) => fact.type !== 'on-demand')) {
    const words = cleanLabel(sliceOf(tokens, from, to, original));
    return { label: words, labelRange: segment.content, offset: segment.label[0], gathered: labelled, labelled: null };
  }
  return { label, labelRange: segment.label, offset: from, gathered, labelled };
}

/** "6 tháng: trước ngày 10/6": a label that is nothing but a report's unit gives the rhythm of the day behind it. */
function unitOfLabel(own: readonly Token[], gathered: Gathered): Gathered | null {
  const start = own.findIndex((token) => token.kind !== 'mark');
  const item = start < 0 ? null : readNextItem(own, start);
  const dated = gathered.facts.some(
    (fact) => fact.type === 'windows' && fact.windows.every((one) => one.until.at === 'day'),
  );
  if (!item || item.next !== own.length || !dated) return null;
  const { rhythms } = item.value;
  const fact = { type: 'rhythms' as const, rhythms, ofReport: true, text: '', label: null, regarding: false };
  const bare = {
    regardLabel: null,
    labelInBrackets: false,
    joined: null,
    bracketed: false,
    completes: false,
    reports: null,
    sends: false,
  };
  return { facts: [{ ...fact, ...bare, start, end: item.next }], doubts: [], words: [], remarks: [] };
}

/** A number in the words of a label that is no part of a title, a document or a rhythm. */
function hasLooseNumber(tokens: readonly Token[], stretch: Stretch): boolean {
  const { labelRange, labelled, label, gathered } = stretch;
  if (labelRange === null || label === null) return false;
  const [from, to] = labelRange;
  if (labelSpan(stretch) !== null && gathered.facts.some((fact) => fact.type === 'rhythms')) return false;
  // Without facts of its own the whole range is words: the time stood before the colon.
  const ranges = labelled === null ? [[0, to - from] as const] : labelled.words;
  const dated = labelled?.facts.some(
    (fact) => fact.type === 'windows' && fact.windows.some((one) => one.edged || one.until.at === 'day'),
  );
  if (dated) return true;
  for (const [start, end] of ranges)
    for (let i = from + start; i < from + end; i++)
      if (
        tokens[i]?.kind === 'number' &&
        tokens[i]?.text.length !== 4 &&
        mayTellTime(tokens, i) &&
        !isLengthLabel(tokens, i, to)
      )
        return true;
  return false;
}

/** "03 ngày: 24, 25 và 26 tháng 8": how many there are of what follows. */
function isLengthLabel(tokens: readonly Token[], i: number, colon: number): boolean {
  return isAt(tokens, i + 1, 'ngày') && i + 2 === colon;
}

/** "Quý I hàng năm (năm 2026: quý II)": the colon in the bracket has cut a time of its own off. */
function isCutByBracket({ label, labelled }: Stretch): boolean {
  if (label === null || label.lastIndexOf('(') <= label.lastIndexOf(')')) return false;
  return labelled?.facts.some((fact) => fact.type === 'windows' || fact.type === 'rhythms') ?? false;
}

/** "Nếu có phát sinh, báo cáo trước ngày 25/6/2026": the date is right and the duty may never come; "sau khi …" it comes (ADR 0207). */
function isHypothetical(tokens: readonly Token[], { gathered: { facts }, offset }: Stretch): boolean {
  const dated = facts.findIndex((fact) => fact.type === 'windows');
  return facts.some((fact, k) => {
    if (fact.type !== 'condition' || dated < 0) return false;
    const at = fact.start + offset + (isAt(tokens, fact.start + offset, 'trong') ? 1 : 0);
    if (!isAt(tokens, at, 'nếu') && !isAt(tokens, at, 'trường', 'hợp')) return false;
    // Behind a comma it opens a clause of its own: "…, trường hợp vướng mắc, báo cáo UBND tỉnh".
    return k < dated || fact.joined === null;
  });
}

function isAnnual(fact: Gathered['facts'][number]): boolean {
  const rhythms = fact.type === 'rhythms' ? fact.rhythms : fact.type === 'windows' ? (fact.suffix ?? []) : [];
  return rhythms.some((one) => one.every === 'annual');
}

type Out = { parts: RulePart[]; doubts: string[]; spans: TokenSpan[]; titleYears: number[] };

// "Bắt đầu: tháng 3; kết thúc: tháng 9": the first is no date by which work is due.
const STARTS = /^(ngày |thời gian |thời điểm )?(bắt đầu|khởi công|khởi động)$/iu;

function composeStretch(stretch: Stretch, besideAnnual: boolean, out: Out): void {
  const { statements, doubts } = groupFacts(stretch.gathered.facts);
  out.doubts.push(...doubts);
  const context: Context = {
    year: labelYear(stretch, out.titleYears),
    besideAnnual,
    labelRhythms: rhythmsOf(stretch.labelled),
    labelSpan: labelSpan(stretch),
    doubts: out.doubts,
  };
  if (stretch.label !== null && stretch.labelRange && statements.length > 0)
    out.spans.push({ start: stretch.labelRange[0], end: stretch.labelRange[1], part: out.parts.length, role: 'label' });
  if (STARTS.test(stretch.label ?? '')) out.doubts.push('mốc bắt đầu không phải là hạn');
  for (const statement of statements) {
    // "…; đột xuất khi có yêu cầu" adds no date to the work before it.
    if (statement.onDemand && out.parts.length > 0) continue;
    const own = stretch.label ?? (statement.label === null ? null : cleanLabel(statement.label));
    // Beside a clause label the words between two times still tell different work apart.
    const label =
      stretch.label !== null && statements.length > 1 && statement.label ? `${stretch.label}: ${statement.label}` : own;
    addTimes(label, statementRules(statement, context), out.parts);
    pushSpans(statement, stretch.offset, out.parts.length - 1, out.spans);
  }
}

function addTimes(label: string | null, times: TimeRule[], parts: RulePart[]): void {
  const last = parts[parts.length - 1];
  if (last === undefined || last.label !== label) {
    parts.push({ label, times: [...times] });
    return;
  }
  for (const time of times) {
    if (mergesRepeat(last.times, time)) continue;
    const before = last.times[last.times.length - 1];
    if (time.type === 'once' && before?.type === 'once') before.windows.push(...time.windows);
    else last.times.push(time);
  }
}

/** Quarters named apart with a date each ("20/3 (quý I), …, 20/9 (quý III)") are one quarterly stream. */
function mergesRepeat(times: TimeRule[], time: TimeRule): boolean {
  if (time.type !== 'repeat' || time.only === null || time.windows.length === 0) return false;
  const same = times.find((one) => one.type === 'repeat' && one.every === time.every && one.only !== null);
  if (same?.type !== 'repeat' || same.only === null || same.windows.length === 0) return false;
  if (![...same.windows, ...time.windows].every(isYearAnchored)) return false;
  same.only = [...new Set([...same.only, ...time.only])].sort((a, b) => a - b);
  same.windows.push(...time.windows);
  return true;
}

function pushSpans(statement: Statement, offset: number, part: number, spans: TokenSpan[]): void {
  const role =
    statement.rhythms.length > 0
      ? 'rhythm'
      : statement.windows.length > 0
        ? 'time'
        : statement.continuous
          ? 'continuous'
          : 'condition';
  spans.push({ start: offset + statement.start, end: offset + statement.end, part, role });
}

/** A label that is just a year gives it to the dates behind it ("Năm 2025: Quý III"). */
function labelYear({ labelled, gathered }: Stretch, titleYears: number[]): YearRef {
  const [fact] = labelled?.facts ?? [];
  if (fact?.type !== 'windows' || fact.windows.length !== 1) return { plan: 0 };
  const [window] = fact.windows;
  if (window === undefined || window.until.at !== 'year' || window.until.year === undefined || window.from)
    return { plan: 0 };
  if (labelled?.words.length === 0) return window.until.year;
  if (typeof window.until.year === 'number' && !gathered.facts.every(saysYear)) titleYears.push(window.until.year);
  return { plan: 0 };
}

function saysYear(fact: Gathered['facts'][number]): boolean {
  return fact.type === 'windows' && fact.windows.every((one) => typeof one.until.year === 'number');
}

/** "Từ tháng 4 đến tháng 12/2026: báo cáo hằng tháng": a label that is nothing but a span holds the rhythm behind it. */
function labelSpan({ labelled }: Stretch): RawWindow | null {
  const [fact] = labelled?.facts ?? [];
  if (labelled === null || labelled.facts.length !== 1 || labelled.words.length > 0 || fact?.type !== 'windows')
    return null;
  const [window] = fact.windows;
  return fact.windows.length === 1 && window?.bound === 'in' && window.from !== null ? window : null;
}

function rhythmsOf(labelled: Gathered | null): RawRhythm[] {
  for (const fact of labelled?.facts ?? []) if (fact.type === 'rhythms') return fact.rhythms;
  return [];
}

/** Parts that say nothing go when others speak; a lone label stays. */
function tidyParts(parts: RulePart[], spans: TokenSpan[]): RulePart[] {
  const speaks = (part: RulePart) => part.times.some((time) => time.type !== 'unknown' || time.trigger !== null);
  if (!parts.some(speaks)) return parts.slice(0, 1);
  const kept = parts.filter(speaks);
  const index = new Map(parts.map((part, k) => [k, kept.indexOf(part)]));
  for (const span of spans) span.part = Math.max(0, index.get(span.part) ?? 0);
  return kept;
}
