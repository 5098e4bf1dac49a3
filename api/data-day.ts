// The day that a view counts up to, in the office's zone.
import type { LocalDate } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { dayEndsAt, toLocalDate } from '#domain/calendar/local-time.ts';
import type { ApiContext } from './context.ts';

/** A data date (today when none is given) with the first instant that no longer counts. */
export function dataDay({ now, zone }: Pick<ApiContext, 'now' | 'zone'>, date?: LocalDate) {
  const dataDate = date ?? toLocalDate(instantOf(now()), zone);
  return { dataDate, dataEndsAt: new Date(dayEndsAt(dataDate, zone)) };
}
