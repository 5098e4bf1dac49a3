// What an assignment obliges to: found in its events, and digested for many.
import type { AssignmentFacts, LoggedEvent, UnreadEvent } from '#contracts/logged-events.ts';

/** The facts that an event states, or null when it states none (an event of before there were any). */
export function factsIn(event: LoggedEvent | UnreadEvent): AssignmentFacts | null {
  return event.type === 'assigned' || event.type === 'facts-stated' ? (event.payload.facts ?? null) : null;
}

/** What a digest of several assignments covers: all but the name, which a roster may change. */
export function digestedFacts(id: string, { agencyName: _name, ...facts }: AssignmentFacts) {
  return { id, ...facts };
}
