// Zalo's hours: pure rules over instants, so that the night and the end of a quota day can be tested at any hour.
import type { Instant } from '#contracts/primitives.ts';
import { addMs } from '#domain/calendar/instant.ts';
import { addDays, localDate } from '#domain/calendar/local-date.ts';
import { toInstant, toLocalDate } from '#domain/calendar/local-time.ts';
import { quietUntil } from '#domain/delivery/quiet-until.ts';
import type { ZaloError } from './error-table.ts';

/** Template messages are refused or muted from 22:00 to 06:00 of Vietnam. */
const NIGHT = { from: '22:00', to: '06:00' } as const;
/** A little after the hour, so that a clock that runs ahead does not knock too early. */
const MORNING = '06:05';

const HOUR_MS = 3_600_000;
export const FREE_WINDOW_MS = 48 * HOUR_MS;
export const CONSULTATION_WINDOW_MS = 7 * 24 * HOUR_MS;

/** Null by day; at night the instant from which a template may be sent. */
export function nightEnds(now: Instant, zone: string): Instant | null {
  return quietUntil(now, NIGHT, zone, MORNING);
}

/** The first instant at which a `next-window` code may be tried again. */
export function windowOpens(window: NonNullable<ZaloError['window']>, now: Instant, zone: string): Instant {
  const today = toLocalDate(now, zone);
  switch (window) {
    case 'minute':
      return addMs(now, 61_000);
    case 'morning':
      return nightEnds(now, zone) ?? toInstant(addDays(today, 1), MORNING, zone);
    case 'tomorrow':
      return toInstant(addDays(today, 1), MORNING, zone);
    case 'next-month': {
      const [year = 0, month = 1] = today.split('-').map(Number);
      return toInstant(localDate(year, month + 1, 1), MORNING, zone);
    }
  }
}

export type ConsultationQuota = { lastInteractionMs: number | null; remain: number | null };

/** Whether a consultation message can pass now, and whether it costs: free within 48 hours while some are left, paid up to 7 days. */
export function consultationWindow(quota: ConsultationQuota, nowMs: number): 'free' | 'paid' | 'closed' {
  if (quota.lastInteractionMs === null) return 'closed';
  const since = nowMs - quota.lastInteractionMs;
  // A minute's margin: the answer travels, and a message refused for a second's lateness costs a round trip and nothing else.
  if (since >= CONSULTATION_WINDOW_MS - 60_000) return 'closed';
  return since < FREE_WINDOW_MS && (quota.remain === null || quota.remain > 0) ? 'free' : 'paid';
}
