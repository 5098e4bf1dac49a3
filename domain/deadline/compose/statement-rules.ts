// Step 7: one statement as time rules, holes filled by the conventions of the field; what no convention settles becomes a doubt.
import type { MonthRef, Rhythm, TimeRule, TimeSpan, TimeWindow, YearRef } from '#contracts/deadline.ts';
import { toDayNumber } from '#domain/calendar/local-date.ts';
import { isYearAnchored } from '#domain/deadline/compose/year-anchored.ts';
import type { ImpliedRhythm, RawRhythm, RawWindow } from '../grammar/raw.ts';
import { NO_DATA_WINDOW } from '../grammar/read-window.ts';
import { checkFit, nextYearIfBefore } from './fit-rhythm.ts';
import { mergeAdjacent } from './merge-adjacent.ts';
import { isEndOf } from './place-windows.ts';
import { windowKind } from './rule-kind.ts';
import { orderInYear, settlePlace, settleWindow } from './settle-place.ts';
import type { Statement } from './statement.ts';

export type Context = {
  /** The year of a place that names none. */
  year: YearRef;
  /** A yearly report stands in the same text, so "6 tháng" is the first half's only. */
  besideAnnual: boolean;
  /** Rhythms that the label names: "Báo cáo quý: trước ngày 10 tháng cuối quý". */
  labelRhythms: RawRhythm[];
  /** A span that is the whole label: "Từ tháng 4 đến tháng 12: báo cáo hằng tháng". */
  labelSpan: RawWindow | null;
  doubts: string[];
};

/** The time rules of a statement, in the order of the text; never empty. */
export function statementRules(statement: Statement, context: Context): TimeRule[] {
  for (const window of statement.windows) {
    if (window.until.doubt) context.doubts.push(window.until.doubt);
    if (window.from?.doubt) context.doubts.push(window.from.doubt);
    if (statement.from?.doubt === NO_DATA_WINDOW) context.doubts.push(NO_DATA_WINDOW);
    if (window.bound === 'before' && (window.until.part ?? 'whole') !== 'whole')
      context.doubts.push('"trước" một phần của kỳ: không rõ ngày nào');
  }
  if (statement.laterYears) return [laterYears()];
  if (statement.continuous) return [continuousRule(statement, context)];
  if (statement.like) return likeRules(statement, statement.like, context);
  const rhythms = statement.rhythms.length > 0 ? statement.rhythms : labelledRhythms(statement, context);
  if (rhythms.length > 0) return repeatRules(statement, rhythms, context);
  if (statement.windows.length > 0) return datedRules(statement, context);
  return [undatedRule(statement, context)];
}

function laterYears(): TimeRule {
  const from = { at: 'year' as const, year: { plan: 1 }, part: 'whole' as const };
  return { type: 'repeat', every: 'annual', interval: 1, only: null, windows: [], during: { from, until: null } };
}

/** "trước ngày 20/11/2025 và hàng tháng": the same day in each period after the dated one. */
function likeRules(statement: Statement, like: RawWindow, context: Context): TimeRule[] {
  context.doubts.push('định kỳ sau ngày đầu tiên: hiểu là cùng ngày của các kỳ sau');
  const { until } = like;
  return statement.rhythms.map((rhythm): TimeRule => {
    const year = until.year;
    const isDay = until.at === 'day' && typeof until.month === 'number' && typeof year === 'number';
    if (!isDay || (rhythm.every !== 'monthly' && rhythm.every !== 'annual'))
      return repeat(rhythm, [], null, rhythm.only);
    const monthly = rhythm.every === 'monthly';
    const place = monthly ? { ...until, month: { nth: -1, shift: 0 }, year: undefined } : { ...until, year: undefined };
    const window = settleWindow({ ...like, until: place }, { plan: 0 });
    const next = (until.month as number) % 12;
    const from = monthly
      ? { at: 'month' as const, month: next + 1, year: next === 0 ? year + 1 : year, part: 'whole' as const }
      : { at: 'year' as const, year: year + 1, part: 'whole' as const };
    return repeat(rhythm, window ? [window] : [], { from, until: null }, rhythm.only);
  });
}

