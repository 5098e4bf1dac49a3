const DAY_MS = 86_400_000;

/** Calendar days from one local date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** How far away a date is, in words: `hôm nay`, `ngày mai`, `còn 5 ngày`, `đã qua 3 ngày`. */
export function relativeDays(today: string, date: string): string {
  const days = daysBetween(today, date);
  if (days === 0) return 'hôm nay';
  if (days === 1) return 'ngày mai';
  return days > 0 ? `còn ${days} ngày` : `đã qua ${-days} ngày`;
}
