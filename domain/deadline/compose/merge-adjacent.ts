import type { TimePlace, TimeWindow } from '#contracts/deadline.ts';

/** Neighbouring quarters or months in a list as one window ("quý II, III/2024"); a list with gaps stays a list of dates. */
export function mergeAdjacent(windows: readonly TimeWindow[], doubts: string[]): TimeWindow[] {
  const first = windows[0];
  const last = windows[windows.length - 1];
  if (!first || !last || windows.length < 2) return [...windows];
  const indexes = windows.map((one) => (one.bound === 'in' && one.from === null ? indexOf(one.until) : null));
  if (windows.every((one) => one.until.at === 'year')) doubts.push('nhiều năm: không rõ là một khoảng hay từng năm');
  if (indexes.some((one) => one === null)) return [...windows];
  const steps = indexes.slice(1).map((one, k) => (one as number) - (indexes[k] as number));
  if (steps.every((step) => step === 1)) {
    if (windows.length === 4 && first.until.at === 'quarter') doubts.push('bốn quý: có thể là từng quý');
    if (first.until.at === 'month') doubts.push('các tháng liền nhau: hiểu là một khoảng');
    return [{ from: first.until, bound: 'in', until: last.until, clock: null }];
  }
  if (steps.includes(1)) doubts.push('có kỳ liền nhau, có kỳ rời nhau');
  return [...windows];
}

/** A running number of whole quarters or months, so that neighbours differ by one; the two kinds never meet. */
function indexOf(place: TimePlace): number | null {
  if (place.at !== 'quarter' && place.at !== 'month') return null;
  if (place.part !== 'whole') return null;
  const year = typeof place.year === 'number' ? place.year : place.year.plan - 5000;
  if (place.at === 'quarter') return year * 4 + place.quarter;
  return typeof place.month === 'number' ? 1_000_000 + year * 12 + place.month : null;
}
