// From the words of a plan to the day an assignment is due and the working day it counts against: as data and as one paragraph.
import type { DeadlineReading, ReadSpan } from '#contracts/deadline.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { addDays } from '#domain/calendar/local-date.ts';
import type { WorkCalendar } from '#domain/calendar/work-calendar.ts';
import { printRule } from './print-rule.ts';

/** civil-code: the last day on a day off moves to the next working day (art. 148.5); strict: the date stands as written. */
export type DueSetting = 'civil-code' | 'strict';

export type DueStep =
  | { kind: 'text'; text: string; start: number; end: number; label: string | null }
  | { kind: 'rule'; text: string }
  | { kind: 'date'; date: LocalDate; text: string }
  | { kind: 'day'; date: LocalDate; isWorkingDay: boolean; source: string | null; provisional: boolean; text: string }
  | { kind: 'shift'; from: LocalDate; to: LocalDate; text: string }
  | { kind: 'kept'; date: LocalDate; text: string };

export type ExplainedDue = { dueWorking: LocalDate; steps: DueStep[]; text: string };

export type ExplainDueInput = {
  text: string;
  reading: DeadlineReading;
  due: LocalDate;
  calendar: WorkCalendar;
  setting?: DueSetting;
};

/** The working day that `due` counts against, with every step that led there; `due` itself is never changed. */
export function explainDue({ text, reading, due, calendar, setting = 'civil-code' }: ExplainDueInput): ExplainedDue {
  const steps: DueStep[] = [];
  const part = partOf(reading, due);
  for (const span of spansOf(reading, part)) {
    const { start, end } = span;
    steps.push({
      kind: 'text',
      text: text.slice(start, end).replace(/\s+/g, ' '),
      start,
      end,
      label: labelOf(reading, part),
    });
  }
  const rule = printRule({ parts: reading.rule.parts.filter((_, k) => part === null || k === part) });
  steps.push({ kind: 'rule', text: rule });
  steps.push({ kind: 'date', date: due, text: `hạn theo văn bản là ${formatDate(due)}` });
  const dueWorking = setting === 'strict' ? due : calendar.nextWorkingDayOnOrAfter(due);
  steps.push(...calendarSteps(due, dueWorking, calendar, setting));
  return { dueWorking, steps, text: paragraph(steps, rule, reading.doubts) };
}

/** Which part of the rule gives the date; null when several or none do. */
function partOf(reading: DeadlineReading, due: LocalDate): number | null {
  const { parts } = reading.rule;
  if (parts.length === 1) return 0;
  const labels = reading.deadlines.filter((one) => one.due.includes(due)).map((one) => one.label);
  const found = parts.flatMap((one, k) => (labels.includes(one.label) ? [k] : []));
  return found.length === 1 ? (found[0] as number) : null;
}

function spansOf(reading: DeadlineReading, part: number | null): ReadSpan[] {
  return reading.spans.filter((span) => span.role !== 'label' && (part === null || span.part === part));
}

function labelOf(reading: DeadlineReading, part: number | null): string | null {
  return part === null ? null : (reading.rule.parts[part]?.label ?? null);
}

/** Each day from the written date to the working one, with the notice that makes it a day off. */
function calendarSteps(due: LocalDate, dueWorking: LocalDate, calendar: WorkCalendar, setting: DueSetting): DueStep[] {
  const steps: DueStep[] = [];
  let day = due;
  for (;;) {
    const { isWorkingDay, reason, source, provisional } = calendar.explainDay(day);
    steps.push({ kind: 'day', date: day, isWorkingDay, source, provisional, text: `${formatDate(day)} là ${reason}` });
    if (day >= dueWorking) break;
    day = addDays(day, 1);
  }
  const first = steps[0];
  const off = first?.kind === 'day' && !first.isWorkingDay;
  if (setting === 'strict' && off)
    steps.push({ kind: 'kept', date: due, text: `giữ nguyên hạn ${formatDate(due)} theo thiết lập không dời ngày` });
  if (dueWorking !== due)
    steps.push({
      kind: 'shift',
      from: due,
      to: dueWorking,
      text: `hạn tính đến hết ngày làm việc tiếp theo, ${formatDate(dueWorking)} (khoản 5 Điều 148 Bộ luật Dân sự)`,
    });
  return steps;
}

const LONGEST_LISTED_BREAK = 4;

function paragraph(steps: readonly DueStep[], rule: string, doubts: readonly string[]): string {
  const texts = steps.flatMap((step) => (step.kind === 'text' ? [`“${step.text}”`] : []));
  const days = steps.filter((step) => step.kind === 'day');
  const named = days.length > LONGEST_LISTED_BREAK ? [...days.slice(0, 2), days[days.length - 1]] : days;
  const ends = steps.flatMap((step) => (step.kind === 'shift' || step.kind === 'kept' ? [step.text] : []));
  const due = steps.find((step) => step.kind === 'date');
  const sentences = [
    texts.length > 0 ? `Căn cứ ${texts.join(', ')}, hiểu là “${rule}”` : `Hiểu là “${rule}”`,
    due?.text ?? '',
    [...named.map((step) => step?.text ?? ''), ...ends].join('; '),
    doubts.length > 0 ? `Cần người xem lại: ${doubts.join('; ')}` : '',
  ];
  return sentences
    .filter((sentence) => sentence !== '')
    .map((sentence) => `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`)
    .join(' ');
}
