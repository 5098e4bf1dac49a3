// A database with what an installation has before and after its first plan, through the stores that the product uses.

import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import type { ParsedPlan } from '#contracts/plan.ts';
import type { Instant } from '#contracts/primitives.ts';
import type { Roster } from '#contracts/roster.ts';
import { createWorkCalendar } from '#domain/calendar/work-calendar.ts';
import { type Journey, runJourney } from '#domain/journey.ts';
import { remindersToCome } from '#domain/lifecycle/reminders-to-come.ts';
import { CALENDAR_NAME, findLatestEdition } from '#store/calendar-store.ts';
import { type Database, openDatabase } from '#store/database.ts';
import { createDirectory } from '#store/directory.ts';
import { loadLifecycleRow } from '#store/lifecycle-store.ts';
import { addDraftPlan, findPlan, type StoredPlan } from '#store/plan-store.ts';
import { findLatestPolicy } from '#store/policy-store.ts';
import { ledgerData, type PublicationInput } from '#store/publication-store.ts';
import { findRoster } from '#store/roster-store.ts';
import { aPlan, aRoster, vn, ZONE } from './builders.ts';
import { asOwner, ownTestDatabase } from './postgres.ts';
import { recordAsBefore, recordPublication } from './publication.ts';
import { ensureDefaults, saveRoster } from './settings.ts';

/** The test file's own database, with a Prisma client that lives as long as the file. */
export function ownDatabase(): { readonly url: string; readonly ownerUrl: string; readonly database: Database } {
  const own = ownTestDatabase();
  let database: Database | undefined;
  beforeAll(() => {
    database = openDatabase(own.url);
  });
  afterAll(async () => {
    await database?.$disconnect();
  });
  return {
    get url() {
      return own.url;
    },
    get ownerUrl() {
      return own.ownerUrl;
    },
    get database() {
      if (database === undefined) throw new Error('the database is open from beforeAll on');
      return database;
    },
  };
}

/** Calendar, ladder and roster: what an installation has before its first plan. */
export async function furnish(database: Database, roster: Roster = aRoster()): Promise<void> {
  await ensureDefaults(database, new Date(vn('2026-01-02 08:00')));
  await saveRoster(database, roster, ZONE);
}

/** Stores a draft as the importer would. */
export async function addPlan(database: Database, parsed: ParsedPlan = aPlan()): Promise<string> {
  const file = {
    fileName: 'ke-hoach.docx',
    fileSha256: randomBytes(32).toString('hex'),
    sample: false,
    actor: 'Cán bộ',
  };
  // Two plans of one content are one plan to the product: each one of a test is a plan of its own.
  const rows = parsed.rows.map((row, index) =>
    index === 0 ? { ...row, funding: row.funding ?? `Dự toán ${randomUUID()}` } : row,
  );
  return addDraftPlan(database, { parsed: { ...parsed, rows }, ...file, now: new Date(vn('2026-01-05 08:30')) });
}

/** Everything that recordPublication wants for a draft, and the journey that it must record. */
export async function publicationOf(
  database: Database,
  planId: string,
  publishedAt: Instant = vn('2026-01-05 09:00'),
  policyName = 'mac-dinh',
): Promise<PublicationInput & { plan: StoredPlan; journey: Journey }> {
  const [plan, roster, edition, policy] = await Promise.all([
    findPlan(database, planId),
    findRoster(database),
    findLatestEdition(database, CALENDAR_NAME),
    findLatestPolicy(database, policyName),
  ]);
  if (plan === null || roster === null || edition === null || policy === null) throw new Error('furnish() comes first');
  const calendar = createWorkCalendar(edition.calendar);
  const journey = runJourney({
    plan: plan.parsed,
    decided: plan.decided,
    roster,
    calendar,
    policy: policy.policy,
    channels: CHANNEL_KINDS,
    asOf: publishedAt,
  });
  const ids = { policyId: policy.id, editionId: edition.id };
  return { plan, journey, ...ids, publishedAt, actor: 'Cán bộ', now: new Date(publishedAt) };
}

/**
 * A published plan of which nothing is staged yet and every reminder is written, as it stands in the end: its id and the ids of its
 * assignments in the order of their keys.
 */
export async function publishedPlan(
  database: Database,
  parsed: ParsedPlan = aPlan(),
  publishedAt?: Instant,
): Promise<{ planId: string; assignmentIds: string[] }> {
  const planId = await addPlan(database, parsed);
  await recordPublication(database, await publicationOf(database, planId, publishedAt));
  const assignmentIds = await writeWholeLadders(database, planId);
  await database.ledgerEntry.updateMany({ where: { status: 'staged' }, data: { status: 'planned' } });
  return { planId, assignmentIds };
}

/** Every reminder that the assignments of a plan will have, as rows; their ids in the order of their keys. */
export async function writeWholeLadders(database: Database, planId: string): Promise<string[]> {
  const directory = createDirectory(database);
  const assignments = await database.assignment.findMany({ where: { planId }, orderBy: { key: 'asc' } });
  for (const { id, ...begunWith } of assignments) {
    const around = await directory.around(begunWith);
    const people = { ...around, channels: CHANNEL_KINDS };
    const reminders = remindersToCome(await loadLifecycleRow(database, id), people);
    const data = reminders.map((reminder) => ledgerData(id, reminder, new Date(vn('2026-01-05 09:00'))));
    await database.ledgerEntry.createMany({ data });
    await database.assignment.update({ where: { id }, data: { nextStep: null, nextRung: null, nextStepAt: null } });
  }
  return assignments.map(({ id }) => id);
}

/** The same as the version before left it: no lifecycle has begun, nothing is recorded of it and nothing staged. */
export async function publishedAsBefore(
  database: Database,
  parsed: ParsedPlan = aPlan(),
): Promise<{ planId: string; assignmentIds: string[] }> {
  const planId = await addPlan(database, parsed);
  await recordAsBefore(database, await publicationOf(database, planId));
  const rows = await database.assignment.findMany({ where: { planId }, orderBy: { key: 'asc' }, select: { id: true } });
  return { planId, assignmentIds: rows.map((row) => row.id) };
}

/** Everything in the database, table by table: for tests of "changes nothing". */
export async function dumpDatabase(url: string): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString: asOwner(url) });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
    );
    const dump: Record<string, string[]> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from "${name}" t order by 1`);
      dump[name] = rows.map(({ row }) => row);
    }
    return dump;
  } finally {
    await client.end();
  }
}

/** Takes everything out, and leaves the tables. */
export async function emptyDatabase(url: string): Promise<void> {
  const { rows } = await runSql(
    url,
    `select string_agg(quote_ident(table_name), ',') as all from information_schema.tables
     where table_schema = 'public' and table_name not in ('_prisma_migrations', 'member_office')`,
  );
  await runSql(url, `set session_replication_role = replica; truncate ${rows[0].all}`);
}

/** One statement as the owner, outside of Prisma, whoever the address names: for what no program may do. */
export async function runSql(url: string, sql: string): Promise<pg.QueryResult> {
  return queryAs(asOwner(url), sql);
}

/** One statement with the rights of whoever the address names. */
export async function queryAs(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set application_name = 'dondoc office 1'`);
    return await client.query(sql);
  } finally {
    await client.end();
  }
}