function continuousRule(statement: Statement, context: Context): TimeRule {
  if (statement.condition && !statement.condition.tail)
    return { type: 'conditional', trigger: statement.condition.trigger, from: null };
  const window = statement.windows[0] && settleWindow(statement.windows[0], context.year);
  const from = statement.from && settlePlace(statement.from, context.year);
  if (window) return { type: 'continuous', during: { from: window.from ?? from ?? window.until, until: window.until } };
  return { type: 'continuous', during: from ? { from, until: null } : null };
}

// "Sau 05 ngày kể từ ngày kết thúc mỗi tháng" has days, which no event will ever declare.
const ENDS_OF_PERIODS = /(kết thúc|hết) (mỗi |từng |hàng |hằng )?(năm|quý|tháng|kỳ)( báo cáo| [ivx\d]+)?$/iu;

function undatedRule(statement: Statement, context: Context): TimeRule {
  const from = statement.from ? settlePlace(statement.from, context.year) : null;
  if (statement.from?.doubt) context.doubts.push(statement.from.doubt);
  if (statement.term) {
    if (statement.term.event === null) context.doubts.push('thời hạn không nêu tính từ khi nào');
    else if (ENDS_OF_PERIODS.test(statement.term.event)) context.doubts.push('sự kiện là lúc kết thúc một kỳ');
    return { type: 'term', ...statement.term };
  }
  if (statement.condition) {
    if (statement.condition.reference && !from) return { type: 'unknown', trigger: statement.condition.trigger };
    return { type: 'conditional', trigger: statement.condition.trigger, from };
  }
  if (from) {
    context.doubts.push('chỉ nêu mốc bắt đầu, không nêu hạn');
    return { type: 'continuous', during: { from, until: null } };
  }
  if (statement.onDemand) return { type: 'conditional', trigger: 'đột xuất', from: null };
  return { type: 'unknown', trigger: null };
}

/** Dates without a rhythm of their own: once, or in the rhythm that their words imply ("tháng cuối quý"). */
function datedRules(statement: Statement, context: Context): TimeRule[] {
  const implied = statement.windows.map(impliedBy).find((one) => one !== undefined);
  const kinds = new Set(statement.windows.map((one) => one.until.implies));
  if (kinds.size > 1) context.doubts.push('các mốc thuộc những định kỳ khác nhau');
  if (implied !== undefined) {
    if (implied === 'any-period') context.doubts.push('chưa nêu kỳ báo cáo là tháng, quý hay năm');
    const every: Rhythm = implied === 'any-period' ? 'quarterly' : implied;
    return repeatRules(statement, [{ every, interval: 1, only: null, strong: true, everyTime: true }], context);
  }
  const settled = settleAll(statement.windows, context);
  if (settled.length === 0) return [{ type: 'unknown', trigger: null }];
  const from = statement.from && settlePlace(statement.from, context.year);
  const started = from ? settled.map((one) => ({ ...one, from: one.from ?? from })) : settled;
  // With a start the end counts in full, whichever word led to it.
  const windows = started.map((one) => (one.from && one.bound === 'by' ? { ...one, bound: 'in' as const } : one));
  if (new Set(windows.map(windowKind)).size > 1) context.doubts.push('nhiều mốc khác loại trong một câu');
  const reports = /báo cáo/i.test(statement.label ?? '');
  if (isEveWithItsDay(windows)) context.doubts.push('"trước" hai ngày liền nhau: có thể chỉ là một thời hạn');
  const merged = statement.joinedAs === 'list' && !reports ? mergeAdjacent(windows, context.doubts) : windows;
  return [{ type: 'once', windows: merged }];
}

/** "Trước dịp 30/4 và 01/5": two days in a row have one day before them that counts. */
function isEveWithItsDay(windows: readonly TimeWindow[]): boolean {
  const days = windows.map(({ bound, until }) =>
    bound === 'before' && until.at === 'day' && typeof until.day === 'number' && typeof until.month === 'number'
      ? toDayNumber(typeof until.year === 'number' ? until.year : 2024, until.month, until.day)
      : Number.NaN,
  );
  return days.some((day, k) => k > 0 && day - (days[k - 1] ?? Number.NaN) === 1);
}

