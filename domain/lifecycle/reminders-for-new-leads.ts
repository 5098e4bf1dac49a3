// What the people of a lead have still to hear of work that nobody of them has heard of: as if it were given out now (ADR 0192).
import type { AudienceRole } from '#contracts/ladder.ts';
import type { Instant } from '#contracts/primitives.ts';
import { isBefore } from '#domain/calendar/instant.ts';
import { publicationSlot } from '#domain/calendar/slots.ts';
import { buildSteps, type LadderInput } from '#domain/ladder/build-steps.ts';
import type { PlannedReminder } from '#domain/ladder/planned-reminder.ts';
import { resolveAudience } from '#domain/ladder/resolve-audience.ts';
import type { People, WrittenSoFar } from './reminders-to-come.ts';

/** Everybody above the lead has heard of the work all along. */
export const LEADS: readonly AudienceRole[] = ['lead', 'lead-head'];

/** The notice first, and every step that would be written by now; `together`: how many assignments their people are told of at once. */
export function remindersForNewLeads(
  work: WrittenSoFar & Pick<LadderInput, 'nature' | 'due' | 'dueWorking' | 'lastDay'>,
  people: People,
  { at, together }: { at: Instant; together: number },
): PlannedReminder[] {
  const { calendar, policy } = people;
  const publicationSlotAt = publicationSlot({ publishedAt: at, assignments: together, policy, calendar });
  const begins = new Set(policy.rungs.filter(({ anchor }) => anchor === 'publication').map(({ name }) => name));
  return (
    buildSteps({ ...work, publicationSlotAt, policy, calendar })
      .filter((step) => step.while.includes(work.status))
      // Later steps are written when their time comes near, for the people of that day (ADR 0172).
      .filter(({ rung, slotAt }) => begins.has(rung) || work.next === null || isBefore(slotAt, work.next.slotAt))
      .flatMap((step) => resolveAudience(step, { ...work, ...people }))
      .filter(({ role }) => LEADS.includes(role))
  );
}
