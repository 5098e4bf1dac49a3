import type { LocalDate } from '#contracts/primitives.ts';

/** A local day as Vietnamese documents write it: two-digit day, months 1 and 2 with a leading zero (Nghị định 30/2020). */
export function formatDate(date: LocalDate): string {
  return `${formatDayMonth(Number(date.slice(8, 10)), Number(date.slice(5, 7)))}/${date.slice(0, 4)}`;
}

/** Day and month in the same form, for dates whose year is said elsewhere. */
export function formatDayMonth(day: number, month: number): string {
  return `${String(day).padStart(2, '0')}/${month <= 2 ? '0' : ''}${month}`;
}
