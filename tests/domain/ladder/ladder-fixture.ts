// Steps of a ladder as a clerk would write them down: rung and local time.
import type { Instant } from '#contracts/primitives.ts';
import { toClock, toLocalDate } from '#domain/calendar/local-time.ts';
import { publicationSlot } from '#domain/calendar/slots.ts';
import type { LadderInput } from '#domain/ladder/build-steps.ts';
import { buildSteps } from '#domain/ladder/build-steps.ts';
import type { LadderStep } from '#domain/ladder/planned-reminder.ts';
import { DEFAULT_POLICY, OFFICIAL_CALENDAR, vn, ZONE } from '../../support/builders.ts';
import { day } from '../../support/moments.ts';

export type LadderCase = { due: string | null; publishedAt: string } & Partial<
  Pick<LadderInput, 'nature' | 'policy' | 'lastDay' | 'calendar'>
>;

/** The input of the ladder for one assignment published at a Vietnamese wall clock. */
export function ladderInput({ due, publishedAt, ...rest }: LadderCase): LadderInput {
  const policy = rest.policy ?? DEFAULT_POLICY;
  const calendar = rest.calendar ?? OFFICIAL_CALENDAR;
  return {
    nature: 'dated',
    due: due === null ? null : day(due),
    dueWorking: due === null ? null : calendar.nextWorkingDayOnOrAfter(day(due)),
    publicationSlotAt: publicationSlot({ publishedAt: vn(publishedAt), assignments: 1, policy, calendar }),
    lastDay: day('2026-12-31'),
    ...rest,
    policy,
    calendar,
  };
}

export function stepsOf(ladder: LadderCase): LadderStep[] {
  return buildSteps(ladderInput(ladder));
}

/** `2026-02-12 08:00` */
export function wall(instant: Instant): string {
  return `${toLocalDate(instant, ZONE)} ${toClock(instant, ZONE)}`;
}

/** Every step with its local time, in order. */
export function timetable(steps: LadderStep[]): [string, string][] {
  return steps.map((step) => [step.id, wall(step.slotAt)]);
}

/** The local time of one step, or undefined. */
export function timeOf(steps: LadderStep[], id: string): string | undefined {
  const step = steps.find((candidate) => candidate.id === id);
  return step && wall(step.slotAt);
}
