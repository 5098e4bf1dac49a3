import { formatDate } from './format-date.ts';

export const DEFAULT_ZONE = 'Asia/Ho_Chi_Minh';

/** An instant as the wall clock of `zone`: `08:00, 20/11/2026`. */
export function formatInstant(instant: string, zone: string = DEFAULT_ZONE): string {
  return `${clockOf(instant, zone)}, ${formatDate(localDateOf(instant, zone))}`;
}

/** The local date `yyyy-MM-dd` of `zone` in which an instant falls. */
export function localDateOf(instant: string | number, zone: string = DEFAULT_ZONE): string {
  // Swedish is the locale whose numeric date is ISO 8601.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(new Date(instant));
}

/** The wall clock `HH:mm` of `zone` at an instant. */
export function clockOf(instant: string, zone: string = DEFAULT_ZONE): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, timeStyle: 'short' }).format(new Date(instant));
}
