// The deadline language from end to end: normalise → tokens → segments → phrases → facts → rule → dates.
import type { DeadlineDates, DeadlineReading, DeadlineRule, ReadSpan, TextSpan } from '#contracts/deadline.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { type Composed, composeRule } from './compose/compose-rule.ts';
import { kindOfRule } from './compose/rule-kind.ts';
import { findUnread } from './compose/unread-text.ts';
import type { WorkdayCount } from './dates/place-range.ts';
import { datesOfRule } from './dates/rule-dates.ts';
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
  /** First and last year of a plan: a rhythm has its dates in every one of them. */
  planYears?: readonly [number, number] | null;
  issuedOn?: LocalDate | null;
  /** Only "ngày làm việc" needs it; without it such dates skip weekends alone and are not sure. */
  calendar?: WorkdayCount | null;
};

// Longer cells are no time text; the language stays linear, but a person must look anyway.
const MAX_CHARACTERS = 20_000;

/** What the text says of time, as a rule and as dates; never throws, and is sure only when nothing about time stayed unread or open. */
export function readDeadline(question: ReadDeadlineQuestion): DeadlineReading {
  const { planYear, planYears, issuedOn, calendar } = question;
  const text = question.text.slice(0, MAX_CHARACTERS);
  const { rule, composed, tokens } = readRule(text);
  const dates = datesOfRule(rule, {
    planYear,
    planYears: planYears ?? null,
    issuedOn: issuedOn ?? null,
    calendar: calendar ?? null,
  });
  const unread = findUnread(tokens, composed, text);
  const doubts = [
    ...(question.text.length > MAX_CHARACTERS ? ['văn bản quá dài, chỉ đọc phần đầu'] : []),
    ...composed.doubts,
    ...dates.doubts,
    ...unread.doubts,
    ...titleYearDoubts(composed, planYear),
    ...pastDoubts(dates.deadlines, planYear),
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
  maskReferences(tokens);
  const composed = composeRule(tokens, segmentText(tokens, text), text);
  if (isUnmarked) composed.doubts.push('văn bản không dấu: đã đoán lại các từ chỉ thời gian');
  return { rule: composed.rule, composed, tokens };
}

/** "Kế hoạch năm 2027: trước ngày 15/12": the plan's year may not be the one meant. */
function titleYearDoubts(composed: Composed, planYear: number | null): string[] {
  return composed.titleYears.some((year) => year !== planYear) ? ['nhãn nêu năm khác năm kế hoạch'] : [];
}

// What lies further back than the five years of a medium-term plan is history or a slip of the pen.
const YEARS_BACK = 5;

function pastDoubts(deadlines: readonly DeadlineDates[], planYear: number | null): string[] {
  const past =
    planYear !== null &&
    deadlines.some(({ due }) => due.some((day) => Number(day.slice(0, 4)) < planYear - YEARS_BACK));
  return past ? ['có ngày cách xa trước năm kế hoạch'] : [];
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
