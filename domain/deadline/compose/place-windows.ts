// Where windows go: to the statement before them, in its place, or to a statement of their own.
import type { Rhythm } from '#contracts/deadline.ts';
import type { RawWindow } from '../grammar/raw.ts';
import type { Fact } from './gather-facts.ts';
import type { Statement } from './statement.ts';

export type WindowFact = Extract<Fact, { type: 'windows' }>;

/** new = other work; add = more of the same; refine = the same, more exactly; complete = its end; tail = dates beside a condition; answer = what a term or an event comes to;
 * within = a rhythm in the span before it; premise = the condition before it only says by what. */
export type WindowRole = 'new' | 'add' | 'refine' | 'complete' | 'tail' | 'answer' | 'within' | 'premise';

/** What the windows are to the statement before them. */
export function windowRole(fact: WindowFact, last: Statement | undefined): WindowRole {
  if (last !== undefined && isAnswer(fact, last)) return 'answer';
  if (last === undefined || last.laterYears || last.closed || last.term !== null) return 'new';
  if (last.rhythms.length > 0) return besideRhythm(fact, last);
  if (last.from && last.windows.length === 0) return 'add';
  if (last.continuous) return last.windows.length === 0 && isDuring(fact) ? 'add' : 'new';
  if (last.windows.length > 0) return besideDates(fact, last);
  if (last.condition !== null && isPremise(fact, last.condition)) return 'premise';
  return last.condition !== null && fact.label === null ? 'tail' : 'new';
}

/** "Trên cơ sở danh sách, các địa phương rà soát, hoàn thành trong tháng 11/2025". */
function isPremise(fact: WindowFact, { trigger, reference }: NonNullable<Statement['condition']>): boolean {
  if (fact.label === null || fact.windows.some((one) => !one.edged)) return false;
  return reference || /^(theo|căn cứ|trên cơ sở|tùy|tuỳ)\s/iu.test(trigger);
}

/** The rhythm that windows carry or ask for by their own words. */
export function rhythmOfWindows(fact: Pick<WindowFact, 'suffix' | 'windows'>): Rhythm | undefined {
  const implied = fact.windows.map(({ until }) => until.implies).find((one) => one !== undefined);
  return fact.suffix?.[0]?.every ?? (implied === 'any-period' ? undefined : implied);
}

/** "90 ngày trước ngày bầu cử (tức ngày 15/12/2025)", "tại kỳ họp thứ 9 (tháng 5/2025)": the office has worked it out itself. */
function isAnswer(fact: WindowFact, last: Statement): boolean {
  if (last.term === null && last.condition === null) return false;
  if (last.windows.length > 0 || last.rhythms.length > 0) return false;
  if (fact.answers) return true;
  if (last.term !== null && fact.bracketed && fact.label === null) return fact.windows.every(isFullDay);
  return fact.bracketed && fact.label === null && (last.condition?.meets ?? false);
}

/** A day with its month and year: nothing in it is left to the plan. */
function isFullDay({ from, until }: RawWindow): boolean {
  return from === null && until.at === 'day' && typeof until.month === 'number' && typeof until.year === 'number';
}

function besideRhythm(fact: WindowFact, last: Statement): WindowRole {
  if (endsRhythm(fact, last)) return 'add';
  if (spanOf(last) !== null && fact.suffix === null && fact.joined !== 'and' && isInPeriod(fact)) return 'add';
  if (last.windows.length > 0) return continuesDates(fact, last) ? 'add' : 'new';
  if (fact.sends && fact.reports === null && isOfSameRhythm(fact, last)) return 'add';
  if (hasOwnRhythm(fact, last)) return 'new';
  // "Kiểm tra hàng quý, tổng kết trước ngày 15/12": other words, other work. "hàng năm báo cáo … trước ngày 17/12": the same.
  if (fact.label !== null && fact.joined !== null) return leads(fact, last) ? 'add' : 'new';
  return fact.joined === 'and' || fact.joined === 'or' ? 'new' : 'add';
}

/** "báo cáo vào thứ Sáu hằng tuần, đến hết ngày 15/8/2026": the rhythm runs until then. */
function endsRhythm(fact: WindowFact, last: Statement): boolean {
  if (fact.windows.length !== 1 || fact.suffix !== null || fact.label !== null) return false;
  if (fact.joined === 'and' || fact.joined === 'or') return false;
  return last.rhythms.every((rhythm) => isEndOf(fact.windows[0], rhythm.every));
}

