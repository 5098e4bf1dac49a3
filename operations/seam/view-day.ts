// The day that a view counts up to, in the office's zone.
import type { LocalDate } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { dayEndsAt, toLocalDate } from '#domain/calendar/local-time.ts';
import type { OperationContext } from './context.ts';

/** A data date (today when none is given) with the first instant that no longer counts. */
export function viewDay({ now, zone }: Pick<OperationContext, 'now' | 'zone'>, date?: LocalDate) {
  const dataDate = date ?? toLocalDate(instantOf(now()), zone);
  return { dataDate, dataEndsAt: new Date(dayEndsAt(dataDate, zone)) };
}
