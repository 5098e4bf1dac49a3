// Rules of outgoing webhooks: who hears of what, and when a failed one is tried again.
import type { Instant } from '#contracts/primitives.ts';
import { addMinutes } from '#domain/calendar/instant.ts';

/** `*` = everything; `assignment.*` = a family; `assignment.overdue` = one type. Empty = nothing. */
export function matchesFilter(filter: readonly string[], eventType: string): boolean {
  return filter.some((pattern) => {
    if (pattern === '*') return true;
    return pattern.endsWith('.*') ? eventType.startsWith(pattern.slice(0, -1)) : eventType === pattern;
  });
}

/** Waits after each failed attempt, together a little over a day: soon for a restart, then for a night, then for a working day. */
export const WEBHOOK_WAITS_MINUTES: readonly number[] = [0.1, 1, 5, 15, 30, 60, 120, 240, 480, 600];

/**
 * When a webhook that has failed `attempts` times is due again; null = it is a dead letter, for a person to look at and send again.
 * `spread` (0 to 1, from a hash of the event's id) moves it by up to a tenth, so that an outage does not end in one burst.
 */
export function webhookRetryAt(attempts: number, lastAt: Instant, spread: number): Instant | null {
  const minutes = WEBHOOK_WAITS_MINUTES[attempts - 1];
  if (minutes === undefined) return null;
  return addMinutes(lastAt, minutes * (1 + 0.1 * spread));
}