/** True for a day, month or quarter of the calendar up to which a rhythm can run. */
export function isEndOf(window: RawWindow | undefined, every: Rhythm): boolean {
  if (!window?.runsUntil || window.until.implies !== undefined) return false;
  const { at, month, year } = window.until;
  if (every === 'annual' && typeof year !== 'number') return false;
  return at === 'quarter' || at === 'year' || ((at === 'day' || at === 'month') && typeof month === 'number');
}

/** "tạm nộp theo quý, thời hạn nộp chậm nhất ngày 30 của tháng đầu quý sau": the day on which what the rhythm asks for is sent. */
function isOfSameRhythm(fact: WindowFact, last: Statement): boolean {
  const [rhythm] = last.rhythms;
  return last.rhythms.length === 1 && rhythm !== undefined && rhythmOfWindows(fact) === rhythm.every;
}

/** A day of each period: "vào thứ Sáu", "trước ngày 25", "ngày 10 tháng cuối quý". */
function isInPeriod({ windows }: WindowFact): boolean {
  return windows.every(
    ({ from, until }) =>
      from === null &&
      (until.at === 'weekday' || until.at === 'period' || (until.at === 'day' && typeof until.month !== 'number')),
  );
}

/** "báo cáo hàng quý, tập huấn ngày 15 hàng tháng"; "hàng quý (…), quý III/2026 (…)": words of their own for another rhythm or none. */
function hasOwnRhythm(fact: WindowFact, last: Statement): boolean {
  const named = fact.label !== null && fact.joined !== null;
  const implied = fact.windows
    .map(({ until }) => until.implies)
    .find((one) => one !== undefined && one !== 'any-period');
  const own = fact.suffix?.[0]?.every ?? implied;
  if (named && own !== undefined) return !last.rhythms.some((one) => one.every === own);
  return fact.labelInBrackets && fact.windows.every(({ until }) => typeof until.year === 'number');
}

/** "Hằng năm, Sở Nội vụ tổng hợp, báo cáo trước ngày 15/12": the rhythm opens the sentence and the date fits it. */
function leads(fact: WindowFact, last: Statement): boolean {
  if (last.label !== null || last.ofReport || last.rhythms.length !== 1) return false;
  return fact.windows.every(({ until }) => {
    if (until.year !== undefined && typeof until.year === 'number') return false;
    if (until.at === 'day' || until.at === 'month')
      return last.rhythms[0]?.every === 'annual' || typeof until.month !== 'number';
    return until.at === 'period' || until.at === 'weekday' || last.rhythms[0]?.every === 'annual';
  });
}

/** "hàng năm, trước ngày 15/6 và trước ngày 15/12"; "hàng quý, trước ngày 10 tháng cuối quý, trong năm 2026". */
function continuesDates(fact: WindowFact, last: Statement): boolean {
  const [window] = fact.windows;
  const before = last.windows[last.windows.length - 1];
  if (!window || !before || fact.suffix !== null || fact.label !== null) return false;
  if ((fact.joined === 'comma' || fact.joined === null) && isYearSpan(window)) return true;
  if (fact.joined === null) return false;
  return (
    window.bound === before.bound &&
    window.until.at === before.until.at &&
    (window.until.year === undefined) === (before.until.year === undefined)
  );
}

function isYearSpan(window: RawWindow): boolean {
  if (window.bound === 'in' && (window.until.at === 'year' || window.from !== null))
    return (
      typeof window.until.year === 'number' || window.until.at === 'year' || typeof window.until.month === 'number'
    );
  return false;
}

/** "thường xuyên trong năm 2026": the span of steady work. */
function isDuring(fact: WindowFact): boolean {
  const [window] = fact.windows;
  if (fact.joined === 'and' || fact.label !== null || fact.windows.length !== 1 || !window) return false;
  return window.bound === 'in' && (window.until.at !== 'day' || window.from !== null);
}

function besideDates(fact: WindowFact, last: Statement): WindowRole {
  if (isWithin(fact, last)) return 'within';
  if (fact.reports !== null && fact.joined !== null) return 'new';
  if (fact.suffix === null && refines(fact, last)) return 'refine';
  if (fact.completes && fact.label === null && last.windows.every((one) => one.bound === 'in')) return 'complete';
  const own = rhythmOfWindows(fact);
  const others = rhythmOfWindows({ suffix: null, windows: last.windows });
  if (own !== undefined && own !== others && (others !== undefined || own !== 'annual' || saysYears(last)))
    return 'new';
  const more = fact.label === null && fact.joined !== null;
  return more && last.rhythms.length === 0 ? 'add' : 'new';
}

