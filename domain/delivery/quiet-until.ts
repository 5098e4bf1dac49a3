import type { Instant } from '#contracts/primitives.ts';
import { addDays } from '#domain/calendar/local-date.ts';
import { toClock, toInstant, toLocalDate } from '#domain/calendar/local-time.ts';
import type { QuietHours } from './channel-promises.ts';

/** Null when `now` is outside the quiet hours, which end with the minute `to`; inside them, the instant `opens` (HH:mm) of the day they end on. */
export function quietUntil(now: Instant, quiet: QuietHours, zone: string, opens: string = quiet.to): Instant | null {
  const clock = toClock(now, zone);
  const today = toLocalDate(now, zone);
  const isOvernight = quiet.from > quiet.to;
  if (isOvernight && clock >= quiet.from) return toInstant(addDays(today, 1), opens, zone);
  if (clock < quiet.to && (isOvernight || clock >= quiet.from)) return toInstant(today, opens, zone);
  return null;
}
