// The one place from which lists and counts read: the table that follows the log (docs/adr/0160), as it stood on a day, with the standing of
// each date on that day. What is due, when, of which nature and whose it is comes from the log: a row of the table of assignments that was
// changed, removed or put in by another hand moves no count.
import type { DueState } from '#contracts/assignment.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import type { Within } from '#domain/rights/reach.ts';
import { readListed } from './assignment-projection.ts';
import type { Database, Transaction } from './database.ts';
import { Prisma } from './generated/client.ts';

export interface ViewDay {
  dataDate: LocalDate;
  /** The first instant after `dataDate`: events from then on do not count. */
  dataEndsAt: Date;
  /** Left out = all of the office's work. */
  within?: Within;
}

/** A subquery of every assignment that was given out: the columns of `listed_assignment` with `due_state` and `days_late` on the day. */
export async function loadListedSource(database: Database | Transaction, day: ViewDay): Promise<Prisma.Sql> {
  const { later, starting } = await loadWhatDiffers(database, day);
  const rows = later.length === 0 ? asItStands() : await asOfDay(database, later, day);
  const all = starting.length === 0 ? rows : Prisma.sql`${rows} UNION ALL ${notYetStarted(starting)}`;
  return withDueState(onlyWithin(all, day.within ?? 'all'), day.dataDate);
}

/** The one place where somebody's list, count or report is cut to what they may see. */
function onlyWithin(rows: Prisma.Sql, within: Within): Prisma.Sql {
  if (within === 'all') return rows;
  const [agencyIds, fieldCodes] = [[...within.agencyIds], [...within.fieldCodes]];
  return Prisma.sql`SELECT * FROM (${rows}) office WHERE agency_id = ANY(${agencyIds}) OR field_code = ANY(${fieldCodes})`;
}

/** Assignments that have changed since the day, and plans with work that was given out and has no event yet. Both are rare, and found by an index. */
async function loadWhatDiffers(database: Database | Transaction, { dataEndsAt }: ViewDay) {
  const [found] = await database.$queryRaw<{ later: string[]; starting: string[] }[]>`
    SELECT
      array(SELECT id FROM listed_assignment WHERE latest_at >= ${dataEndsAt}) AS later,
      array(SELECT p.id FROM plan p WHERE p.status <> 'published' AND EXISTS (
        SELECT FROM assignment a
        WHERE a.plan_id = p.id AND NOT EXISTS (SELECT FROM listed_assignment l WHERE l.id = a.id)
      )) AS starting`;
  return found ?? { later: [], starting: [] };
}

const FACTS = [
  'id, key, plan_id, activity_id, position, title, title_folded, label, agency_id, agency_name, field_code, field_title, nature',
  'opens, due, due_working',
].flatMap((some) => some.split(', '));
const STATE = ['status', 'reported_on', 'acknowledged_at', 'settled', 'settled_days'];

function asItStands(): Prisma.Sql {
  return Prisma.sql`SELECT ${Prisma.raw([...FACTS, ...STATE].join(', '))} FROM listed_assignment`;
}

const LIVES_AT_ONCE = 1_000;

/** The table with the state of what has changed since folded from the events up to the day. */
async function asOfDay(database: Database | Transaction, later: readonly string[], { dataEndsAt }: ViewDay) {
  const states: object[] = [];
  for (let from = 0; from < later.length; from += LIVES_AT_ONCE)
    for (const row of await readListed(database, later.slice(from, from + LIVES_AT_ONCE), dataEndsAt)) {
      const { id, status, reportedOn, acknowledgedAt, settled, settledDays } = row;
      states.push({ id, status, reportedOn, acknowledgedAt, settled, settledDays });
    }
  const facts = FACTS.map((column) => `l.${column}`);
  const state = STATE.map((column) => `CASE WHEN was.id IS NULL THEN l.${column} ELSE was.${column} END AS ${column}`);
  return Prisma.sql`
    SELECT ${Prisma.raw([...facts, ...state].join(', '))} FROM listed_assignment l LEFT JOIN (
      SELECT id, status, "reportedOn" AS reported_on, "acknowledgedAt" AS acknowledged_at, settled, "settledDays" AS settled_days
      FROM jsonb_to_recordset(${JSON.stringify(states)}::jsonb) AS s(
        id text, status text, "reportedOn" date, "acknowledgedAt" timestamptz, settled text, "settledDays" int
      )
    ) was ON was.id = l.id`;
}

/** While a plan is being given out its work is there before its first event; every assignment of a plan that is published has one. */
function notYetStarted(plans: readonly string[]): Prisma.Sql {
  return Prisma.sql`
    SELECT a.id COLLATE "C", a.key COLLATE "C", a.plan_id, a.activity_id, row.position, a.title,
      lower(translate(regexp_replace(normalize(a.title, NFD), '[\\u0300-\\u036f]', '', 'g'), 'Đđ', 'Dd')),
      a.label, a.agency_id, g.name, row.field_code, f.title, a.nature, a.opens, a.due, a.due_working, 'assigned',
      NULL::date, NULL::timestamptz, CASE WHEN undated THEN 'undated' END, CASE WHEN undated THEN 0 END
    FROM assignment a
      JOIN agency g ON g.id = a.agency_id
      JOIN plan_activity row ON row.id = a.activity_id
      LEFT JOIN plan_field f ON f.plan_id = a.plan_id AND f.code = row.field_code,
      LATERAL (SELECT a.due_working IS NULL AS undated) date
    WHERE a.plan_id = ANY(${[...plans]}) AND NOT EXISTS (SELECT FROM listed_assignment l WHERE l.id = a.id)`;
}

/** What domain/audit/listed-assignment.ts leaves open: tests/store/lists-equal-rules.int.ts holds both against the rules. */
function withDueState(rows: Prisma.Sql, dataDate: LocalDate): Prisma.Sql {
  return Prisma.sql`
    SELECT listed.*,
      coalesce(settled_days, greatest(0, ${dataDate}::date - due_working)) AS days_late,
      coalesce(settled, CASE
        WHEN due_working < ${dataDate}::date THEN CASE status WHEN 'verified' THEN 'done-late' ELSE 'open-overdue' END
        ELSE CASE status WHEN 'verified' THEN 'done-on-time' ELSE 'open-in-time' END
      END) AS due_state
    FROM (${rows}) listed`;
}

const RUNNING: { readonly [State in DueState]?: 'past' | 'coming' } = {
  'open-overdue': 'past',
  'done-late': 'past',
  'open-in-time': 'coming',
  'done-on-time': 'coming',
};

/** The day on which open work falls due, of nothing else any: as its index has it, of which the planner knows how many lie behind a day. */
export const RUNS_TO = Prisma.sql`(CASE WHEN settled IS NULL THEN due_working END)`;

/** True of rows in one of the states: the same as `due_state`, in the words of the indexes. */
export function isInState(states: readonly DueState[], dataDate: LocalDate): Prisma.Sql {
  const running = states.flatMap((state) => {
    const when = RUNNING[state];
    if (when === undefined) return [];
    const isPast =
      when === 'past' ? Prisma.sql`${RUNS_TO} < ${dataDate}::date` : Prisma.sql`${RUNS_TO} >= ${dataDate}::date`;
    const isDone = state.startsWith('done') ? Prisma.sql`status = 'verified'` : Prisma.sql`status <> 'verified'`;
    return [Prisma.sql`(${isPast} AND ${isDone})`];
  });
  return Prisma.sql`(${Prisma.join([Prisma.sql`settled = ANY(${[...states]})`, ...running], ' OR ')})`;
}
