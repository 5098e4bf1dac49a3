// Days and instants between contracts (text) and Prisma (Date at midnight UTC for DATE columns).
import type { Instant, LocalDate, Slot } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { localDateOf } from '#domain/calendar/local-date.ts';
import { slotOf } from '#domain/calendar/slot.ts';

export function toDateColumn(date: LocalDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

export function toDateColumnOrNull(date: LocalDate | null): Date | null {
  return date === null ? null : toDateColumn(date);
}

export function fromDateColumn(date: Date): LocalDate {
  return localDateOf(date.toISOString().slice(0, 10));
}

export function fromDateColumnOrNull(date: Date | null): LocalDate | null {
  return date === null ? null : fromDateColumn(date);
}

export function fromTimestamp(moment: Date): Instant {
  return instantOf(moment);
}

export function fromSlotColumn(moment: Date): Slot {
  return slotOf(instantOf(moment));
}
