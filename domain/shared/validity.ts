// Agencies, people and groups hold from a day to a day; both ends count, an open end is unbounded.
import type { LocalDate } from '#contracts/primitives.ts';

/** True when `date` lies inside the validity of `thing`. */
export function isValidOn(thing: { validFrom: LocalDate | null; validTo: LocalDate | null }, date: LocalDate): boolean {
  return (thing.validFrom === null || thing.validFrom <= date) && (thing.validTo === null || date <= thing.validTo);
}
