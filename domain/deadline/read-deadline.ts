// The deadline language from end to end: normalise → tokens → segments → phrases → facts → rule → dates.
import type { DeadlineReading, DeadlineRule, ReadSpan, TextSpan } from '#contracts/deadline.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { type Composed, composeRule } from './compose/compose-rule.ts';
import { kindOfRule } from './compose/rule-kind.ts';
import { findUnread } from './compose/unread-text.ts';
import { outsideSpan, type PlanSpan } from './dates/outside-span.ts';
import type { WorkdayCount } from './dates/place-range.ts';
import { datesOfRule } from './dates/rule-dates.ts';
import { weekdayDoubts } from './dates/weekday-of-date.ts';
import { maskReferences } from './text/mask-references.ts';
import { normaliseText } from './text/normalise-text.ts';
import { restoreAccents } from './text/restore-accents.ts';
import { segmentText } from './text/segment-text.ts';
import { type Token, tokeniseText } from './text/tokenise-text.ts';
import { explainReading } from './words/explain-reading.ts';
import { triggerOfRule } from './words/trigger-of-rule.ts';

export type ReadDeadlineQuestion = {
  text: string;
  /** Null = the text or nothing names the years. */
  planYear: number | null;
  /**
   * The first and last year of a plan of several: a rhythm has its dates in each of them. Left out = the plan year alone;
   * null = nobody knows the years and the plan year stands in for them, so that no date is far outside.
   */
  planYears?: PlanSpan | null;
  issuedOn?: LocalDate | null;
  /** Only "ngày làm việc" needs it; without it such dates skip weekends alone and are not sure. */
  calendar?: WorkdayCount | null;
};

// Longer cells are no time text; the language stays linear, but a person must look anyway.
const MAX_CHARACTERS = 20_000;

/** What the text says of time, as a rule and as dates; never throws, and is sure only when nothing about time stayed unread or open. */
export function readDeadline(question: ReadDeadlineQuestion): DeadlineReading {
  const { issuedOn, calendar } = question;
  const { planYear, planYears } = yearsOf(question);
  const text = question.text.slice(0, MAX_CHARACTERS);
  const { rule, composed, tokens } = readRule(text);
  const dates = datesOfRule(rule, { planYear, planYears, issuedOn: issuedOn ?? null, calendar: calendar ?? null });
  const unread = findUnread(tokens, composed, text);
  const doubts = [
    ...(question.text.length > MAX_CHARACTERS ? ['văn bản quá dài, chỉ đọc phần đầu'] : []),
    ...composed.doubts,
    ...dates.doubts,
    ...unread.doubts,
    ...titleYearDoubts(composed, planYears),
    ...weekdayDoubts(tokens, planYears),
    ...outsideSpan(rule, dates.deadlines, planYears, issuedOn ?? null),
    ...emptyDoubts(rule),
  ];
  const kind = kindOfRule(rule);
  return {
    kind,
    deadlines: dates.deadlines,
    trigger: triggerOfRule(rule),
    sure: doubts.length === 0,
    why: explainReading(rule, dates.deadlines, doubts),
    rule,
    spans: spansOf(composed, tokens, text),
    unread: unread.spans,
    doubts,
  };
}

/** The rule of a text alone, with the tokens and spans it came from. */
export function readRule(text: string): { rule: DeadlineRule; composed: Composed; tokens: Token[] } {
  const tokens = tokeniseText(normaliseText(text));
  const isUnmarked = restoreAccents(tokens, text);
  maskReferences(tokens, text);
  const composed = composeRule(tokens, segmentText(tokens, text), text);
  if (isUnmarked) composed.doubts.push('văn bản không dấu: đã đoán lại các từ chỉ thời gian');
  return { rule: composed.rule, composed, tokens };
}

/** "Kế hoạch năm 2027: trước ngày 15/12": the plan's year may not be the one meant. */
function titleYearDoubts(composed: Composed, planYears: PlanSpan | null): string[] {
  const isPlan = (year: number) => planYears !== null && planYears[0] === year && planYears[1] === year;
  return composed.titleYears.every(isPlan) ? [] : ['nhãn nêu năm khác năm kế hoạch'];
}

/** A span of one year is that year, and the plan year alone is a span of one. */
function yearsOf({ planYear, planYears }: ReadDeadlineQuestion) {
  const span: PlanSpan | null = planYears === undefined ? (planYear === null ? null : [planYear, planYear]) : planYears;
  return { planYear: planYear ?? (span !== null && span[0] === span[1] ? span[0] : null), planYears: span };
}

function emptyDoubts(rule: DeadlineRule): string[] {
  const silent = rule.parts.every((part) =>
    part.times.every((time) => time.type === 'unknown' && time.trigger === null),
  );
  return silent ? ['không đọc được thời hạn'] : [];
}

function spansOf(composed: Composed, tokens: readonly Token[], text: string): ReadSpan[] {
  return composed.spans.map(({ start, end, part, role }) => ({ ...textSpan(tokens, start, end, text), part, role }));
}

function textSpan(tokens: readonly Token[], start: number, end: number, text: string): TextSpan {
  const from = tokens[start]?.start ?? 0;
  let to = tokens[end - 1]?.end ?? from;
  // A bracket that the span opens belongs to it to the end: "Quý III (năm 2026)".
  const words = text.slice(from, to);
  if (words.lastIndexOf('(') > words.lastIndexOf(')') && tokens[end]?.text === ')') to = tokens[end]?.end ?? to;
  return { start: from, end: to, text: text.slice(from, to) };
}
