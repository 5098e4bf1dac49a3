// The only file that knows Luxon: calendar days, wall clocks and instants of a zone.
// Asia/Ho_Chi_Minh has no daylight saving; an agency's zone that has one gets the earlier reading of an ambiguous hour.
import { DateTime } from 'luxon';
import type { Instant, LocalDate } from '#contracts/primitives.ts';
import { remember } from '#domain/shared/remember.ts';
import { instantOf } from './instant.ts';
import { addDays, localDateOf } from './local-date.ts';

const HOUR_MS = 3_600_000;

/** The instant of a wall clock `HH:mm` on a local day of `zone`. */
export function toInstant(date: LocalDate, clock: string, zone: string): Instant {
  return timesOf(zone).instantOfWall(`${date}T${clock}`);
}

/** The local day of `zone` in which `instant` falls. */
export function toLocalDate(instant: Instant, zone: string): LocalDate {
  return timesOf(zone).dayOf(instant);
}

/** The wall clock `HH:mm` of `zone` at `instant`. */
export function toClock(instant: Instant, zone: string): string {
  return timesOf(zone).clockOf(instant);
}

/** The first instant after a local day of `zone`: what happens from then on no longer counts for it. */
export function dayEndsAt(date: LocalDate, zone: string): Instant {
  return toInstant(addDays(date, 1), '00:00', zone);
}

// A year has some 250 working days with a few clocks each, and an office one zone.
const [TIMES_KEPT, ZONES_KEPT] = [10_000, 20];

/**
 * What Luxon says of a zone, each moment worked out once: a plan of two thousand rows asks two million times about some hundred moments.
 * The rules of a zone do not change while a program runs.
 */
const timesOf = remember(
  (zone: string) => ({
    instantOfWall: remember((wall: string) => toInstantOfWall(wall, zone), TIMES_KEPT),
    dayOf: remember(
      (instant: Instant) => localDateOf(DateTime.fromISO(instant, { zone }).toFormat('yyyy-MM-dd')),
      TIMES_KEPT,
    ),
    clockOf: remember((instant: Instant) => DateTime.fromISO(instant, { zone }).toFormat('HH:mm'), TIMES_KEPT),
  }),
  ZONES_KEPT,
);

function toInstantOfWall(wall: string, zone: string): Instant {
  const moment = DateTime.fromISO(wall, { zone });
  if (!changedSince(moment, 3 * HOUR_MS)) return iso(moment);
  // Left alone, Luxon decides by the offset of the day on which it runs: the same plan would move with the season.
  const [earliest = moment] = moment.getPossibleOffsets().sort((a, b) => a.toMillis() - b.toMillis());
  return iso(earliest);
}

function iso(moment: DateTime): Instant {
  if (!moment.isValid) throw new RangeError(`not a moment: ${moment.invalidExplanation}`);
  return instantOf(moment.toMillis());
}

/** True when the zone's clocks were turned in the time before `moment`: only then can a wall clock mean two instants. */
function changedSince(moment: DateTime, beforeMs: number): boolean {
  return moment.zone.offset(moment.toMillis() - beforeMs) !== moment.offset;
}
