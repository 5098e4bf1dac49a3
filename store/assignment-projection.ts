// The table that lists and reports are read from follows the log (docs/adr/0160): whoever appends events renews the rows they speak of, in the
// same transaction. A row is folded whole from its events, so that it is right however they came.
import { type AssignmentFacts, readLoggedEvent, readLoggedPayload } from '#contracts/logged-events.ts';
import { factsOf, type RecordedEvent } from '#domain/audit/fold-events.ts';
import {
  type ListedAssignment,
  type ListedState,
  listedAssignment,
  listedState,
} from '#domain/audit/listed-assignment.ts';
import { groupBy } from '#domain/shared/group-by.ts';
import { readAssignmentFacts } from './assignment-facts.ts';
import type { Database, Transaction } from './database.ts';
import { fromTimestamp } from './local-date.ts';

const FAMILY = 'assignment/';
/** Who leads the work is told beside its life: no number of the lifecycle is taken. */
const LEADS = 'lead/';
/** Lives that are folded at once. */
const LIVES_AT_ONCE = 1_000;

/** Renews the rows of what the subjects name, of what else they name nothing. Must run inside the transaction that appended the events. */
export async function renewListed(tx: Transaction, subjects: readonly string[]): Promise<void> {
  const ids = subjects.flatMap((subject) => {
    const family = [FAMILY, LEADS].find((one) => subject.startsWith(one));
    return family === undefined ? [] : [subject.slice(family.length)];
  });
  const unique = [...new Set(ids)];
  for (let from = 0; from < unique.length; from += LIVES_AT_ONCE)
    await putRows(tx, await readListed(tx, unique.slice(from, from + LIVES_AT_ONCE)));
}

/**
 * The rows as the log gives them, after all events or after those before `until`; what neither the log nor the table states facts of has
 * none.
 */
export async function readListed(
  tx: Database | Transaction,
  ids: readonly string[],
  until: Date | null = null,
): Promise<ListedAssignment[]> {
  const lives = await readLives(tx, ids, until);
  const unstated = [...lives].flatMap(([id, { facts }]) => (facts === null ? [id] : []));
  const rowFacts = unstated.length === 0 ? null : await readAssignmentFacts(tx, { id: { in: unstated } });
  const leads = await readLeads(tx, ids);
  const known = [...lives].flatMap(([id, { facts, state }]) => {
    const stated = facts ?? rowFacts?.get(id);
    return stated === undefined ? [] : [{ id, facts: { ...stated, ...leads.get(id) }, state, stated: facts !== null }];
  });
  const activities = new Set(known.map(({ facts }) => facts.activityId));
  const positions = await tx.$queryRaw<{ id: string; position: number }[]>`
    SELECT id, position FROM plan_activity WHERE id = ANY(${[...activities]})`;
  const positionOf = new Map(positions.map(({ id, position }) => [id, position]));
  return known.map(({ id, facts, state, stated }) =>
    listedAssignment(id, facts, state, { position: positionOf.get(facts.activityId) ?? null, stated }),
  );
}

/** The agency that leads the work now, of what was moved. */
async function readLeads(tx: Database | Transaction, ids: readonly string[]) {
  const events = await tx.$queryRaw<{ subject: string; payload: unknown }[]>`
    SELECT DISTINCT ON (subject) subject, payload FROM audit_event
    WHERE subject = ANY(${ids.map((id) => `${LEADS}${id}`)}) AND type = 'lead-moved' ORDER BY subject, sequence DESC`;
  return new Map(
    events.map(({ subject, payload }) => {
      const { agencyId, agencyName } = readLoggedPayload('lead-moved', payload);
      return [subject.slice(LEADS.length), { agencyId, agencyName }];
    }),
  );
}

interface LifeEvent {
  subject: string;
  sequence: number;
  type: string;
  occurred_at: Date;
  payload: unknown;
}

/**
 * Facts, whenever they were stated, and the state: after all events, or after those before `until`. What is no event of the product's is
 * passed over here and named by `audit verify`.
 */
async function readLives(
  tx: Database | Transaction,
  ids: readonly string[],
  until: Date | null,
): Promise<Map<string, { facts: AssignmentFacts | null; state: ListedState }>> {
  const subjects = ids.map((id) => `${FAMILY}${id}`);
  // Only what a count needs leaves the database.
  const events = await tx.$queryRaw<LifeEvent[]>`
    SELECT subject, sequence, type, occurred_at,
      CASE WHEN type IN ('assigned', 'facts-stated', 'reported') THEN payload ELSE '{}' END AS payload
    FROM audit_event WHERE subject = ANY(${subjects}) ORDER BY subject, sequence`;
  const bySubject = groupBy(events, ({ subject }) => subject);
  return new Map(
    [...bySubject].map(([subject, life]) => {
      const told = life.flatMap(readEvent);
      const state = listedState(until === null ? told : told.filter(({ at }) => at < until));
      return [subject.slice(FAMILY.length), { facts: factsOf(told), state }];
    }),
  );
}

function readEvent({
  type,
  payload,
  sequence,
  occurred_at: at,
}: LifeEvent): (RecordedEvent & { sequence: number; at: Date })[] {
  try {
    return [{ ...readLoggedEvent(type, payload), sequence, occurredAt: fromTimestamp(at), at }];
  } catch {
    return [];
  }
}

async function putRows(tx: Transaction, rows: readonly ListedAssignment[]): Promise<void> {
  if (rows.length === 0) return;
  // As one value: a statement built value by value holds up the loop.
  await tx.$executeRaw`
    INSERT INTO listed_assignment (
      id, key, plan_id, activity_id, position, title, title_folded, label, agency_id, agency_name, field_code, field_title, nature,
      opens, due, due_working, status, sequence, reported_on, acknowledged_at, settled, settled_days, latest_at, stated
    )
    SELECT r.id, r.key, r."planId", r."activityId", r.position, r.title, r."titleFolded", r.label, r."agencyId", r."agencyName",
      r."fieldCode", r."fieldTitle", r.nature, r.opens, r.due, r."dueWorking", r.status, r.sequence, r."reportedOn", r."acknowledgedAt",
      r.settled, r."settledDays", r."latestAt", r.stated
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
      id text, key text, "planId" text, "activityId" text, position int, title text, "titleFolded" text, label text, "agencyId" text,
      "agencyName" text, "fieldCode" text, "fieldTitle" text, nature text, opens date, due date, "dueWorking" date, status text,
      sequence int, "reportedOn" date, "acknowledgedAt" timestamptz, settled text, "settledDays" int, "latestAt" timestamptz,
      stated boolean
    )
    ON CONFLICT (office_id, id) DO UPDATE SET
      key = EXCLUDED.key, plan_id = EXCLUDED.plan_id, activity_id = EXCLUDED.activity_id, position = EXCLUDED.position,
      title = EXCLUDED.title, title_folded = EXCLUDED.title_folded, label = EXCLUDED.label, agency_id = EXCLUDED.agency_id,
      agency_name = EXCLUDED.agency_name, field_code = EXCLUDED.field_code, field_title = EXCLUDED.field_title,
      nature = EXCLUDED.nature, opens = EXCLUDED.opens, due = EXCLUDED.due, due_working = EXCLUDED.due_working,
      status = EXCLUDED.status, sequence = EXCLUDED.sequence, reported_on = EXCLUDED.reported_on,
      acknowledged_at = EXCLUDED.acknowledged_at, settled = EXCLUDED.settled, settled_days = EXCLUDED.settled_days, latest_at = EXCLUDED.latest_at, stated = EXCLUDED.stated`;
}
