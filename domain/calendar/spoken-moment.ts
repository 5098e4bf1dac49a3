import type { Instant } from '#contracts/primitives.ts';
import { formatDate } from './format-date.ts';
import { toClock, toLocalDate } from './local-time.ts';

/** A moment as people say it: clock, then day, in the office's zone. */
export function spokenMoment(instant: Instant, zone: string): string {
  return `${toClock(instant, zone)} ngày ${formatDate(toLocalDate(instant, zone))}`;
}