/** "Từ ngày 01/4 đến ngày 30/6/2026, báo cáo vào thứ Năm hàng tuần": a rhythm that is shorter than the span before it. */
function isWithin(fact: WindowFact, last: Statement): boolean {
  const own = rhythmOfWindows(fact);
  const span = spanOf(last);
  if (own === undefined || span === null || last.rhythms.length > 0 || fact.joined === 'and') return false;
  return own !== 'annual' || span.at === 'year';
}

/** Where the one span that a statement says begins; null when it says anything else. */
function spanOf(last: Statement): RawWindow['until'] | null {
  const [window] = last.windows;
  return last.windows.length === 1 && window?.bound === 'in' ? window.from : null;
}

function saysYears(last: Statement): boolean {
  return last.windows.some((one) => typeof one.until.year === 'number');
}

/** "Quý IV/2025, chậm nhất ngày 15/12": the second window says the same more exactly. */
function refines(fact: WindowFact, last: Statement): boolean {
  const [broad] = last.windows;
  const [exact] = fact.windows;
  if (!broad || !exact || last.windows.length !== 1 || fact.joined === 'and' || fact.joined === 'or') return false;
  if (fact.label !== null || broad.bound !== 'in' || broad.until.at === 'day' || broad.until.at === 'weekday')
    return false;
  if (last.from || (broad.from && !fact.bracketed) || !liesWithin(exact.until, broad.until)) return false;
  if (exact.edged && exact.bound !== 'in') return true;
  return fact.bracketed && (SIZES[exact.until.at] ?? 9) < (SIZES[broad.until.at] ?? 0);
}

/** True when a report's date could also be the day by which the work before it is done. */
export function mayRefine(fact: WindowFact, last: Statement | undefined): boolean {
  return last !== undefined && refines({ ...fact, joined: 'comma', label: null }, last);
}

/** False only when both name their months and the exact day lies outside: "quý II, … trước ngày 10/7". */
function liesWithin(exact: RawWindow['until'], broad: RawWindow['until']): boolean {
  const months = monthsOf(broad);
  if (months === null || exact.at !== 'day' || typeof exact.month !== 'number') return true;
  const years = [exact.year, broad.year].filter((one) => typeof one === 'number');
  if (years.length === 2 && years[0] !== years[1]) return false;
  return exact.month >= months[0] && exact.month <= months[1];
}

export function monthsOf({ at, month, quarter, half }: RawWindow['until']): [number, number] | null {
  if (at === 'month' && typeof month === 'number') return [month, month];
  if (at === 'quarter' && quarter !== undefined) return [quarter * 3 - 2, quarter * 3];
  if (at === 'half' && half !== undefined) return [half * 6 - 5, half * 6];
  return at === 'nine-months' ? [1, 9] : null;
}

// Longer places hold shorter ones: "Năm 2026 (Quý III)".
const SIZES: Readonly<Record<string, number>> = {
  day: 1,
  feast: 1,
  month: 2,
  quarter: 3,
  half: 4,
  'nine-months': 5,
  year: 6,
};

/** "Quý III (năm 2026)": the bracket only says the year of what stands before it. */
export function saysYearOf(fact: WindowFact, last: Statement | undefined): boolean {
  const [window] = fact.windows;
  if (!fact.bracketed || last === undefined || fact.windows.length !== 1 || !window || fact.label !== null)
    return false;
  if (window.until.at !== 'year' || window.edged || window.from || (window.until.part ?? 'whole') !== 'whole')
    return false;
  return (
    last.windows.length > 0 && last.windows.every((one) => one.until.at !== 'year' && one.until.year === undefined)
  );
}

/** Gives the month and year said in the broad windows to the exact ones. */
export function shareContext(windows: readonly RawWindow[], broad: readonly RawWindow[]): void {
  const place = broad[0]?.until;
  if (!place) return;
  for (const window of windows) {
    const { until } = window;
    const needsMonth = until.at === 'day' && until.month === undefined;
    if (needsMonth && place.at === 'month' && place.month !== undefined) until.month = place.month;
    if (until.year === undefined && place.year !== undefined) until.year = place.year;
  }
}
