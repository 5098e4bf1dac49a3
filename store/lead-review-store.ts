// The leads of a draft as its table names them, held against the roster of today.
import type { PlanIssue } from '#contracts/plan.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { type NamedLead, reviewLeads } from '#domain/assignment/review-leads.ts';
import type { KnownChannel } from '#domain/delivery/known-channel.ts';
import type { Database } from './database.ts';
import { findRoster } from './roster-store.ts';

/** What speaks against the leads of a draft; before there is a roster nothing can be said of them. */
export async function listLeadIssues(
  database: Database,
  { revisionId }: { revisionId: string },
  look: { date: LocalDate; channels: readonly KnownChannel[] },
): Promise<PlanIssue[]> {
  const roster = await findRoster(database);
  return roster === null ? [] : reviewLeads(await listNamedLeads(database, revisionId), { roster, ...look });
}

/** Each name once, in the order of the table. */
async function listNamedLeads(database: Database, revisionId: string): Promise<NamedLead[]> {
  const rows = await database.$queryRaw<{ name: string; rows: number; table: number; row: number }[]>`
    SELECT name, count(DISTINCT position)::int AS rows, (array_agg(table_number ORDER BY position))[1] AS "table",
      (array_agg(row_number ORDER BY position))[1] AS "row"
    FROM plan_activity, unnest(leads) AS name WHERE revision_id = ${revisionId} GROUP BY name ORDER BY min(position), name`;
  return rows.map(({ name, rows: count, table, row }) => ({ name, rows: count, place: { table, row } }));
}
