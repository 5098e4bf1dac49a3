// What is open for somebody: all that their agency leads, and the work of others that they were told of and that still concerns them.
import type { AssignmentRow } from '#contracts/assignment.ts';
import type { AudienceRole } from '#contracts/ladder.ts';
import { listShown } from './assignment-list-store.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { loadListedSource, type ViewDay } from './listed-source.ts';

/** Work of other agencies by what decides whether it concerns somebody: some dozens, however many pieces of work there are. */
export interface HeardWork {
  contactId: string;
  agencyId: string;
  fieldCode: string | null;
  role: AudienceRole;
}

// What is planned has not been said; a row that gave way to another was not either.
const TOLD = Prisma.sql`e.status IN ('staged', 'sending', 'sent', 'refused')`;
// Who verifies is asked while a report waits, everybody else as long as there is none.
const STILL_SAID = Prisma.sql`(l.status IN ('assigned', 'in-progress') AND e.audience <> 'verifier'
  OR l.status = 'reported' AND e.audience = 'verifier')`;

/** The kinds of other agencies' open work that each of these people was told of. */
export async function listHeardWork(database: Database, contactIds: readonly string[]): Promise<HeardWork[]> {
  return database.$queryRaw<HeardWork[]>`
    SELECT DISTINCT e.contact_id AS "contactId", l.agency_id AS "agencyId", l.field_code AS "fieldCode", e.audience AS role
    FROM ledger_entry e JOIN listed_assignment l ON l.id = e.assignment_id
    WHERE e.contact_id = ANY(${contactIds}) AND ${TOLD} AND ${STILL_SAID}`;
}

export interface WorkOfPeople {
  /** Whose agencies' work it is. */
  agencyIds: readonly string[];
  /** Of what people were told of, the kinds that still concern them. */
  heard: readonly HeardWork[];
}

/** A page of it, most urgent first, and how many there are in all. */
export async function listOpenWork(
  database: Database,
  { agencyIds, heard }: WorkOfPeople,
  page: { limit: number; offset: number },
  day: ViewDay,
): Promise<{ total: number; overdue: number; items: AssignmentRow[] }> {
  const source = await loadListedSource(database, day);
  const where = Prisma.sql`status IN ('assigned', 'in-progress', 'reported') AND (agency_id = ANY(${agencyIds}) OR id IN (
    SELECT e.assignment_id FROM ${heardRows(heard)}))`;
  const [counts] = await database.$queryRaw<{ total: number; overdue: number }[]>`
    SELECT count(*)::int AS total, (count(*) FILTER (WHERE due_state = 'open-overdue'))::int AS overdue
    FROM (${source}) d WHERE ${where}`;
  const items = await listShown(database, source, where, { by: 'urgent', ...page });
  return { total: counts?.total ?? 0, overdue: counts?.overdue ?? 0, items };
}

/** Whom each of these pieces of work still concerns, of the people who were told of it; where it is several, one of them. */
export async function listHearers(
  database: Database,
  assignmentIds: readonly string[],
  heard: readonly HeardWork[],
): Promise<Map<string, string>> {
  const rows = await database.$queryRaw<{ assignmentId: string; contactId: string }[]>`
    SELECT e.assignment_id AS "assignmentId", min(e.contact_id) AS "contactId" FROM ${heardRows(heard)}
      AND e.assignment_id = ANY(${assignmentIds}) GROUP BY 1`;
  return new Map(rows.map(({ assignmentId, contactId }) => [assignmentId, contactId]));
}

/** The rows `e` by which people were told of work of these kinds. */
function heardRows(heard: readonly HeardWork[]): Prisma.Sql {
  return Prisma.sql`ledger_entry e JOIN listed_assignment l ON l.id = e.assignment_id
      JOIN json_to_recordset(${JSON.stringify(heard)}::json) AS h("contactId" text, "agencyId" text, "fieldCode" text, role text)
        ON h."contactId" = e.contact_id AND h."agencyId" = l.agency_id AND h."fieldCode" IS NOT DISTINCT FROM l.field_code AND h.role = e.audience
    WHERE ${TOLD} AND ${STILL_SAID}`;
}

export interface ReportStanding {
  products: string[];
  /** Why the latest report was returned; null = there is none, or it was not. */
  returnReason: string | null;
}

/** What is wanted of each of these pieces of work, and what became of the latest report on it. */
export async function listReportStandings(
  database: Database,
  assignmentIds: readonly string[],
): Promise<Map<string, ReportStanding>> {
  const rows = await database.assignment.findMany({
    where: { id: { in: [...assignmentIds] } },
    select: {
      id: true,
      activity: { select: { products: true } },
      reports: { orderBy: { sequence: 'desc' }, take: 1, select: { outcome: true, outcomeReason: true } },
    },
  });
  return new Map(
    rows.map(({ id, activity, reports: [latest] }) => [
      id,
      { products: activity.products, returnReason: latest?.outcome === 'returned' ? latest.outcomeReason : null },
    ]),
  );
}
