// The version of the roster as an entity tag, and what others changed since somebody looked at it.
import { readLoggedPayload } from '#contracts/logged-events.ts';
import { versionTag } from '#domain/shared/version-tag.ts';
import type { Database } from './database.ts';
import { fromTimestamp } from './local-date.ts';
import type { ForeignChange } from './plan-version-store.ts';

const LISTED_MAX = 10;
const LINES_MAX = 3;

export function rosterTag(version: number): string {
  return versionTag('roster', 'office', version);
}

/** The version that one of the tags names; 0 = none does. */
export function rosterVersionOf(tags: readonly string[]): number {
  const versions = tags.map((tag) => Number(/^"roster-office-(\d{1,9})"$/.exec(tag)?.[1] ?? 0));
  return Math.max(0, ...versions);
}

/** What was changed after that version, the latest first, the first few of many. */
export async function listRosterChanges(database: Database, version: number): Promise<ForeignChange[]> {
  const events = await database.auditEvent.findMany({
    where: { subject: 'roster', type: 'roster-imported' },
    orderBy: { index: 'desc' },
    take: LISTED_MAX,
  });
  return events.flatMap(({ payload, actor, occurredAt }) => {
    const { version: made = 0, lines = [] } = readLoggedPayload('roster-imported', payload);
    if (made <= version) return [];
    const more = lines.length > LINES_MAX ? [`và ${lines.length - LINES_MAX} thay đổi khác`] : [];
    return [{ at: fromTimestamp(occurredAt), actor, what: [...lines.slice(0, LINES_MAX), ...more].join('; ') }];
  });
}
