import type { RosterContact } from '../../api/types.ts';
import { formatDate } from '../../dates/format-date.ts';

interface Valid {
  validFrom?: string | null;
  validTo?: string | null;
}

/** Whether it holds no more on that day. */
export function hasEnded({ validTo = null }: Valid, today: string): boolean {
  return validTo !== null && validTo < today;
}

/** What its days say beside "from always, for ever"; null = nothing. */
export function validityWords({ validFrom = null, validTo = null }: Valid, today: string): string | null {
  if (validTo !== null && validTo < today) return `đã kết thúc ${formatDate(validTo)}`;
  if (validFrom !== null && validFrom > today) return `từ ${formatDate(validFrom)}`;
  return validTo === null ? null : `đến hết ${formatDate(validTo)}`;
}

/** The leave that is on or comes next; null = none. */
export function leaveOf({ leave = [] }: RosterContact, today: string): { from: string; to: string } | null {
  const coming = leave.filter(({ to }) => to >= today).sort((a, b) => (a.from < b.from ? -1 : 1));
  return coming[0] ?? null;
}

export const ROLE_CHOICES = [
  { value: 'clerk' as const, label: 'Chuyên viên nhận việc' },
  { value: 'head' as const, label: 'Lãnh đạo cơ quan' },
];
