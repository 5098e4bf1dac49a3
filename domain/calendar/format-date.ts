import type { LocalDate } from '#contracts/primitives.ts';

/**
 * A local day in figures, everywhere the same: `30/06/2026`. Nghị định 30/2020/NĐ-CP (Phụ lục I) asks for two figures for days below 10 and for
 * months 1 and 2, and speaks of dates in words; in figures one width for all lets a column of dates be read at a glance.
 */
export function formatDate(date: LocalDate): string {
  const [year, month, day] = date.split('-');
  return `${day}/${month}/${year}`;
}
