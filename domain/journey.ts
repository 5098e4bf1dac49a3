// The whole journey as one pure function: plan, roster, calendar and policy in; assignments and every message out,
// if nobody ever answered. The preview prints it, publication stores its beginning, the rehearsal and the tests compare with it.
import type { DeadlineReading } from '#contracts/deadline.ts';
import type { LadderPolicy } from '#contracts/ladder.ts';
import type { ParsedPlan, PlanIssue } from '#contracts/plan.ts';
import type { Instant, Slot } from '#contracts/primitives.ts';
import type { Roster } from '#contracts/roster.ts';
import type { AssignmentDraft } from './assignment/assignment-draft.ts';
import { buildAssignments, type ReadRow } from './assignment/build-assignments.ts';
import { doubtReading } from './assignment/doubt-reading.ts';
import { planPeriod, yearsOfTexts } from './assignment/plan-years.ts';
import { readPlanText } from './assignment/read-plan-text.ts';
import { namedLeads, reviewLeads } from './assignment/review-leads.ts';
import { toLocalDate } from './calendar/local-time.ts';
import { missingYears, missingYearsIssues } from './calendar/missing-years.ts';
import { publicationSlot } from './calendar/slots.ts';
import type { WorkCalendar } from './calendar/work-calendar.ts';
import type { KnownChannel } from './delivery/known-channel.ts';
import { ladderOf } from './ladder/ladder-of.ts';
import type { LadderStep, PlannedReminder } from './ladder/planned-reminder.ts';
import { resolveAudience } from './ladder/resolve-audience.ts';
import { type NextStep, planAhead } from './lifecycle/plan-ahead.ts';
import { NEWEST_RULES } from './lifecycle/rules/rules-of.ts';
import { spokenYears, yearsIssues } from './plan/spoken-years.ts';

export interface JourneyInput {
  plan: ParsedPlan;
  /** By position of the row: the time text that a person decided on; it counts instead of the plan's, and as sure. */
  decided: ReadonlyMap<number, string>;
  roster: Roster;
  calendar: WorkCalendar;
  policy: LadderPolicy;
  /** Every channel that the product has: which one a person hears through is part of the plan. */
  channels: readonly KnownChannel[];
  /** The moment of publication. */
  asOf: Instant;
}

export interface PlannedAssignment {
  draft: AssignmentDraft;
  steps: readonly LadderStep[];
  reminders: PlannedReminder[];
}

/** An assignment as it begins: its first steps with their reminders, and what comes next; `plan` says all the others. */
export interface BegunAssignment extends PlannedAssignment {
  ladderFrom: Slot;
  next: NextStep | null;
}

export interface Journey {
  rows: ReadRow[];
  assignments: PlannedAssignment[];
  issues: PlanIssue[];
}

/** A journey before anybody is told of anything: what there is to do, and `plan` for who hears of one piece of it. */
export interface OpenJourney {
  rows: ReadRow[];
  drafts: AssignmentDraft[];
  /** What is wrong with the plan and its agencies. */
  issues: PlanIssue[];
  plan(draft: AssignmentDraft): PlannedAssignment;
  /** What is written of the same when it is given out. */
  begin(draft: AssignmentDraft): BegunAssignment;
}

/** Decides who hears what, when and through which channel. Nothing else in the product does. */
export function runJourney(input: JourneyInput): Journey {
  const { rows, drafts, issues, plan } = openJourney(input);
  return { rows, assignments: drafts.map(plan), issues };
}

/** The same journey for whoever takes it in parts: twenty thousand assignments at once hold up a loop, and fill a memory. */
export function openJourney(input: JourneyInput): OpenJourney {
  const asOfDate = toLocalDate(input.asOf, input.calendar.zone);
  const period = planPeriod(input.plan.plan, asOfDate);
  const rows = readRows(input);
  const { plan: head } = input.plan;
  const yearsWhy = head.yearEvidence?.length ? spokenYears(head) : null;
  const built = buildAssignments({ ...input, ...period, rows, yearsWhy, asOfDate });
  const live = built.assignments.filter((draft) => draft.nature !== 'past' && draft.nature !== 'undecided').length;
  const ladderFrom = publicationSlot({ ...input, publishedAt: input.asOf, assignments: live });
  const stepsOf = (draft: AssignmentDraft) => {
    const dates = { ...draft, ladderFrom, resumedFrom: null, lastDay: period.lastDay };
    return ladderOf(dates, input.policy, input.calendar);
  };
  const withReminders = (draft: AssignmentDraft, steps: readonly LadderStep[]): PlannedAssignment => {
    const who = { ...input, agencyId: draft.agencyId, fieldCode: draft.fieldCode };
    return { draft, steps, reminders: steps.flatMap((step) => resolveAudience(step, who)) };
  };
  return {
    rows,
    drafts: built.assignments,
    issues: [
      ...yearsIssues(input.plan.plan),
      ...missingYearsIssues(missingYears(input.calendar, yearsTouched(input.plan.plan, built.assignments))),
      ...input.plan.issues.filter(isStillOpen),
      ...built.issues,
      ...reviewLeads(namedLeads(input.plan.rows), { ...input, date: asOfDate }),
    ],
    plan: (draft) => withReminders(draft, stepsOf(draft)),
    begin(draft) {
      const { write, next } = planAhead(stepsOf(draft), NEWBORN, { from: ladderFrom }, input.asOf);
      return { ...withReminders(draft, write), ladderFrom, next };
    },
  };
}

/** How every assignment begins; which one it is decides only about the minute in which it wakes. */
const NEWBORN = { assignmentId: '', rulesVersion: NEWEST_RULES, status: 'assigned' } as const;

/** The years of a plan, and those of its dates. */
function yearsTouched({ yearFrom, yearTo }: ParsedPlan['plan'], drafts: readonly AssignmentDraft[]): number[] {
  const from = yearFrom ?? yearTo;
  const span = from === null ? [] : Array.from({ length: (yearTo ?? from) - from + 1 }, (_, n) => from + n);
  return [...span, ...drafts.flatMap(({ due }) => (due === null ? [] : [Number(due.slice(0, 4))]))];
}

/** What the file leaves out about a date is said by the assignments: once, and only until a person has decided. */
function isStillOpen({ code }: PlanIssue): boolean {
  return code !== 'row-without-deadline';
}

/** The reading of each row's time text, or of the text that a person decided on instead. */
export function readRows({ plan, decided, calendar }: Pick<JourneyInput, 'plan' | 'decided' | 'calendar'>): ReadRow[] {
  const years = yearsOfTexts(plan.plan);
  // A plan of thousands of rows has some dozens of texts.
  const readings = new Map<string, DeadlineReading>();
  return plan.rows.map((row, index) => {
    const text = decided.get(index) ?? row.deadlineText ?? '';
    const reading = readings.get(text) ?? readPlanText(text, years, calendar);
    readings.set(text, reading);
    return {
      row,
      reading: doubtReading(reading, decided.has(index) ? [] : row.doubts),
      text,
      decided: decided.has(index),
    };
  });
}
