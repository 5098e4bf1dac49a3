// Stage 4a: an assignment's dates and a policy → the steps of its ladder. Nothing else decides when something is said.
import type { AssignmentNature } from '#contracts/assignment.ts';
import type { LadderPolicy, Rung } from '#contracts/ladder.ts';
import type { Instant, LocalDate } from '#contracts/primitives.ts';
import { toInstant, toLocalDate } from '#domain/calendar/local-time.ts';
import { nextRegularSlot, regularSlotOf, weeklySlot } from '#domain/calendar/slots.ts';
import type { WorkCalendar } from '#domain/calendar/work-calendar.ts';
import type { LadderStep } from './planned-reminder.ts';

export interface LadderInput {
  nature: AssignmentNature;
  due: LocalDate | null;
  dueWorking: LocalDate | null;
  publicationSlotAt: Instant;
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

/** The steps after a return: the lead hears of it in the next slot, and the ladder of the date goes on from there. */
export function buildReturnSteps(
  input: Omit<LadderInput, 'publicationSlotAt'> & { returnedAt: Instant; commandId: string },
): LadderStep[] {
  const { policy, calendar } = input;
  const nextSlot = nextRegularSlot(input.returnedAt, policy, calendar);
  const notices = policy.rungs
    .filter((rung) => rung.anchor === 'return')
    .map((rung) => {
      const slotAt = moveSlot(nextSlot, rung.offsetWorkingDays, input);
      return stepOfCommand(rung, input.commandId, slotAt);
    });
  const rungs = policy.rungs.filter(isDated);
  const { coming } = splitSteps({ ...input, publicationSlotAt: nextSlot, policy: { ...policy, rungs } });
  return [...notices, ...coming].sort(bySlot);
}

function splitSteps(input: LadderInput): { past: LadderStep[]; coming: LadderStep[] } {
  const steps = input.policy.rungs.flatMap((rung) => stepsOfRung(rung, input)).sort(bySlot);
  return {
    past: steps.filter((step) => step.slotAt < input.publicationSlotAt),
    coming: steps.filter((step) => step.slotAt >= input.publicationSlotAt),
  };
}

function stepOfCommand(rung: Rung, commandId: string, slotAt: Instant): LadderStep {
  const audience = rung.audience.map(({ role }) => ({ role, slotAt }));
  return { id: `${rung.name}#${commandId}`, rung: rung.name, slotAt, while: rung.while, endsWithState: true, audience };
}

function moveSlot(
  slotAt: Instant,
  workingDays: number,
  { calendar, policy }: Pick<LadderInput, 'calendar' | 'policy'>,
): Instant {
  if (workingDays === 0) return slotAt;
  return regularSlotOf(calendar.addWorkingDays(toLocalDate(slotAt, calendar.zone), workingDays), policy, calendar);
}

function stepsOfRung(rung: Rung, input: LadderInput): LadderStep[] {
  let summarised: Instant | null = null;
  return slotsOfRung(rung, input).map(({ suffix, slotAt }) => {
    const summaryAt = weeklySlot(slotAt, input.policy, input.calendar);
    // In a week with a worked Saturday two repetitions may meet in one summary, which names the assignment once.
    const audience = rung.audience
      .filter(({ when }) => when === 'slot' || summaryAt !== summarised)
      .map(({ role, when }) => ({ role, slotAt: when === 'slot' ? slotAt : summaryAt }));
    summarised = summaryAt;
    return { id: `${rung.name}${suffix}`, rung: rung.name, slotAt, while: rung.while, audience };
  });
}

interface RungSlot {
  suffix: string;
  slotAt: Instant;
}

function slotsOfRung(rung: Rung, input: LadderInput): RungSlot[] {
  const { calendar, policy } = input;
  const dated = input.nature === 'dated' && input.due !== null && input.dueWorking !== null;
  const move = (date: LocalDate) =>
    regularSlotOf(calendar.addWorkingDays(date, rung.offsetWorkingDays), policy, calendar);
  switch (rung.anchor) {
    case 'publication':
      if (rung.offsetWorkingDays === 0) return [{ suffix: '', slotAt: input.publicationSlotAt }];
      return [{ suffix: '', slotAt: move(toLocalDate(input.publicationSlotAt, calendar.zone)) }];
    case 'due': {
      if (!dated) return [];
      const base = calendar.lastWorkingDayOnOrBefore(input.due as LocalDate);
      const slotAt = rung.offsetWorkingDays === 0 ? dueDaySlot(base, input) : move(base);
      return [{ suffix: '', slotAt }];
    }
    case 'overdue': {
      if (!dated) return [];
      const first = calendar.addWorkingDays(input.dueWorking as LocalDate, rung.offsetWorkingDays);
      return repeat(rung, first, input);
    }
    case 'quarter-end':
      return input.nature === 'continuous' ? quarterSlots(rung, input) : [];
    case 'report':
    case 'return':
      return [];
  }
}

/** On the due day itself a second slot remains for what was published after the first. */
function dueDaySlot(date: LocalDate, input: LadderInput): Instant {
  const slots = input.policy.dueDaySlots.map((clock) => toInstant(date, clock, input.calendar.zone));
  return slots.find((slot) => slot >= input.publicationSlotAt) ?? (slots[0] as Instant);
}

/** Repetitions are numbered from the date; as many as the policy says are still to come when the ladder is built. */
function repeat(rung: Rung, first: LocalDate, input: LadderInput): RungSlot[] {
  const { calendar, policy } = input;
  const slots: RungSlot[] = [{ suffix: '', slotAt: regularSlotOf(first, policy, calendar) }];
  if (rung.repeat === null) return slots;
  let date = first;
  let coming = 0;
  for (let turn = 2; coming < rung.repeat.times; turn++) {
    date = calendar.addWorkingDays(date, rung.repeat.everyWorkingDays);
    const slotAt = regularSlotOf(date, policy, calendar);
    slots.push({ suffix: `#${turn}`, slotAt });
    if (slotAt >= input.publicationSlotAt) coming += 1;
  }
  return slots;
}

function quarterSlots(rung: Rung, input: LadderInput): RungSlot[] {
  const { calendar, policy } = input;
  const slots: RungSlot[] = [];
  const published = toLocalDate(input.publicationSlotAt, calendar.zone);
  for (let year = Number(published.slice(0, 4)); year <= Number(input.lastDay.slice(0, 4)); year++)
    for (const [index, end] of ['03-31', '06-30', '09-30', '12-31'].entries()) {
      const quarterEnd = calendar.lastWorkingDayOnOrBefore(`${year}-${end}`);
      const date = calendar.addWorkingDays(quarterEnd, rung.offsetWorkingDays);
      const slotAt = regularSlotOf(date, policy, calendar);
      // A question about a quarter that is over is nobody's reminder: it is not collapsed but left out.
      if (slotAt >= input.publicationSlotAt && `${year}-${end}` <= input.lastDay)
        slots.push({ suffix: `-${year}q${index + 1}`, slotAt });
    }
  return slots;
}

function collapsePast(past: LadderStep[], coming: LadderStep[], input: LadderInput): LadderStep[] {
  const last = past.at(-1);
  if (last === undefined) return [];
  const slotAt = nextRegularSlot(input.publicationSlotAt, input.policy, input.calendar);
  // What the date says by then is newer: "one day left" must not follow the notice of the due day.
  const dated = new Set(input.policy.rungs.filter(isDated).map((rung) => rung.name));
  if (coming.some((step) => step.slotAt <= slotAt && dated.has(step.rung))) return [];
  // Whoever has a weekly summary to come keeps it; everybody else hears in the first slot.
  const audience = last.audience.map((one) => (one.slotAt > slotAt ? one : { ...one, slotAt }));
  return [{ ...last, slotAt, audience }];
}

function isDated(rung: Rung): boolean {
  return rung.anchor === 'due' || rung.anchor === 'overdue';
}

function bySlot(a: LadderStep, b: LadderStep): number {
  return a.slotAt < b.slotAt ? -1 : a.slotAt > b.slotAt ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
