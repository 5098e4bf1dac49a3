// Other rules tried on open work: which due dates and reminders would stand elsewhere. The ladders are those that are sent, and nothing is changed.
import type { AudienceRole, LadderPolicy } from '#contracts/ladder.ts';
import type { Instant, LocalDate, Slot } from '#contracts/primitives.ts';
import { epochMsOf, isAfter } from '#domain/calendar/instant.ts';
import { slotNotBefore } from '#domain/calendar/slot.ts';
import type { WorkCalendar } from '#domain/calendar/work-calendar.ts';
import { stepsToCome } from '#domain/lifecycle/plan-ahead.ts';
import type { WrittenSoFar } from '#domain/lifecycle/reminders-to-come.ts';
import { ladderOf } from './ladder-of.ts';
import type { LadderStep } from './planned-reminder.ts';

export interface LadderRules {
  policy: LadderPolicy;
  calendar: WorkCalendar;
}

/** One step that would not be as it is. */
export interface ChangedStep {
  rung: string;
  turn: number;
  /** Null = it is not there on that side. */
  before: Slot | null;
  after: Slot | null;
  /** Who hears it, where that differs; null = the same. */
  roles: { before: AudienceRole[]; after: AudienceRole[] } | null;
}

export interface TriedWork {
  dueWorkingBefore: LocalDate | null;
  dueWorkingAfter: LocalDate | null;
  changed: ChangedStep[];
}

export type TriableWork = WrittenSoFar & { publishedAt: Instant };

/** What is still to come of one assignment under its own rules and under others, from a moment on. */
export function tryRules(work: TriableWork, own: LadderRules, other: LadderRules, now: Instant): TriedWork {
  const dueWorkingAfter = work.due === null ? null : other.calendar.nextWorkingDayOnOrAfter(work.due);
  const before = comingSteps(work, own, now);
  const after = comingSteps({ ...work, dueWorking: dueWorkingAfter }, other, now);
  return { dueWorkingBefore: work.dueWorking, dueWorkingAfter, changed: compareSteps(before, after) };
}

/** The steps of an assignment that are still to be said, the whole ladder from its beginning. */
export function comingSteps(work: TriableWork, { policy, calendar }: LadderRules, now: Instant): LadderStep[] {
  // Version 0.1 kept no beginning of a ladder; its publication is near enough for a trial.
  const ladderFrom = work.ladderFrom ?? slotNotBefore(epochMsOf(work.publishedAt));
  const ladder = ladderOf({ ...work, ladderFrom }, policy, calendar);
  return stepsToCome(ladder, { ...work, assignmentId: work.id }, ladderFrom).filter(({ slotAt }) =>
    isAfter(slotAt, now),
  );
}

function compareSteps(before: readonly LadderStep[], after: readonly LadderStep[]): ChangedStep[] {
  const [old, next] = [byId(before), byId(after)];
  const ids = [...new Set([...old.keys(), ...next.keys()])];
  return ids
    .map((id): ChangedStep => {
      const [was, will] = [old.get(id), next.get(id)];
      const { rung, turn } = (was ?? will) as LadderStep;
      return { rung, turn, before: was?.slotAt ?? null, after: will?.slotAt ?? null, roles: changedRoles(was, will) };
    })
    .filter(({ before: from, after: to, roles }) => from !== to || roles !== null)
    .sort((a, b) => ((a.after ?? a.before ?? '') < (b.after ?? b.before ?? '') ? -1 : 1));
}

function byId(steps: readonly LadderStep[]): Map<string, LadderStep> {
  return new Map(steps.map((step) => [step.id, step]));
}

function changedRoles(was: LadderStep | undefined, will: LadderStep | undefined): ChangedStep['roles'] {
  if (was === undefined || will === undefined) return null;
  const roles = (step: LadderStep) => step.audience.map(({ role }) => role);
  // A summary of the week may move a role alone.
  const said = ({ audience }: LadderStep) => JSON.stringify(audience.map(({ role, slotAt }) => [role, slotAt]));
  const isSame = was.slotAt !== will.slotAt ? `${roles(was)}` === `${roles(will)}` : said(was) === said(will);
  return isSame ? null : { before: roles(was), after: roles(will) };
}
