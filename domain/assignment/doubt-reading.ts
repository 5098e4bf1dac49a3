import type { DeadlineReading } from '#contracts/deadline.ts';
import { explainReading } from '#domain/deadline/words/explain-reading.ts';

/** The reading of a text, unsure for what the table around it leaves open; without such doubts the same object. */
export function doubtReading(reading: DeadlineReading, doubts: readonly string[] = []): DeadlineReading {
  if (doubts.length === 0) return reading;
  const all = [...reading.doubts, ...doubts];
  return { ...reading, sure: false, doubts: all, why: explainReading(reading.rule, reading.deadlines, all) };
}
