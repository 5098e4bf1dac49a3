// Moments of tests, written as people read them: each goes through the one constructor of its type.
import type { Instant, LocalDate, Slot } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { localDateOf } from '#domain/calendar/local-date.ts';
import { slotOf } from '#domain/calendar/slot.ts';

/** The instant that an ISO text names; throws for anything else. */
export function at(text: string): Instant {
  return instantOf(text);
}

/** The local day that a text names; throws when there is none. */
export function day(text: string): LocalDate {
  return localDateOf(text);
}

/** The slot that an ISO text names. */
export function slot(text: string): Slot {
  return slotOf(instantOf(text));
}
