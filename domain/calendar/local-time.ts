// The only file that knows Luxon: calendar days, wall clocks and instants of a zone.
// Asia/Ho_Chi_Minh has no daylight saving; an agency's zone that has one gets the earlier reading of an ambiguous hour.
import { DateTime } from 'luxon';
import type { Instant, LocalDate } from '#contracts/primitives.ts';
import { instantOf } from './instant.ts';
import { addDays, localDateOf } from './local-date.ts';

const HOUR_MS = 3_600_000;

/** The instant of a wall clock `HH:mm` on a local day of `zone`. */
export function toInstant(date: LocalDate, clock: string, zone: string): Instant {
  const moment = DateTime.fromISO(`${date}T${clock}`, { zone });
  if (!changedSince(moment, 3 * HOUR_MS)) return iso(moment);
  // Left alone, Luxon decides by the offset of the day on which it runs: the same plan would move with the season.
  const [earliest = moment] = moment.getPossibleOffsets().sort((a, b) => a.toMillis() - b.toMillis());
  return iso(earliest);
}

/** The local day of `zone` in which `instant` falls. */
export function toLocalDate(instant: Instant, zone: string): LocalDate {
  return localDateOf(DateTime.fromISO(instant, { zone }).toFormat('yyyy-MM-dd'));
}

/** The wall clock `HH:mm` of `zone` at `instant`. */
export function toClock(instant: Instant, zone: string): string {
  return DateTime.fromISO(instant, { zone }).toFormat('HH:mm');
}

/** The first instant after a local day of `zone`: what happens from then on no longer counts for it. */
export function dayEndsAt(date: LocalDate, zone: string): Instant {
  return toInstant(addDays(date, 1), '00:00', zone);
}

function iso(moment: DateTime): Instant {
  if (!moment.isValid) throw new RangeError(`not a moment: ${moment.invalidExplanation}`);
  return instantOf(moment.toMillis());
}

/** True when the zone's clocks were turned in the time before `moment`: only then can a wall clock mean two instants. */
function changedSince(moment: DateTime, beforeMs: number): boolean {
  return moment.zone.offset(moment.toMillis() - beforeMs) !== moment.offset;
}