/** The rhythm that a window's own words ask for, at either end. */
function impliedBy({ from, until }: RawWindow): ImpliedRhythm | undefined {
  return until.implies ?? from?.implies;
}

function settleAll(raw: readonly RawWindow[], context: Context): TimeWindow[] {
  const windows: TimeWindow[] = [];
  // In a list the year stands once, with the last place that has it.
  let year = context.year;
  let said = false;
  for (let k = raw.length - 1; k >= 0; k--) {
    const one = raw[k] as RawWindow;
    if (one.until.year !== undefined) {
      year = one.until.year;
      said = true;
    }
    const next = raw[k + 1];
    // "quý IV và quý I năm sau", "tháng 11, tháng 12 và tháng 01/2026": the earlier ones belong to the year before.
    if (said && one.until.year === undefined && next && isLaterInYear(one.until, next.until)) year = yearBefore(year);
    const window = settleWindow(one, said && one.from === null ? year : context.year);
    if (window === null) context.doubts.push('ngày không rõ tháng');
    else windows.unshift(window);
  }
  return windows;
}

function isLaterInYear(place: RawWindow['until'], next: RawWindow['until']): boolean {
  const [a, b] = [orderInYear(place), orderInYear(next)];
  return place.at === next.at && a !== null && b !== null && a > b;
}

function yearBefore(year: YearRef): YearRef {
  return typeof year === 'number' ? year - 1 : { plan: year.plan - 1 };
}

function labelledRhythms(statement: Statement, context: Context): RawRhythm[] {
  const { labelRhythms } = context;
  if (labelRhythms.length === 0 || statement.windows.length === 0) return [];
  const dated = statement.windows.some((one) => typeof one.until.year === 'number');
  return dated ? [] : labelRhythms;
}

/** A rhythm with its dates; a report's name with a dated day is one date. */
function repeatRules(statement: Statement, raw: readonly RawRhythm[], context: Context): TimeRule[] {
  const rhythms = mergeOnly(raw);
  let during = rhythmSpan(statement, rhythms, context);
  const windows = statement.windows.filter((one) => !isSpanOf(one, rhythms));
  const said = statement.windows.filter((one) => isSpanOf(one, rhythms));
  const { labelSpan } = context;
  const spans = said.length === 0 && labelSpan !== null && isSpanOf(labelSpan, rhythms) ? [labelSpan] : said;
  if (spans.length > 1) context.doubts.push('nhiều khoảng thời gian cho một định kỳ');
  if (spans.length > 0) {
    const span = settleWindow(spans[0] as RawWindow, context.year);
    if (span) during = { from: spans[0]?.runsUntil ? null : (span.from ?? span.until), until: span.until };
  }
  const dated = windows.some((one) => typeof one.until.year === 'number' && impliedBy(one) === undefined);
  if (dated && rhythms.length === 1 && !rhythms[0]?.strong)
    return datedRules({ ...statement, rhythms: [], windows }, context);
  if (windows.length === 0) return rhythms.map((one) => plainRepeat(one, during, context, rhythms));
  if (dated && !(rhythms.length === 1 && rhythms[0]?.every === 'annual'))
    return onceAndRepeat(statement, rhythms, windows, context);
  return spread(rhythms, windows, statement).map(({ rhythm, own }) =>
    own.length === 0
      ? plainRepeat(rhythm, during, context, rhythms)
      : repeatWith(rhythm, own, during, context, rhythms),
  );
}

/** Which windows belong to which rhythm of a list. */
function spread(
  rhythms: RawRhythm[],
  windows: RawWindow[],
  statement: Statement,
): { rhythm: RawRhythm; own: RawWindow[] }[] {
  if (rhythms.length === 1) return [{ rhythm: rhythms[0] as RawRhythm, own: windows }];
  if (rhythms.length === windows.length)
    return rhythms.map((rhythm, k) => ({ rhythm, own: [windows[k] as RawWindow] }));
  const relative = windows.every((one) => isPeriodRelative(one));
  const ofAnyPeriod = windows.every((one) => one.until.implies === 'any-period');
  if (relative && (ofAnyPeriod || !statement.lastOnly)) return rhythms.map((rhythm) => ({ rhythm, own: windows }));
  if (!statement.lastOnly) for (const window of windows) window.until.doubt ??= 'không rõ hạn này thuộc kỳ nào';
  return rhythms.map((rhythm, k) => ({ rhythm, own: k === rhythms.length - 1 ? windows : [] }));
}

