// Step 9: the dates of a rule in a plan year, as written and before any holiday shift.
import type { DeadlineDates, DeadlineRule, Rhythm, TimeRule, TimeSpan, TimeWindow } from '#contracts/deadline.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { addDays, dateOfDayNumber, dayNumberOf, localDate, weekdayOfDayNumber } from '#domain/calendar/local-date.ts';
import { windowKind } from '#domain/deadline/compose/rule-kind.ts';
import { isYearAnchored } from '#domain/deadline/compose/year-anchored.ts';
import { type PlaceContext, placeRange, WEEKDAYS_ONLY, type WorkdayCount } from './place-range.ts';

export type DateContext = {
  planYear: number | null;
  /** First and last year of a plan: a rhythm has its dates in every one of them. */
  planYears?: readonly [number, number] | null;
  issuedOn?: LocalDate | null;
  /** Counts "ngày làm việc"; without it only weekends are skipped and that is a doubt. */
  calendar?: WorkdayCount | null;
};

export type RuleDates = { deadlines: DeadlineDates[]; doubts: string[] };

const MONTHS: Readonly<Partial<Record<Rhythm, number>>> = {
  monthly: 1,
  quarterly: 3,
  semiannual: 6,
  'nine-month': 9,
  annual: 12,
};
// A plan names a handful of years; more would be a slip ("2026-2206") and must not cost time.
const MAX_YEARS = 40;

/** One entry per stream of dates, in the order of the rule; `due` sorted and without repetition. */
export function datesOfRule(rule: DeadlineRule, context: DateContext): RuleDates {
  const doubts: string[] = [];
  const deadlines = rule.parts.flatMap((part) =>
    part.times.flatMap((time) => entriesOf(time, part.label, context, doubts)),
  );
  return { deadlines, doubts: [...new Set(doubts)] };
}

function entriesOf(time: TimeRule, label: string | null, context: DateContext, doubts: string[]): DeadlineDates[] {
  switch (time.type) {
    case 'once':
      return onceEntries(time.windows, label, context, doubts);
    case 'repeat':
      return [repeatEntry(time, label, context, doubts)];
    case 'continuous':
      return [{ label, recur: null, opens: opensOfSpan(time.during, context), due: [] }];
    case 'conditional':
      return [{ label, recur: null, opens: time.from ? firstOf(time.from, context) : null, due: [] }];
    default:
      return [{ label, recur: null, opens: null, due: [] }];
  }
}

function placeContext(context: DateContext, year: number | null, period: PlaceContext['period']): PlaceContext {
  return { year, issuedOn: context.issuedOn ?? null, period, workdays: context.calendar ?? WEEKDAYS_ONLY };
}

function firstOf(place: TimeWindow['until'], context: DateContext): LocalDate | null {
  return placeRange(place, placeContext(context, context.planYear, null))?.first ?? null;
}

function opensOfSpan(span: TimeSpan | null, context: DateContext): LocalDate | null {
  return span?.from ? firstOf(span.from, context) : null;
}

function onceEntries(
  windows: readonly TimeWindow[],
  label: string | null,
  context: DateContext,
  doubts: string[],
): DeadlineDates[] {
  const entries: (DeadlineDates & { kind: string })[] = [];
  const place = placeContext(context, context.planYear, null);
  for (const window of windows) {
    const days = windowDays(window, place);
    noteWindow(window, days, context, doubts);
    const kind = windowKind(window);
    const same = entries[entries.length - 1];
    if (same && same.kind === kind) {
      if (days) same.due.push(days.due);
    } else entries.push({ label, recur: null, opens: days?.opens ?? null, due: days ? [days.due] : [], kind });
  }
  return entries.map(({ kind: _kind, ...entry }) => ({ ...entry, due: sortDates(entry.due) }));
}

function noteWindow(window: TimeWindow, days: WindowDays | null, context: DateContext, doubts: string[]): void {
  const { until } = window;
  if (days === null) doubts.push('thiếu năm kế hoạch hoặc ngày ban hành nên chưa ra ngày');
  else if (days.opens !== null && days.opens > days.due) doubts.push('thời điểm kết thúc đứng trước thời điểm bắt đầu');
  if (until.at === 'weekday') doubts.push('chỉ nêu thứ, không nêu tuần nào');
  if (until.at === 'near' && until.unit === 'week' && until.weekday === null && until.part === 'whole')
    doubts.push('cả tuần: không rõ hạn là ngày nào trong tuần');
  if (countsWorkingDays(window) && !context.calendar) doubts.push('cần lịch làm việc để tính "ngày làm việc"');
}

function countsWorkingDays(window: TimeWindow): boolean {
  const { until } = window;
  if (until.at === 'offset') return until.unit === 'working-day' || until.unit === 'hour';
  return until.at === 'day' && typeof until.day === 'object' && 'workingDay' in until.day;
}

type WindowDays = { opens: LocalDate | null; due: LocalDate };

/** When the window opens and when it is due: the one place where "trước" means the day before. */
function windowDays(window: TimeWindow, context: PlaceContext): WindowDays | null {
  const until = placeRange(window.until, context);
  if (until === null) return null;
  const from = window.from && placeRange(window.from, context);
  const opens =
    from?.first ?? (window.bound === 'in' && window.from === null && until.first < until.last ? until.first : null);
  return { opens, due: window.bound === 'before' ? dayBefore(window, until.first) : until.last };
}

