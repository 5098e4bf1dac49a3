// Days and instants between contracts (text) and Prisma (Date at midnight UTC for DATE columns).
import type { Instant, LocalDate } from '#contracts/primitives.ts';

export function toDateColumn(date: LocalDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

export function toDateColumnOrNull(date: LocalDate | null): Date | null {
  return date === null ? null : toDateColumn(date);
}

export function fromDateColumn(date: Date): LocalDate {
  return date.toISOString().slice(0, 10);
}

export function fromDateColumnOrNull(date: Date | null): LocalDate | null {
  return date === null ? null : fromDateColumn(date);
}

/** An instant without a fraction when it has none, so that slots compare as text. */
export function fromTimestamp(moment: Date): Instant {
  return moment.toISOString().replace('.000Z', 'Z');
}