function isPeriodRelative(window: RawWindow): boolean {
  const { until } = window;
  if (until.at === 'period') return true;
  if (until.at === 'offset') return until.base?.at === 'period';
  return (until.at === 'day' || until.at === 'month') && (until.month === undefined || typeof until.month === 'object');
}

/** "quý I, 6 tháng, quý III": the quarters named apart make one quarterly stream. */
function mergeOnly(rhythms: readonly RawRhythm[]): RawRhythm[] {
  const merged: RawRhythm[] = [];
  for (const rhythm of rhythms) {
    const same = merged.find((one) => one.every === rhythm.every && one.interval === rhythm.interval);
    if (!same) merged.push({ ...rhythm });
    else if (same.only && rhythm.only) same.only = [...new Set([...same.only, ...rhythm.only])].sort((a, b) => a - b);
    else same.only = null;
  }
  return merged;
}

/** The years or months that bound a rhythm: "từ quý II/2026", "hàng quý năm 2026", "… và năm 2023". */
function rhythmSpan(statement: Statement, rhythms: RawRhythm[], context: Context): TimeSpan | null {
  const year = rhythms.find((one) => one.year !== undefined)?.year;
  if (year !== undefined) {
    const place = { at: 'year' as const, year, part: 'whole' as const };
    return { from: place, until: place };
  }
  const from = statement.from && settlePlace(statement.from, context.year);
  return from ? { from, until: null } : null;
}

const FINENESS: Readonly<Record<Rhythm, number>> = {
  daily: 1,
  weekly: 2,
  monthly: 3,
  quarterly: 4,
  semiannual: 5,
  'nine-month': 6,
  annual: 7,
};
const PLACE_FINENESS: Readonly<Record<string, number>> = { month: 3, quarter: 4, half: 5, 'nine-months': 6, year: 8 };

/** A span of time in which the rhythm runs, rather than a day in each of its periods. */
function isSpanOf(window: RawWindow, rhythms: readonly RawRhythm[]): boolean {
  const { until, from } = window;
  if (window.runsUntil && rhythms.every((one) => isEndOf(window, one.every))) return true;
  if (window.bound !== 'in' || (until.part ?? 'whole') !== 'whole') return false;
  const size = PLACE_FINENESS[until.at] ?? 0;
  if (until.at === 'year') return until.implies === undefined;
  if (from !== null && (typeof until.year === 'number' || typeof until.month === 'number'))
    return rhythms.every((one) => one.every !== 'annual');
  if (size === 0 || typeof until.month === 'object') return false;
  if (typeof until.year !== 'number' && from === null) return false;
  return rhythms.every((one) => FINENESS[one.every] <= size && (one.every !== 'annual' || until.at !== 'quarter'));
}

function plainRepeat(
  rhythm: RawRhythm,
  during: TimeSpan | null,
  context: Context,
  all: readonly RawRhythm[],
): TimeRule {
  return repeat(rhythm, [], during, halves(rhythm, [], context, all));
}

function repeat(rhythm: RawRhythm, windows: TimeWindow[], during: TimeSpan | null, only: number[] | null): TimeRule {
  return { type: 'repeat', every: rhythm.every, interval: rhythm.interval, only, windows, during };
}

/** Which halves "6 tháng" means: the first beside a yearly report, both otherwise. */
function halves(
  rhythm: RawRhythm,
  windows: TimeWindow[],
  context: Context,
  all: readonly RawRhythm[],
): number[] | null {
  if (rhythm.every !== 'semiannual' || rhythm.only !== null) return rhythm.only;
  const annual = context.besideAnnual || all.some((one) => one.every === 'annual');
  const fixed = windows.length > 0 && windows.every((one) => isYearAnchored(one));
  if (fixed) return null;
  if (annual && !rhythm.everyTime) return [1];
  if (!rhythm.everyTime) context.doubts.push('"6 tháng" có thể chỉ là 6 tháng đầu năm');
  return null;
}

