import type { LocalDate } from '#contracts/primitives.ts';
import type { RosterContact } from '#contracts/roster.ts';

/** The leave that somebody is on that day; both ends count. Null = they are there. */
export function leaveOn(contact: Pick<RosterContact, 'leave'>, date: LocalDate) {
  return contact.leave.find((leave) => leave.from <= date && date <= leave.to) ?? null;
}
