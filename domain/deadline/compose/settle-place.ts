// Filling the holes that the grammar left open, so that a rule has none.
import type { SimplePlace, TimePlace, TimeWindow, YearRef } from '#contracts/deadline.ts';
import type { RawPlace, RawWindow } from '../grammar/raw.ts';

/** The place with `year` where the text said none; null when it still lacks its month. */
export function settlePlace(raw: RawPlace, year: YearRef): TimePlace | null {
  if (raw.at !== 'offset') return settleSimple(raw, year);
  const base = raw.base && settleSimple(raw.base, year);
  return base ? { at: 'offset', count: raw.count ?? 0, unit: raw.unit ?? 'day', base } : null;
}

function settleSimple(raw: RawPlace, defaultYear: YearRef): SimplePlace | null {
  const year = raw.year ?? defaultYear;
  const part = raw.part ?? 'whole';
  switch (raw.at) {
    case 'day':
      if (raw.day === undefined || raw.month === undefined) return null;
      return { at: 'day', day: raw.day, month: raw.month, year, ...(raw.lunar ? { lunar: true as const } : {}) };
    case 'month':
      return raw.month === undefined ? null : { at: 'month', month: raw.month, year, part };
    case 'quarter':
      return raw.quarter === undefined ? null : { at: 'quarter', quarter: raw.quarter, year, part };
    case 'half':
      return raw.half === undefined ? null : { at: 'half', half: raw.half, year, part };
    case 'nine-months':
      return { at: 'nine-months', year, part };
    case 'year':
      return { at: 'year', year, part };
    case 'weekday':
      return raw.weekday === undefined ? null : { at: 'weekday', weekday: raw.weekday };
    case 'feast':
      return raw.feast === undefined ? null : { at: 'feast', feast: raw.feast, year };
    case 'period':
      return { at: 'period', part };
    case 'near':
      return raw.near === undefined ? null : { at: 'near', ...raw.near, part };
    case 'now':
      return { at: 'now' };
    default:
      return null;
  }
}

/** A window whose places lean on each other for the year: one said once belongs to both, and an end never lies before its start. */
export function settleWindow(raw: RawWindow, year: YearRef): TimeWindow | null {
  const until = settlePlace(raw.until, raw.until.year ?? forwardYear(raw, year));
  if (until === null) return null;
  const from = raw.from && settlePlace(raw.from, backwardYear(raw, year));
  if (raw.from && from === null) return null;
  return { from: from ?? null, bound: raw.bound, until, clock: raw.clock };
}

/** "từ tháng 10 đến hết tháng 3/2026": the start lies in the year before. */
function backwardYear(raw: RawWindow, year: YearRef): YearRef {
  const said = raw.from?.year ?? raw.until.year ?? year;
  if (raw.from === null || raw.from.year !== undefined || raw.until.year === undefined) return said;
  return startsLater(raw.from, raw.until) ? shiftYear(said, -1) : said;
}

/** "từ tháng 11/2025 đến tháng 2": the end lies in the year after. */
function forwardYear(raw: RawWindow, year: YearRef): YearRef {
  const said = raw.from?.year ?? year;
  return raw.from && startsLater(raw.from, raw.until) ? shiftYear(said, 1) : said;
}

function shiftYear(year: YearRef, by: number): YearRef {
  return typeof year === 'number' ? year + by : { plan: year.plan + by };
}

function startsLater(from: RawPlace, until: RawPlace): boolean {
  const start = orderInYear(from);
  const end = orderInYear(until);
  return start !== null && end !== null && start > end;
}

/** Rough position in the year, month × 100 + day; null for places that have none. */
export function orderInYear(place: RawPlace): number | null {
  if (place.at === 'day' && typeof place.month === 'number')
    return place.month * 100 + (typeof place.day === 'number' ? place.day : 0);
  if (place.at === 'month' && typeof place.month === 'number') return place.month * 100 + 99;
  if (place.at === 'quarter' && place.quarter !== undefined) return place.quarter * 300 + 99;
  if (place.at === 'half' && place.half !== undefined) return place.half * 600 + 99;
  return null;
}
