// A repeating rule as RFC 5545 RRULE, where RRULE can say it: fixed days of months, month ends, weekdays.
// What it cannot say (working days, lunar days, "the day before" across a month's start) gives null rather than a near miss.
import type { TimePlace, TimeRule, TimeWindow } from '#contracts/deadline.ts';

type Repeat = Extract<TimeRule, { type: 'repeat' }>;

const WEEKDAYS = ['', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const PERIOD_MONTHS: Readonly<Record<string, number>> = {
  monthly: 1,
  quarterly: 3,
  semiannual: 6,
  'nine-month': 9,
  annual: 12,
};

/** The RRULE that gives the same days as the rule in every year, without DTSTART; null when RRULE cannot. */
export function printRrule(time: TimeRule): string | null {
  if (time.type !== 'repeat') return null;
  if (time.every === 'daily') return time.interval === 1 && time.windows.length === 0 ? 'FREQ=DAILY' : null;
  if (time.every === 'weekly') return weekly(time);
  if (time.interval > 1) return null;
  const days = time.windows.length === 0 ? periodEnds(time) : windowDays(time);
  return days && yearly(days);
}

/** Month and day (negative = from the month's end) of each occurrence in a year. */
type MonthDay = { month: number; day: number };

function weekly(time: Repeat): string | null {
  const days = time.windows.map(({ until, bound, clock }) => {
    if (until.at !== 'weekday') return null;
    // "trước thứ Sáu" is Thursday; with a clock it is Friday itself.
    return bound === 'before' && clock === null ? ((until.weekday + 5) % 7) + 1 : until.weekday;
  });
  if (days.length === 0 || days.some((day) => day === null)) return null;
  const names = [...new Set(days as number[])].sort((a, b) => a - b).map((day) => WEEKDAYS[day]);
  return `FREQ=WEEKLY${time.interval > 1 ? `;INTERVAL=${time.interval}` : ''};BYDAY=${names.join(',')}`;
}

function periodsOf(time: Repeat): number[] {
  const months = PERIOD_MONTHS[time.every] ?? 12;
  const count = time.every === 'nine-month' ? 1 : 12 / months;
  return Array.from({ length: count }, (_, k) => k + 1).filter((nth) => time.only === null || time.only.includes(nth));
}

function periodEnds(time: Repeat): MonthDay[] {
  const months = PERIOD_MONTHS[time.every] ?? 12;
  return periodsOf(time).map((nth) => ({ month: nth * months, day: -1 }));
}

function windowDays(time: Repeat): MonthDay[] | null {
  const days: MonthDay[] = [];
  for (const window of time.windows) {
    const own = daysOfWindow(window, time);
    if (own === null) return null;
    days.push(...own);
  }
  return days;
}

function daysOfWindow(window: TimeWindow, time: Repeat): MonthDay[] | null {
  const { until } = window;
  const day = dayOf(until);
  if (day === null || !('month' in until)) return null;
  const exact = window.bound === 'before' && window.clock === null ? dayBefore(day) : day;
  if (exact === null) return null;
  if ('year' in until && (typeof until.year === 'number' || Math.abs(until.year.plan) > 1)) return null;
  if (typeof until.month === 'number') return [{ month: until.month, day: exact }];
  const months = PERIOD_MONTHS[time.every] ?? 12;
  const { nth, shift } = until.month;
  const offset = (nth === -1 ? months : nth) + shift * months;
  // The occurrence may fall in a neighbouring year; over all years the months are the same.
  return periodsOf(time).map((period) => ({ month: (((period - 1) * months + offset - 1 + 24) % 12) + 1, day: exact }));
}

/** The day of the month as RRULE counts it; null when it depends on more than the month. */
function dayOf(place: TimePlace): number | null {
  if (place.at === 'day') return typeof place.day === 'number' && !place.lunar ? place.day : null;
  if (place.at === 'month')
    return place.part === 'end' || place.part === 'whole' ? -1 : place.part === 'start' ? 1 : null;
  return null;
}

function dayBefore(day: number): number | null {
  if (day === -1) return null;
  return day > 1 ? day - 1 : null;
}

/** One rule when all months share their days; days past 28 clamp to the month's end, which RRULE says with BYSETPOS. */
function yearly(days: readonly MonthDay[]): string | null {
  const byDay = new Map<number, number[]>();
  for (const { month, day } of days) byDay.set(day, [...(byDay.get(day) ?? []), month]);
  const months = [...new Set(days.map((one) => one.month))].sort((a, b) => a - b);
  const monthPart = months.length === 12 ? '' : `;BYMONTH=${months.join(',')}`;
  const wanted = [...byDay.keys()].sort((a, b) => a - b);
  const full = wanted.every((day) => new Set(byDay.get(day)).size === months.length);
  if (!full) return null;
  if (wanted.every((day) => day <= 28)) return `FREQ=MONTHLY${monthPart};BYMONTHDAY=${wanted.join(',')}`;
  if (wanted.length > 1) return null;
  const [last] = wanted as [number];
  const candidates = Array.from({ length: last - 27 }, (_, k) => 28 + k);
  return `FREQ=MONTHLY${monthPart};BYMONTHDAY=${candidates.join(',')};BYSETPOS=-1`;
}
