// Stage 4a: an assignment's dates and a policy → the steps of its ladder. Nothing else decides when something is said.
import type { AssignmentNature } from '#contracts/assignment.ts';
import type { LadderPolicy, Rung } from '#contracts/ladder.ts';
import type { Instant, LocalDate, Slot } from '#contracts/primitives.ts';
import { compareInstants, isAfter, isBefore } from '#domain/calendar/instant.ts';
import { localDate } from '#domain/calendar/local-date.ts';
import { toInstant, toLocalDate } from '#domain/calendar/local-time.ts';
import { slotOf } from '#domain/calendar/slot.ts';
import { nextRegularSlot, regularSlotOf, weeklySlot } from '#domain/calendar/slots.ts';
import type { WorkCalendar } from '#domain/calendar/work-calendar.ts';
import type { LadderStep } from './planned-reminder.ts';

export interface LadderInput {
  nature: AssignmentNature;
  due: LocalDate | null;
  dueWorking: LocalDate | null;
  publicationSlotAt: Slot;
  /** The last day of the plan: continuous work is asked about until then. */
  lastDay: LocalDate;
  policy: LadderPolicy;
  calendar: WorkCalendar;
}

/**
 * The steps in order of time, none before the publication slot.
 * Steps that were already past collapse into one, the last of them, at the first slot after publication.
 */
export function buildSteps(input: LadderInput): LadderStep[] {
  if (input.nature === 'past' || input.nature === 'undecided') return [];
  const { past, coming } = splitSteps(input);
  return [...coming, ...collapsePast(past, coming, input)].sort(bySlot);
}

/** The steps after a report: whoever verifies is asked when the report waits too long. */
export function buildReportSteps(input: {
  reportedAt: Instant;
  /** Tells the steps of one report from those of the next; a number of the caller's could be taken by a command that was faster. */
  commandId: string;
  policy: LadderPolicy;
  calendar: WorkCalendar;
}): LadderStep[] {
  const { policy, calendar } = input;
  const reportedOn = toLocalDate(input.reportedAt, calendar.zone);
  return policy.rungs
    .filter((rung) => rung.anchor === 'report')
    .map((rung) => {
      const date = calendar.addWorkingDays(reportedOn, rung.offsetWorkingDays);
      return stepOfCommand(rung, input.commandId, regularSlotOf(date, policy, calendar));
    });
}

/** The first slot after a return: the lead hears of it then, and the ladder of the date goes on from there. */
export function slotAfterReturn(returnedAt: Instant, policy: LadderPolicy, calendar: WorkCalendar): Slot {
  return nextRegularSlot(returnedAt, policy, calendar);
}

/** The steps after a return, whole: the lead hears of it in the next slot, and the ladder of the date goes on from there. */
export function buildReturnSteps(
  input: Omit<LadderInput, 'publicationSlotAt'> & { returnedAt: Instant; commandId: string },
): LadderStep[] {
  const resumedFrom = slotAfterReturn(input.returnedAt, input.policy, input.calendar);
  const dated = datedStepsFrom({ ...input, publicationSlotAt: resumedFrom });
  return [...buildReturnNotices({ ...input, resumedFrom }), ...dated].sort(bySlot);
}

/** The notices of a return alone. */
export function buildReturnNotices(input: {
  resumedFrom: Slot;
  commandId: string;
  policy: LadderPolicy;
  calendar: WorkCalendar;
}): LadderStep[] {
  return input.policy.rungs
    .filter((rung) => rung.anchor === 'return')
    .map((rung) => {
      const slotAt = moveSlot(input.resumedFrom, rung.offsetWorkingDays, input);
      return stepOfCommand(rung, input.commandId, slotAt);
    });
}

/** What the rungs of the date have still to say from a slot on, however much they have said before. */
export function datedStepsFrom(input: LadderInput): LadderStep[] {
  const rungs = input.policy.rungs.filter(isDated);
  return splitSteps({ ...input, policy: { ...input.policy, rungs } }).coming;
}

function splitSteps(input: LadderInput): { past: LadderStep[]; coming: LadderStep[] } {
  const steps = input.policy.rungs.flatMap((rung) => stepsOfRung(rung, input)).sort(bySlot);
  return {
    past: steps.filter((step) => isBefore(step.slotAt, input.publicationSlotAt)),
    coming: steps.filter((step) => !isBefore(step.slotAt, input.publicationSlotAt)),
  };
}

function stepOfCommand(rung: Rung, commandId: string, slotAt: Slot): LadderStep {
  const audience = rung.audience.map(({ role }) => ({ role, slotAt }));
  return {
    id: `${rung.name}#${commandId}`,
    rung: rung.name,
    turn: 1,
    slotAt,
    while: rung.while,
    endsWithState: true,
    audience,
  };
}

function moveSlot(
  slotAt: Slot,
  workingDays: number,
  { calendar, policy }: Pick<LadderInput, 'calendar' | 'policy'>,
): Slot {
  if (workingDays === 0) return slotAt;
  return regularSlotOf(calendar.addWorkingDays(toLocalDate(slotAt, calendar.zone), workingDays), policy, calendar);
}

