// An assignment and the rung that speaks → what a message says of it. Used by delivery and by the preview alike.
import type { MessageItem } from '#contracts/message.ts';
import type { Slot } from '#contracts/primitives.ts';
import { daysBetween } from '#domain/calendar/local-date.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';

export type MessageFacts = Omit<MessageItem, 'assignmentId' | 'daysLate' | 'links'> & {
  id: string;
  slotAt: Slot;
  zone: string;
};

/** Days late are counted to the day of the slot, so that a late delivery does not change the words. */
export function toMessageItem({ id, slotAt, zone, ...facts }: MessageFacts): Omit<MessageItem, 'links'> {
  const late = facts.dueWorking === null ? 0 : daysBetween(facts.dueWorking, toLocalDate(slotAt, zone));
  return { ...pickSaid(facts), assignmentId: id, daysLate: Math.max(0, late) };
}

/** Only what a message says: callers may hand in whole rows. */
function pickSaid(facts: Omit<MessageFacts, 'id' | 'slotAt' | 'zone'>) {
  const { rung, audience, title, product, agencyName, planTitle, due, dueWorking, status, why, note } = facts;
  return { rung, audience, title, product, agencyName, planTitle, due, dueWorking, status, why, note };
}
