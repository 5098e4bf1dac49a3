// Assignments counted by the database: what the overview and the report add up.
import type { DueState } from '#contracts/assignment.ts';
import type { Overview } from '#contracts/overview.ts';
import { type CountedGroup, countStates } from '#domain/audit/build-report.ts';
import { listShown } from './assignment-list-store.ts';
import type { Database, Transaction } from './database.ts';
import { Prisma } from './generated/client.ts';
import { isInState, loadListedSource, RUNS_TO, type ViewDay } from './listed-source.ts';

interface GroupRow {
  ofAgency: boolean;
  agencyId: string | null;
  agencyName: string | null;
  fieldCode: string | null;
  fieldTitle: string | null;
  dueState: DueState;
  count: number;
}

/** Each assignment once by its agency and once by its field, in the order of the plans and of their rows. */
export async function listCountedGroups(
  database: Database | Transaction,
  source: Prisma.Sql,
  where: Prisma.Sql,
): Promise<CountedGroup[]> {
  // One value: thousands of agencies taken apart cell by cell hold up the loop.
  const [found] = await database.$queryRaw<{ rows: GroupRow[] | null }[]>`
    WITH counted AS (
      SELECT GROUPING(agency_id) = 0 AS of_agency, agency_id, min(agency_name) AS stated_name, field_code, field_title, due_state,
        count(*)::int AS count, min(${PLACE}) AS place
      FROM (SELECT * FROM (${source}) d WHERE ${where}) l ${PLACES}
      GROUP BY GROUPING SETS ((agency_id, due_state), (field_code, field_title, due_state))
    )
    SELECT json_agg(json_build_object(
      'ofAgency', of_agency, 'agencyId', agency_id, 'agencyName', coalesce(g.name, stated_name), 'fieldCode', field_code,
      'fieldTitle', field_title, 'dueState', due_state, 'count', count) ORDER BY place, agency_id COLLATE "C") AS rows
    FROM counted LEFT JOIN agency g ON g.id = agency_id`;
  return (found?.rows ?? []).map(({ ofAgency, agencyId, agencyName, fieldCode, fieldTitle, dueState, count }) =>
    ofAgency
      ? { of: 'agency', agencyId: agencyId ?? '', agencyName: agencyName ?? '', dueState, count }
      : { of: 'field', fieldCode, fieldTitle, dueState, count },
  );
}

// More than a plan has rows.
const ROWS_MAX = 10_000_000;
/** Numbers the rows of all plans through, the oldest plan first; what has lost its plan or its row comes last. */
const PLACE = Prisma.sql`coalesce(plan_places.place, ${ROWS_MAX}::int) * ${ROWS_MAX}::bigint + coalesce(position, ${ROWS_MAX - 1}::int)`;
const PLACES = Prisma.sql`
  LEFT JOIN (SELECT id, row_number() OVER (ORDER BY created_at, id) AS place FROM plan) plan_places ON plan_places.id = l.plan_id`;

type OverviewOfWork = Pick<
  Overview,
  'total' | 'overdueByAgency' | 'dueNext' | 'waitingForVerification' | 'waitingCount'
>;

/** The four-way count, who is late, what comes next and what waits, the lists up to so many. */
export async function loadOverviewOfWork(
  database: Database,
  day: ViewDay,
  most: { dueNext: number; waiting: number },
): Promise<OverviewOfWork> {
  const source = await loadListedSource(database, day);
  const [states, overdueByAgency, dueNext, waitingForVerification] = await Promise.all([
    database.$queryRaw<{ dueState: DueState; count: number; waiting: number }[]>`
      SELECT due_state AS "dueState", count(*)::int AS count, (count(*) FILTER (WHERE status = 'reported'))::int AS waiting
      FROM (${source}) d GROUP BY due_state`,
    listOverdueAgencies(database, source, day),
    listNext(database, source, day, most.dueNext),
    listShown(database, source, Prisma.sql`status = 'reported'`, { limit: most.waiting, by: 'plan' }),
  ]);
  const waitingCount = states.reduce((sum, { waiting }) => sum + waiting, 0);
  return { total: countStates(states), overdueByAgency, dueNext, waitingForVerification, waitingCount };
}

/** Open work whose day comes next, and which nobody has reported. */
function listNext(database: Database, source: Prisma.Sql, { dataDate }: ViewDay, limit: number) {
  const isNext = Prisma.sql`${RUNS_TO} >= ${dataDate}::date AND status IN ('assigned', 'in-progress')`;
  const first = Prisma.sql`SELECT * FROM (${source}) d WHERE ${isNext} ORDER BY ${RUNS_TO}, key, id LIMIT ${limit}`;
  return listShown(database, first, Prisma.sql`true`, { by: 'due' });
}

/** Agencies with overdue work, the most and the longest first. */
function listOverdueAgencies(
  database: Database,
  source: Prisma.Sql,
  { dataDate }: ViewDay,
): Promise<Overview['overdueByAgency']> {
  return database.$queryRaw<Overview['overdueByAgency']>`
    SELECT agency_id AS "agencyId", coalesce(g.name, min(agency_name)) AS "agencyName", count(*)::int AS overdue,
      max(days_late)::int AS "maxDaysLate"
    FROM (SELECT * FROM (${source}) d WHERE ${isInState(['open-overdue'], dataDate)}) l ${PLACES} LEFT JOIN agency g ON g.id = l.agency_id
    GROUP BY agency_id, g.name
    ORDER BY overdue DESC, "maxDaysLate" DESC, min(${PLACE}), agency_id COLLATE "C"`;
}
