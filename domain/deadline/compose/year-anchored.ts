import type { SimplePlace, TimeWindow } from '#contracts/deadline.ts';

/** A window that names its month, so it comes once a year whatever the rhythm. */
export function isYearAnchored(window: TimeWindow): boolean {
  const place: SimplePlace = window.until.at === 'offset' ? window.until.base : window.until;
  if (place.at === 'day' || place.at === 'month') return typeof place.month === 'number';
  return place.at !== 'period' && place.at !== 'weekday' && place.at !== 'now';
}
