// The audit log as people look through it: newest first, by filter, with what each event is about.
import { type LogPart, SUBJECTS_OF } from '#domain/audit/log-part.ts';
import { foldDiacritics } from '#domain/shared/slug.ts';
import { eventTypesInOrder, eventWords } from '#domain/words/event-words.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';

export interface LogFilter {
  /** What somebody may read; `accounts` covers whatever the others do not. */
  parts: readonly LogPart[];
  recordedFrom?: Date | undefined;
  /** The first instant that does not count any more. */
  recordedBefore?: Date | undefined;
  type?: string | undefined;
  actorWords?: string | undefined;
  agencyId?: string | undefined;
  planId?: string | undefined;
  assignmentId?: string | undefined;
  words?: string | undefined;
  /** Only this event. */
  index?: number | undefined;
}

export interface ViewedEvent {
  index: number;
  subject: string;
  sequence: number;
  type: string;
  actor: string;
  occurredAt: Date;
  recordedAt: Date;
  payload: unknown;
  previousHash: string;
  hash: string;
  assignmentId: string | null;
  planId: string | null;
  /** What it is about, as it is called now. */
  about: string | null;
  agencyName: string | null;
}

/** Events before `before`, the newest first; one more than `limit` when there are more. */
export async function listAuditEvents(
  database: Database,
  filter: LogFilter,
  { before, limit }: { before: number | null; limit: number },
): Promise<ViewedEvent[]> {
  const cursor = before === null ? Prisma.sql`true` : Prisma.sql`e.index < ${before}::bigint`;
  const rows = await database.$queryRaw<(Omit<ViewedEvent, 'index'> & { index: bigint })[]>`
    SELECT e.index, e.subject, e.sequence, e.type, e.actor, e.occurred_at AS "occurredAt", e.recorded_at AS "recordedAt", e.payload,
      e.previous_hash AS "previousHash", e.hash, l.id AS "assignmentId", p.id AS "planId", ${ABOUT} AS about, l.agency_name AS "agencyName"
    FROM (SELECT *, split_part(subject, '/', 1) AS family, substr(subject, strpos(subject, '/') + 1) AS rest FROM audit_event) e
      LEFT JOIN ledger_entry r ON e.family = 'reminder' AND r.id = e.rest
      LEFT JOIN listed_assignment l ON (e.family IN ('assignment', 'lead') AND l.id = e.rest) OR (e.family = 'reminder' AND l.id = r.assignment_id)
      LEFT JOIN plan_activity a ON e.family = 'plan-row' AND a.id = e.rest
      LEFT JOIN work_from_above w ON e.family = 'above' AND w.id = e.rest
      LEFT JOIN plan p ON p.id = CASE WHEN e.family IN ('plan', 'plan-years') THEN e.rest ELSE coalesce(l.plan_id, a.plan_id, w.plan_id) END
      LEFT JOIN user_account u ON e.family = 'account' AND u.id = e.rest
      LEFT JOIN contact c ON e.family = 'contact' AND c.id = e.rest
    WHERE ${cursor} AND ${conditionsOf(filter)}
    ORDER BY e.index DESC LIMIT ${limit + 1}`;
  return rows.map((row) => ({ ...row, index: Number(row.index) }));
}

const ABOUT = Prisma.sql`coalesce(l.title, a.title, w.title, p.title, u.name, c.name)`;

function conditionsOf(filter: LogFilter): Prisma.Sql {
  const { recordedFrom, recordedBefore, type, actorWords, agencyId, planId, assignmentId, words, index } = filter;
  const given = (value: unknown, condition: () => Prisma.Sql) => (value === undefined ? [] : [condition()]);
  return Prisma.join(
    [
      ofParts(filter.parts),
      ...given(index, () => Prisma.sql`e.index = ${index}::bigint`),
      ...given(recordedFrom, () => Prisma.sql`e.recorded_at >= ${recordedFrom}`),
      ...given(recordedBefore, () => Prisma.sql`e.recorded_at < ${recordedBefore}`),
      ...given(type, () => Prisma.sql`e.type = ${type}`),
      ...given(agencyId, () => Prisma.sql`l.agency_id = ${agencyId}`),
      ...given(planId, () => Prisma.sql`p.id = ${planId}`),
      ...given(assignmentId, () => Prisma.sql`l.id = ${assignmentId}`),
      ...wordsOf(actorWords).map((word) => has(Prisma.sql`e.actor`, word)),
      ...wordsOf(words).map(isAbout),
    ],
    ' AND ',
  );
}

function ofParts(parts: readonly LogPart[]): Prisma.Sql {
  if (parts.includes('accounts')) return Prisma.sql`true`;
  const families = parts.flatMap((part) => (part === 'accounts' ? [] : SUBJECTS_OF[part]));
  return Prisma.sql`e.family = ANY(${families})`;
}

/** In what happened, who did it, or what it is about. */
function isAbout(word: string): Prisma.Sql {
  const types = eventTypesInOrder().filter((type) => foldDiacritics(eventWords(type)).includes(word));
  const places = [Prisma.sql`e.actor`, ABOUT, Prisma.sql`l.agency_name`].map((place) => has(place, word));
  return Prisma.sql`(e.type = ANY(${types}) OR ${Prisma.join(places, ' OR ')})`;
}

/** The same folding as domain/shared/slug.ts. */
function has(text: Prisma.Sql, word: string): Prisma.Sql {
  return Prisma.sql`strpos(lower(translate(regexp_replace(normalize(coalesce(${text}, ''), NFD), '[\\u0300-\\u036f]', '', 'g'), 'Đđ', 'Dd')), ${word}) > 0`;
}

function wordsOf(text: string | undefined): string[] {
  return [...new Set(foldDiacritics(text ?? '').split(/\s+/))].filter(Boolean);
}
