// Which part of the log an event belongs to: who may read of work need not read of people.
import { eventTypesInOrder } from '../words/event-words.ts';

export type LogPart = 'work' | 'settings' | 'accounts';

/** What subjects begin with. What no list names is of the part that fewest people read. */
export const SUBJECTS_OF = {
  work: ['assignment', 'lead', 'plan', 'plan-row', 'plan-years', 'reminder', 'above'],
  settings: ['roster', 'contact', 'matter', 'ladder', 'calendar', 'settings', 'deliveries', 'webhook', 'office'],
} as const satisfies Record<Exclude<LogPart, 'accounts'>, readonly string[]>;

/** The part that events of this type stand in. */
export function partOfType(type: string): LogPart {
  if (OF_WORK.has(type)) return 'work';
  return OF_SETTINGS.test(type) ? 'settings' : 'accounts';
}

/** The types that somebody may filter by who may read these parts. */
export function typesOf(parts: readonly LogPart[]): string[] {
  return eventTypesInOrder().filter((type) => parts.includes(partOfType(type)));
}

const OF_WORK: ReadonlySet<string> = new Set([
  'plan-imported',
  'draft-deleted',
  'publication-begun',
  'plan-published',
  'deadline-decided',
  'plan-years-set',
  'assigned',
  'acknowledged',
  'reported',
  'verified',
  'returned',
  'withdrawn',
  'lead-moved',
  'facts-stated',
  'above-given',
  'above-changed',
  'above-handed-on',
  'above-reported',
  'above-returned',
  'above-verified',
  'above-withdrawn',
  'reminder-resent',
]);
const OF_SETTINGS = /^(zalo|settings|deliveries|roster|webhook|matter|channel|ladder|calendar|office)-/;