function repeatWith(
  rhythm: RawRhythm,
  own: RawWindow[],
  during: TimeSpan | null,
  context: Context,
  all: readonly RawRhythm[],
): TimeRule {
  for (const one of own) if (one.until.doubt) context.doubts.push(one.until.doubt);
  if (new Set(own.map(isPeriodRelative)).size > 1) context.doubts.push('các mốc thuộc những định kỳ khác nhau');
  const every =
    own.map((one) => finer(rhythm.every, one.until.implies)).find((one) => one !== rhythm.every) ?? rhythm.every;
  if (every !== rhythm.every && all.length > 1) context.doubts.push('không rõ hạn này thuộc kỳ nào');
  const used: RawRhythm = { ...rhythm, every, only: every === rhythm.every ? rhythm.only : null };
  const windows: TimeWindow[] = [];
  let span = during;
  for (const raw of own) {
    const filled = fillMonths(raw, used, context);
    const window = settleWindow(filled, { plan: 0 });
    if (window === null) {
      context.doubts.push('ngày không rõ tháng');
      continue;
    }
    const absolute = absoluteYear(window);
    if (raw.until.year !== undefined && isPeriodRelative(filled)) {
      // "tháng cuối quý năm 2024": the year bounds the rhythm, the month is counted within each quarter.
      const place = { at: 'year' as const, year: raw.until.year, part: 'whole' as const };
      span = { from: place, until: place };
      windows.push(withPlanYear(window));
    } else if (absolute !== null && used.every === 'annual') {
      const place = { at: 'year' as const, year: absolute, part: 'whole' as const };
      span = { from: place, until: place };
      windows.push(withPlanYear(window));
    } else windows.push(nextYearIfBefore(window, used, context.doubts));
  }
  checkFit(windows, used, context.doubts);
  return repeat(used, windows, span, halves(used, windows, context, all));
}

/** A monthly or quarterly place inside a coarser rhythm speaks for itself: "hàng năm, trước ngày 10 tháng cuối quý". */
function finer(every: Rhythm, implies: ImpliedRhythm | undefined): Rhythm {
  if (implies === undefined || implies === 'any-period') return every;
  return FINENESS[implies] < FINENESS[every] && every === 'annual' ? implies : every;
}

/** "ngày 15" of a monthly rhythm is that of each month; of a quarter or longer, that of its last month, with a doubt. */
function fillMonths(window: RawWindow, rhythm: RawRhythm, context: Context): RawWindow {
  const fill = (place: RawWindow['until']): RawWindow['until'] => {
    if (place.at !== 'day' || place.month !== undefined) return place;
    if (rhythm.every === 'weekly' || rhythm.every === 'daily' || rhythm.every === 'annual') return place;
    if (rhythm.every !== 'monthly') context.doubts.push('chưa nêu ngày này thuộc tháng nào của kỳ');
    const month: MonthRef = { nth: -1, shift: 0 };
    return { ...place, month };
  };
  return { ...window, until: fill(window.until), from: window.from && fill(window.from) };
}

function absoluteYear(window: TimeWindow): number | null {
  const { until } = window;
  return 'year' in until && typeof until.year === 'number' ? until.year : null;
}

function withPlanYear(window: TimeWindow): TimeWindow {
  const strip = <T extends TimeWindow['until'] | null>(place: T): T =>
    place && 'year' in place ? { ...place, year: { plan: 0 } } : place;
  return { ...window, until: strip(window.until), from: strip(window.from) };
}

/** "trước ngày 20/11/2025 và hàng tháng": that day first, then its like in each period after it. */
function onceAndRepeat(statement: Statement, rhythms: RawRhythm[], windows: RawWindow[], context: Context): TimeRule[] {
  context.doubts.push('vừa có định kỳ vừa có ngày cụ thể');
  const relative = windows.filter((one) => impliedBy(one) !== undefined);
  const fixed = windows.filter((one) => impliedBy(one) === undefined);
  const once = datedRules({ ...statement, rhythms: [], windows: fixed }, context);
  return [...once, ...repeatRules({ ...statement, windows: relative }, rhythms, context)];
}
