// Moments: the only place where one is made, compared or moved. Also runs inside the workflow bundle: no Luxon, no zod.
import type { Instant } from '#contracts/primitives.ts';
import { localDateOf } from './local-date.ts';

/**
 * The one text of a moment: UTC, a fraction only when there is one, so that two texts of one moment are equal. Takes ISO 8601 with any
 * offset and precision (what is finer than a millisecond is cut off), milliseconds since the epoch, or a Date; throws for anything else.
 */
export function instantOf(moment: string | number | Date): Instant {
  if (typeof moment === 'string') checkText(moment);
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) throw new RangeError(`not a moment: ${moment}`);
  // Not always with milliseconds: slots are names of running workflows and stand in hashed events without them (ADR 0025).
  return date.toISOString().replace('.000Z', 'Z') as Instant;
}

/** Milliseconds since the epoch. */
export function epochMsOf(instant: Instant): number {
  return Date.parse(instant);
}

/** Negative, zero or positive as `a` is before, at or after `b`: for sorting. Never by text: ".5Z" sorts before "Z". */
export function compareInstants(a: Instant, b: Instant): number {
  return epochMsOf(a) - epochMsOf(b);
}

export function isBefore(a: Instant, b: Instant): boolean {
  return compareInstants(a, b) < 0;
}

export function isAfter(a: Instant, b: Instant): boolean {
  return compareInstants(a, b) > 0;
}

/** True for one moment, also when one of the texts was stored before there was one form. */
export function isSameInstant(a: Instant, b: Instant): boolean {
  return compareInstants(a, b) === 0;
}

export function latestOf(a: Instant, b: Instant): Instant {
  return isBefore(a, b) ? b : a;
}

/** `instant` moved by milliseconds; a part of one is cut off. */
export function addMs(instant: Instant, ms: number): Instant {
  return instantOf(Math.trunc(epochMsOf(instant) + ms));
}

export function addMinutes(instant: Instant, minutes: number): Instant {
  return addMs(instant, minutes * 60_000);
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

function checkText(text: string): void {
  const day = MOMENT.exec(text)?.[1];
  if (day === undefined) throw new RangeError(`not a moment: ${text}`);
  // Looked at by itself: Date takes 30 February for 2 March.
  localDateOf(day);
}