function stepsOfRung(rung: Rung, input: LadderInput): LadderStep[] {
  let summarised: Slot | null = null;
  return slotsOfRung(rung, input).map(({ suffix, turn, slotAt }) => {
    const summaryAt = weeklySlot(slotAt, input.policy, input.calendar);
    // In a week with a worked Saturday two repetitions may meet in one summary, which names the assignment once.
    const audience = rung.audience
      .filter(({ when }) => when === 'slot' || summaryAt !== summarised)
      .map(({ role, when }) => ({ role, slotAt: when === 'slot' ? slotAt : summaryAt }));
    summarised = summaryAt;
    return { id: `${rung.name}${suffix}`, rung: rung.name, turn, slotAt, while: rung.while, audience };
  });
}

interface RungSlot {
  /** Tells the steps of one rung apart. */
  suffix: string;
  turn: number;
  slotAt: Slot;
}

function slotsOfRung(rung: Rung, input: LadderInput): RungSlot[] {
  const { calendar, policy } = input;
  const dates = datesOf(input);
  const move = (date: LocalDate) =>
    regularSlotOf(calendar.addWorkingDays(date, rung.offsetWorkingDays), policy, calendar);
  switch (rung.anchor) {
    case 'publication':
      if (rung.offsetWorkingDays === 0) return [{ suffix: '', turn: 1, slotAt: input.publicationSlotAt }];
      return [{ suffix: '', turn: 1, slotAt: move(toLocalDate(input.publicationSlotAt, calendar.zone)) }];
    case 'due': {
      if (dates === null) return [];
      const base = calendar.lastWorkingDayOnOrBefore(dates.due);
      const slotAt = rung.offsetWorkingDays === 0 ? dueDaySlot(base, input) : move(base);
      return [{ suffix: '', turn: 1, slotAt }];
    }
    case 'overdue': {
      if (dates === null) return [];
      const first = calendar.addWorkingDays(dates.dueWorking, rung.offsetWorkingDays);
      return repeat(rung, first, input);
    }
    case 'quarter-end':
      return input.nature === 'continuous' ? quarterSlots(rung, input) : [];
    case 'report':
    case 'return':
      return [];
  }
}

function datesOf({ nature, due, dueWorking }: LadderInput): { due: LocalDate; dueWorking: LocalDate } | null {
  return nature === 'dated' && due !== null && dueWorking !== null ? { due, dueWorking } : null;
}

/** On the due day itself a second slot remains for what was published after the first. */
function dueDaySlot(date: LocalDate, input: LadderInput): Slot {
  const { policy, calendar } = input;
  const slots = policy.dueDaySlots.map((clock) => slotOf(toInstant(date, clock, calendar.zone)));
  const [first = regularSlotOf(date, policy, calendar)] = slots;
  return slots.find((slot) => !isBefore(slot, input.publicationSlotAt)) ?? first;
}

/** Repetitions are numbered from the date; as many as the policy says are still to come when the ladder is built. */
function repeat(rung: Rung, first: LocalDate, input: LadderInput): RungSlot[] {
  const { calendar, policy } = input;
  const slots: RungSlot[] = [{ suffix: '', turn: 1, slotAt: regularSlotOf(first, policy, calendar) }];
  if (rung.repeat === null) return slots;
  let date = first;
  let coming = 0;
  for (let turn = 2; coming < rung.repeat.times; turn++) {
    date = calendar.addWorkingDays(date, rung.repeat.everyWorkingDays);
    const slotAt = regularSlotOf(date, policy, calendar);
    slots.push({ suffix: `#${turn}`, turn, slotAt });
    if (!isBefore(slotAt, input.publicationSlotAt)) coming += 1;
  }
  return slots;
}

function quarterSlots(rung: Rung, input: LadderInput): RungSlot[] {
  const { calendar, policy } = input;
  const slots: RungSlot[] = [];
  const published = toLocalDate(input.publicationSlotAt, calendar.zone);
  for (let year = Number(published.slice(0, 4)); year <= Number(input.lastDay.slice(0, 4)); year++)
    for (const quarter of [1, 2, 3, 4]) {
      const end = localDate(year, quarter * 3, 31);
      const quarterEnd = calendar.lastWorkingDayOnOrBefore(end);
      const date = calendar.addWorkingDays(quarterEnd, rung.offsetWorkingDays);
      const slotAt = regularSlotOf(date, policy, calendar);
      // A question about a quarter that is over is nobody's reminder: it is not collapsed but left out.
      if (!isBefore(slotAt, input.publicationSlotAt) && end <= input.lastDay)
        slots.push({ suffix: `-${year}q${quarter}`, turn: 1, slotAt });
    }
  return slots;
}

function collapsePast(past: LadderStep[], coming: LadderStep[], input: LadderInput): LadderStep[] {
  const last = past.at(-1);
  if (last === undefined) return [];
  const slotAt = nextRegularSlot(input.publicationSlotAt, input.policy, input.calendar);
  // What the date says by then is newer: "one day left" must not follow the notice of the due day.
  const dated = new Set(input.policy.rungs.filter(isDated).map((rung) => rung.name));
  if (coming.some((step) => !isAfter(step.slotAt, slotAt) && dated.has(step.rung))) return [];
  // Whoever has a weekly summary to come keeps it; everybody else hears in the first slot.
  const audience = last.audience.map((one) => (isAfter(one.slotAt, slotAt) ? one : { ...one, slotAt }));
  return [{ ...last, slotAt, audience }];
}

/** A rung that speaks of the due date. */
export function isDated(rung: Rung): boolean {
  return rung.anchor === 'due' || rung.anchor === 'overdue';
}

/** The order of a ladder. */
export function bySlot(a: LadderStep, b: LadderStep): number {
  return compareInstants(a.slotAt, b.slotAt) || (a.id < b.id ? -1 : 1);
}
