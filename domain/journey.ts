// The whole journey as one pure function: plan, roster, calendar and policy in; assignments and every message out,
// if nobody ever answered. The preview prints it, publication stores it, the rehearsal and the tests compare with it.
import type { DeadlineReading } from '#contracts/deadline.ts';
import type { LadderPolicy } from '#contracts/ladder.ts';
import type { ParsedPlan, PlanIssue } from '#contracts/plan.ts';
import type { Instant } from '#contracts/primitives.ts';
import type { Roster } from '#contracts/roster.ts';
import type { AssignmentDraft } from './assignment/assignment-draft.ts';
import { buildAssignments, type ReadRow } from './assignment/build-assignments.ts';
import { doubtReading } from './assignment/doubt-reading.ts';
import { planPeriod, yearsOfTexts } from './assignment/plan-years.ts';
import { readPlanText } from './assignment/read-plan-text.ts';
import { toLocalDate } from './calendar/local-time.ts';
import { publicationSlot } from './calendar/slots.ts';
import type { WorkCalendar } from './calendar/work-calendar.ts';
import type { KnownChannel } from './delivery/known-channel.ts';
import { buildSteps, type LadderInput } from './ladder/build-steps.ts';
import type { LadderStep, PlannedReminder } from './ladder/planned-reminder.ts';
import { resolveAudience } from './ladder/resolve-audience.ts';
import { yearsIssues } from './plan/spoken-years.ts';
import { indexOfRoster } from './roster/roster-index.ts';

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
  steps: LadderStep[];
  reminders: PlannedReminder[];
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
}

/** Decides who hears what, when and through which channel. Nothing else in the product does. */
export function runJourney(input: JourneyInput): Journey {
  const { rows, drafts, issues, plan } = openJourney(input);
  const assignments = drafts.map(plan);
  return { rows, assignments, issues: [...issues, ...unreachable(assignments, input.roster)] };
}

/** The same journey for whoever takes it in parts: twenty thousand assignments at once hold up a loop, and fill a memory. */
export function openJourney(input: JourneyInput): OpenJourney {
  const asOfDate = toLocalDate(input.asOf, input.calendar.zone);
  const period = planPeriod(input.plan.plan, asOfDate);
  const rows = readRows(input);
  const built = buildAssignments({ ...input, ...period, rows, asOfDate });
  const live = built.assignments.filter((draft) => draft.nature !== 'past' && draft.nature !== 'undecided').length;
  const publicationSlotAt = publicationSlot({ ...input, publishedAt: input.asOf, assignments: live });
  const stepsOf = stepsByDates({ ...input, publicationSlotAt, lastDay: period.lastDay });
  return {
    rows,
    drafts: built.assignments,
    issues: [...yearsIssues(input.plan.plan), ...input.plan.issues.filter(isStillOpen), ...built.issues],
    plan(draft) {
      const steps = stepsOf(draft);
      const who = { ...input, agencyId: draft.agencyId, fieldCode: draft.fieldCode };
      return { draft, steps, reminders: steps.flatMap((step) => resolveAudience(step, who)) };
    },
  };
}

/** Nothing of a ladder follows from who does the work: the thousands of a plan share some hundred ladders. */
function stepsByDates(ladder: Omit<LadderInput, 'nature' | 'due' | 'dueWorking'>) {
  const known = new Map<string, LadderStep[]>();
  return ({ nature, due, dueWorking }: AssignmentDraft): LadderStep[] => {
    const dates = [nature, due, dueWorking].join();
    const steps = known.get(dates) ?? buildSteps({ ...ladder, nature, due, dueWorking });
    known.set(dates, steps);
    return steps;
  };
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

/** Who can not be reached, each once: agencies without a person and people without an address. */
function unreachable(assignments: PlannedAssignment[], roster: Roster): PlanIssue[] {
  const { contact, contactsOf } = indexOfRoster(roster);
  const agencies = new Map<string, string>();
  for (const { draft, steps } of assignments)
    if (steps.length > 0 && contactsOf(draft.agencyId).length === 0) agencies.set(draft.agencyId, draft.agencyName);
  const people = new Set(
    assignments.flatMap(({ reminders }) => reminders.filter((r) => r.channel === null).map((r) => r.contactId)),
  );
  return [
    ...[...agencies.values()].map(
      (name): PlanIssue => ({
        place: null,
        column: 'Cơ quan chủ trì',
        code: 'agency-without-contact',
        message: `«${name}» chưa có người nhận trong danh bạ: không ai được nhắc.`,
        suggestion: 'Thêm ít nhất một đầu mối có thư điện tử hoặc Zalo cho cơ quan này.',
      }),
    ),
    ...[...people].map(
      (id): PlanIssue => ({
        place: null,
        column: null,
        code: 'contact-unreachable',
        message: `«${contact(id)?.name ?? id}» không có địa chỉ trên kênh nào.`,
        suggestion: 'Bổ sung thư điện tử hoặc Zalo cho người này.',
      }),
    ),
  ];
}