function dayBefore(window: TimeWindow, first: LocalDate): LocalDate {
  const { until } = window;
  if (window.clock !== null) return first;
  // "trước 05 ngày so với ngày 15/3" counts the five days, not a sixth.
  if (until.at === 'offset' && until.count < 0) return first;
  const previous = addDays(first, -1);
  // "trước ngày 30 hằng tháng" is the 29th, and in February its last day, not the day before that.
  if (until.at !== 'day' || typeof until.day !== 'number' || until.day === 31 || until.lunar) return previous;
  return Number(first.slice(8)) < until.day ? first : previous;
}

type Repeat = Extract<TimeRule, { type: 'repeat' }>;

function repeatEntry(time: Repeat, label: string | null, context: DateContext, doubts: string[]): DeadlineDates {
  const recur = time.every === 'daily' || time.interval > 1 ? null : time.every;
  const bounds = boundsOf(time.during, context);
  const years = yearsOf(time, bounds, context);
  if (years === null) {
    doubts.push('không có năm kế hoạch nên chưa ra ngày');
    return { label, recur, opens: null, due: [] };
  }
  if (time.interval > 1) doubts.push('chu kỳ không nêu kỳ đầu tiên');
  const due: LocalDate[] = [];
  let opens: LocalDate | null = null;
  const add = (days: WindowDays | null) => {
    if (days === null || (bounds.from !== null && days.due < bounds.from)) return;
    due.push(days.due);
    if (days.opens !== null && (opens === null || days.opens < opens)) opens = days.opens;
  };
  for (const window of time.windows) noteWorkdays(window, context, doubts);
  for (const year of years) for (const days of occurrences(time, year, bounds, context)) add(days);
  if (opens === null && time.during?.from && time.during.from.at !== 'year') opens = bounds.from;
  return { label, recur, opens, due: sortDates(due) };
}

function noteWorkdays(window: TimeWindow, context: DateContext, doubts: string[]): void {
  if (countsWorkingDays(window) && !context.calendar) doubts.push('cần lịch làm việc để tính "ngày làm việc"');
}

type Bounds = { from: LocalDate | null; until: LocalDate | null };

function boundsOf(during: TimeSpan | null, context: DateContext): Bounds {
  const place = placeContext(context, context.planYear, null);
  return {
    from: (during?.from && placeRange(during.from, place)?.first) ?? null,
    until: (during?.until && placeRange(during.until, place)?.last) ?? null,
  };
}

/** The years whose occurrences are listed: those that the text names, otherwise the plan's. */
function yearsOf(time: Repeat, bounds: Bounds, context: DateContext): number[] | null {
  const [from, to] = context.planYears ?? [context.planYear, context.planYear];
  const first = bounds.from ? Number(bounds.from.slice(0, 4)) : from;
  const last = bounds.until ? Number(bounds.until.slice(0, 4)) : to;
  if (first === null || last === null) return null;
  if (time.during?.from && bounds.from === null) return null;
  const years: number[] = [];
  for (let year = first; year <= last && years.length < MAX_YEARS; year++) years.push(year);
  return years;
}

function* occurrences(time: Repeat, year: number, bounds: Bounds, context: DateContext): Generator<WindowDays | null> {
  if (time.every === 'daily') return;
  if (time.every === 'weekly') {
    yield* weekdaysOf(time, year, bounds);
    return;
  }
  const anchored = time.windows.filter((one) => isYearAnchored(one));
  for (const window of anchored) yield windowDays(window, placeContext(context, year, null));
  const inPeriod = time.windows.filter((one) => !isYearAnchored(one));
  if (inPeriod.length === 0 && anchored.length > 0) return;
  const months = (MONTHS[time.every] ?? 12) * (time.interval > 1 && time.every === 'monthly' ? time.interval : 1);
  if (time.interval > 1 && time.every !== 'monthly') return;
  const count = time.every === 'nine-month' ? 1 : Math.floor(12 / months);
  for (let nth = 1; nth <= count; nth++) {
    if (time.only !== null && !time.only.includes(nth)) continue;
    const period = { start: year * 12 + (nth - 1) * months, months };
    const first = localDate(year, (nth - 1) * months + 1, 1);
    const last = localDate(year, nth * months, 31);
    if ((bounds.until !== null && first > bounds.until) || (bounds.from !== null && last < bounds.from)) continue;
    if (inPeriod.length === 0) yield bounds.until !== null && last > bounds.until ? null : { opens: null, due: last };
    else for (const window of inPeriod) yield windowDays(window, placeContext(context, year, period));
  }
}

function* weekdaysOf(time: Repeat, year: number, bounds: Bounds): Generator<WindowDays> {
  if (time.interval > 1) return;
  const end = dayNumberOf(localDate(year, 12, 31));
  for (const window of time.windows) {
    if (window.until.at !== 'weekday') continue;
    const first = dayNumberOf(localDate(year, 1, 1));
    const shift = (window.until.weekday - weekdayOfDayNumber(first) + 7) % 7;
    // "trước thứ Sáu hàng tuần" is the day before; with a clock it is the day itself.
    const back = window.bound === 'before' && window.clock === null ? 1 : 0;
    for (let day = first + shift; day - back <= end; day += 7) {
      const due = dateOfDayNumber(day - back);
      if (Number(due.slice(0, 4)) === year && (bounds.until === null || due <= bounds.until))
        yield { opens: null, due };
    }
  }
}

function sortDates(dates: readonly LocalDate[]): LocalDate[] {
  return [...new Set(dates)].sort();
}
