// Whether the dates of a rhythm can be its own, and which year they belong to.
import type { Rhythm, TimeWindow } from '#contracts/deadline.ts';
import { isYearAnchored } from '#domain/deadline/compose/year-anchored.ts';
import type { RawRhythm } from '../grammar/raw.ts';

/** The report of the second half or of quarter IV with a day in January: the January after the period. */
export function nextYearIfBefore(window: TimeWindow, rhythm: RawRhythm, doubts: string[]): TimeWindow {
  const { until } = window;
  if (until.at !== 'day' || typeof until.month !== 'number') return window;
  const lastMonth = lastMonthOf(rhythm);
  if (rhythm.ofLastYear) return window;
  if (lastMonth === null || typeof until.year === 'number' || until.year.plan !== 0) return window;
  if (until.month + 3 < lastMonth && rhythm.every !== 'annual')
    return { ...window, until: { ...until, year: { plan: 1 } } };
  if (rhythm.every === 'annual' && !rhythm.strong && until.month <= 3)
    doubts.push('báo cáo năm gửi đầu năm: không rõ năm nào');
  return window;
}

function lastMonthOf(rhythm: RawRhythm): number | null {
  if (rhythm.every === 'annual') return 12;
  if (rhythm.only?.length !== 1) return null;
  const [nth] = rhythm.only as [number];
  if (rhythm.every === 'semiannual') return nth * 6;
  return rhythm.every === 'quarterly' ? nth * 3 : null;
}

/** Dates that cannot be those of the rhythm are a doubt: one fixed day for a monthly report, a weekday for a yearly one. */
export function checkFit(windows: readonly TimeWindow[], rhythm: RawRhythm, doubts: string[]): void {
  const fixed = windows.filter((one) => isYearAnchored(one)).length;
  const weekday = windows.some((one) => one.until.at === 'weekday');
  if (weekday !== (rhythm.every === 'weekly') && windows.length > 0 && (weekday || rhythm.every === 'weekly'))
    doubts.push('ngày không hợp với định kỳ');
  if (fixed === 0) return;
  const expected: Partial<Record<Rhythm, number>> = {
    monthly: 12,
    quarterly: rhythm.only?.length ?? 4,
    weekly: 52,
    daily: 365,
  };
  const wanted = expected[rhythm.every];
  if (wanted !== undefined && fixed !== wanted) doubts.push('số ngày nêu ra không khớp với định kỳ');
  if (rhythm.every === 'semiannual' && fixed > 2) doubts.push('số ngày nêu ra không khớp với định kỳ');
}
