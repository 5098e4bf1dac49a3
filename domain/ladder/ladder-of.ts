// The whole ladder of an assignment, as it is today: what its ledger rows are written from, step by step, and what is shown of the rest.
import type { LadderPolicy } from '#contracts/ladder.ts';
import type { Slot } from '#contracts/primitives.ts';
import type { WorkCalendar } from '#domain/calendar/work-calendar.ts';
import { remember } from '#domain/shared/remember.ts';
import { buildSteps, bySlot, datedStepsFrom, isDated, type LadderInput } from './build-steps.ts';
import type { LadderStep } from './planned-reminder.ts';

/** What a ladder follows from. Nothing of it follows from who does the work: the thousands of a plan share some hundred ladders. */
export interface LadderDates extends Omit<LadderInput, 'publicationSlotAt' | 'policy' | 'calendar'> {
  /** The publication slot, which the ladder is counted from. */
  ladderFrom: Slot;
  /** The slot from which the latest return lets the rungs of the date speak again; null = nothing was returned. */
  resumedFrom: Slot | null;
}

/** The steps in order of time; each is worked out once for all assignments with the same dates. */
export function ladderOf(dates: LadderDates, policy: LadderPolicy, calendar: WorkCalendar): readonly LadderStep[] {
  const { nature, due, dueWorking, lastDay, ladderFrom, resumedFrom } = dates;
  // One text for one question, in whatever order the caller named its parts.
  return laddersBy(policy, calendar)(JSON.stringify({ nature, due, dueWorking, lastDay, ladderFrom, resumedFrom }));
}

type Ladders = (question: string) => readonly LadderStep[];
const LADDERS_MAX = 500;
const known = new WeakMap<WorkCalendar, WeakMap<LadderPolicy, Ladders>>();

function laddersBy(policy: LadderPolicy, calendar: WorkCalendar): Ladders {
  const ofCalendar = known.get(calendar) ?? new WeakMap<LadderPolicy, Ladders>();
  known.set(calendar, ofCalendar);
  const found = ofCalendar.get(policy);
  if (found !== undefined) return found;
  const work = (question: string) => workOut(JSON.parse(question) as LadderDates, policy, calendar);
  const ladders = remember(work, LADDERS_MAX);
  ofCalendar.set(policy, ladders);
  return ladders;
}

function workOut(
  { ladderFrom, resumedFrom, ...dates }: LadderDates,
  policy: LadderPolicy,
  calendar: WorkCalendar,
): LadderStep[] {
  const input = { ...dates, policy, calendar };
  const begun = buildSteps({ ...input, publicationSlotAt: ladderFrom });
  if (resumedFrom === null) return begun;
  const dated = new Set(policy.rungs.filter(isDated).map(({ name }) => name));
  // Counted anew: a rung that repeats goes on for as long as the policy says after the return.
  return [
    ...begun.filter(({ rung }) => !dated.has(rung)),
    ...datedStepsFrom({ ...input, publicationSlotAt: resumedFrom }),
  ].sort(bySlot);
}
