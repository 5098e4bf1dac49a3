// What is open for one person: all that their agency leads, and the work of others that they were told of and that still concerns them.
import type { AssignmentRow } from '#contracts/assignment.ts';
import type { AudienceRole } from '#contracts/ladder.ts';
import { listShown } from './assignment-list-store.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { loadListedSource, type ViewDay } from './listed-source.ts';

/** Work of other agencies by what decides whether it concerns somebody: some dozens, however many pieces of work there are. */
export interface HeardWork {
  agencyId: string;
  fieldCode: string | null;
  role: AudienceRole;
}

// What is planned has not been said; a row that gave way to another was not either.
const TOLD = Prisma.sql`e.status IN ('staged', 'sending', 'sent', 'refused')`;
// Who verifies is asked while a report waits, everybody else as long as there is none.
const STILL_SAID = Prisma.sql`(l.status IN ('assigned', 'in-progress') AND e.audience <> 'verifier'
  OR l.status = 'reported' AND e.audience = 'verifier')`;

/** The kinds of other agencies' open work that a person was told of. */
export async function listHeardWork(database: Database, contactId: string): Promise<HeardWork[]> {
  return database.$queryRaw<HeardWork[]>`
    SELECT DISTINCT l.agency_id AS "agencyId", l.field_code AS "fieldCode", e.audience AS role
    FROM ledger_entry e JOIN listed_assignment l ON l.id = e.assignment_id
    WHERE e.contact_id = ${contactId} AND ${TOLD} AND ${STILL_SAID}`;
}

export interface WorkOfPerson {
  contactId: string;
  agencyId: string;
  /** Of what they were told of, the kinds that still concern them. */
  heard: readonly HeardWork[];
}

/** A page of it, most urgent first, and how many there are in all. */
export async function listOpenWork(
  database: Database,
  { contactId, agencyId, heard }: WorkOfPerson,
  page: { limit: number; offset: number },
  day: ViewDay,
): Promise<{ total: number; overdue: number; items: AssignmentRow[] }> {
  const source = await loadListedSource(database, day);
  const where = Prisma.sql`status IN ('assigned', 'in-progress', 'reported') AND (agency_id = ${agencyId} OR id IN (
    SELECT e.assignment_id FROM ledger_entry e JOIN listed_assignment l ON l.id = e.assignment_id
      JOIN json_to_recordset(${JSON.stringify(heard)}::json) AS h("agencyId" text, "fieldCode" text, role text)
        ON h."agencyId" = l.agency_id AND h."fieldCode" IS NOT DISTINCT FROM l.field_code AND h.role = e.audience
    WHERE e.contact_id = ${contactId} AND ${TOLD} AND ${STILL_SAID}))`;
  const [counts] = await database.$queryRaw<{ total: number; overdue: number }[]>`
    SELECT count(*)::int AS total, (count(*) FILTER (WHERE due_state = 'open-overdue'))::int AS overdue
    FROM (${source}) d WHERE ${where}`;
  const items = await listShown(database, source, where, { by: 'urgent', ...page });
  return { total: counts?.total ?? 0, overdue: counts?.overdue ?? 0, items };
}
