// The versions of the ladder and the editions of the calendar: who set each and when, and how much open work goes by it.
import type { Instant } from '#contracts/primitives.ts';
import { FINAL_STATUSES } from '#domain/lifecycle/state.ts';
import type { Database } from './database.ts';
import { fromTimestamp } from './local-date.ts';

export interface RuleVersion {
  id: string;
  number: number;
  createdAt: Instant;
  actor: string;
  /** Open assignments that go by it. */
  works: number;
}

const OPEN = { status: { notIn: [...FINAL_STATUSES] }, nature: { notIn: ['past', 'undecided'] } };

/** Of a ladder by its name, the latest first. */
export async function listLadderVersions(database: Database, name: string): Promise<RuleVersion[]> {
  const rows = await database.ladderPolicy.findMany({
    where: { name },
    select: { id: true, version: true, createdAt: true, _count: { select: { assignments: { where: OPEN } } } },
    orderBy: { version: 'desc' },
  });
  const actors = await listActors(database, 'ladder-set', rows);
  return rows.map((row) => toVersion(row, row.version, actors));
}

/** Of a calendar by its name, the latest first. */
export async function listCalendarEditions(database: Database, name: string): Promise<RuleVersion[]> {
  const rows = await database.calendarEdition.findMany({
    where: { name },
    select: { id: true, edition: true, createdAt: true, _count: { select: { assignments: { where: OPEN } } } },
    orderBy: { edition: 'desc' },
  });
  const actors = await listActors(database, 'calendar-set', rows);
  return rows.map((row) => toVersion(row, row.edition, actors));
}

function toVersion(
  { id, createdAt, _count }: { id: string; createdAt: Date; _count: { assignments: number } },
  number: number,
  actors: ReadonlyMap<string, string>,
): RuleVersion {
  // A version before the log told of settings has nobody who set it.
  return { id, number, createdAt: fromTimestamp(createdAt), actor: actors.get(id) ?? '', works: _count.assignments };
}

async function listActors(database: Database, type: 'ladder-set' | 'calendar-set', rows: readonly { id: string }[]) {
  const kind = type === 'ladder-set' ? 'ladder' : 'calendar';
  const subjects = rows.map(({ id }) => `${kind}/${id}`);
  const events = await database.auditEvent.findMany({
    where: { type, subject: { in: subjects } },
    select: { subject: true, actor: true },
  });
  return new Map(events.map(({ subject, actor }) => [subject.slice(kind.length + 1), actor]));
}
