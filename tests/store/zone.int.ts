// Instants and days are the same whatever zone the server, the database, the account or the address of PostgreSQL is set to.
import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shiftedWords } from '#domain/audit/shifted-instants.ts';
import { NEWEST_RULES } from '#domain/lifecycle/rules/rules-of.ts';
import { closeDatabase, type Database, openDatabase } from '#store/database.ts';
import { sealDeliveries } from '#store/delivery-seals.ts';
import { PrismaClient } from '#store/generated/client.ts';
import { recordTransition } from '#store/lifecycle-store.ts';
import { openApplicationDatabase } from '#store/open-application-database.ts';
import { withClient } from '#store/session.ts';
import { stateWhatStands } from '#store/state-what-stands.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { aPlan, vn } from '../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { deliverOne, settleEverything } from '../support/settled-installation.ts';
import { furnish, publishedPlan, runSql } from '../support/store.ts';

const NOW = new Date(vn('2026-03-03 09:00'));
const databases: TestDatabase[] = [];
let plain: Record<string, unknown[]>;

async function testDatabase(...settings: string[]): Promise<TestDatabase> {
  const made = await createTestDatabase();
  databases.push(made);
  const name = new URL(made.url).pathname.slice(1);
  for (const setting of settings) await runSql(made.url, setting.replace('THIS', name));
  return made;
}

/** What an installation does in its first weeks: a plan, answers, settings, a letter and its seal. */
async function live(database: Database): Promise<void> {
  await furnish(database);
  await stateWhatStands(database, NOW);
  const { assignmentIds } = await publishedPlan(database, aPlan([{}, { title: 'Việc hai' }]));
  for (const assignmentId of assignmentIds) {
    const events = [
      { sequence: 1, type: 'assigned' as const, rulesVersion: NEWEST_RULES, at: vn('2026-01-05 09:00') },
      { sequence: 2, type: 'acknowledged' as const, at: vn('2026-01-06 23:30') },
    ];
    for (const { at, ...event } of events) {
      const status = event.type === 'assigned' ? ('assigned' as const) : ('in-progress' as const);
      const whole = { ...event, occurredAt: at, actor: 'a.cv' };
      const nothing = { supersede: { steps: [], reason: '' }, add: [] };
      await recordTransition(database, { assignmentId, event: whole, status, ...nothing }, NOW);
    }
  }
  await settleEverything(database, NOW);
  await deliverOne(database, NOW);
  while ((await sealDeliveries(database, NOW)) > 0);
}

/** Every instant and day of every table, as a session of no zone in particular sees them. */
async function moments(url: string): Promise<Record<string, unknown[]>> {
  const { rows: columns } = await runSql(
    url,
    `select table_name, column_name from information_schema.columns where table_schema = 'public' and table_name <> '_prisma_migrations'
     and data_type in ('timestamp with time zone', 'date') order by 1, 2`,
  );
  const found: Record<string, unknown[]> = {};
  for (const { table_name: table, column_name: column } of columns) {
    // What the fixture takes from the clock on the wall is as old as this test; seven hours away it would not be left out.
    const { rows } = await runSql(
      url,
      `select distinct extract(epoch from ${column})::text as at from ${table}
       where abs(extract(epoch from ${column}) - extract(epoch from now())) > 3600 order by 1`,
    );
    if (rows.length > 0) found[`${table}.${column}`] = rows.map(({ at }) => at);
  }
  return found;
}

beforeAll(async () => {
  const { url } = await testDatabase(
    `alter database THIS set timezone = 'UTC'`,
    `alter database THIS set datestyle = 'ISO, MDY'`,
  );
  const database = openDatabase(url);
  await live(database);
  await closeDatabase(database);
  plain = await moments(url);
});

afterAll(async () => {
  for (const one of databases) await one.drop();
});

const OPTIONS = 'options=-c%20timezone%3DAmerica/New_York%20-c%20datestyle%3DGerman';
const WAYS = [
  { way: 'the server', settings: [], query: null },
  {
    way: 'the account',
    settings: [
      `alter role dondoc_app in database THIS set timezone = 'Asia/Ho_Chi_Minh'`,
      `alter role dondoc_app in database THIS set datestyle = 'Postgres, DMY'`,
    ],
    query: null,
  },
  { way: 'the database', settings: [`alter database THIS set timezone = 'Asia/Kathmandu'`], query: null },
  { way: 'the address', settings: [], query: OPTIONS },
  {
    way: 'all of them',
    settings: [
      `alter database THIS set timezone = 'Pacific/Kiritimati'`,
      `alter role dondoc_app in database THIS set timezone = 'Pacific/Marquesas'`,
    ],
    query: OPTIONS,
  },
];

describe.each(WAYS)('with a zone set for $way', ({ settings, query }) => {
  let url: string;

  beforeAll(async () => {
    const made = await testDatabase(...settings);
    url = query === null ? made.url : `${made.url}${made.url.includes('?') ? '&' : '?'}${query}`;
  });

  test('every instant and day is stored as on a server in UTC, and the log and the tables hold', async () => {
    const database = openDatabase(url);
    try {
      await live(database);
      expect(await moments(url)).toEqual(plain);
      expect(Object.keys(plain).length).toBeGreaterThan(20);
      expect(await verifyInstallation(database, null)).toMatchObject({
        ok: true,
        broken: null,
        differences: [],
        shifted: [],
      });
    } finally {
      await closeDatabase(database);
    }
  });

  test('each way to open the database is in the product’s session', async () => {
    const { database } = await openApplicationDatabase(url);
    const asks = `select current_setting('timezone') as zone, current_setting('datestyle') as style`;
    const session = { zone: 'UTC', style: 'ISO, MDY' };
    try {
      // Several at once, so that the pool opens more than one.
      const all = await Promise.all(
        [1, 2, 3, 4].map(() => database.$queryRawUnsafe(`${asks}, pg_sleep(0.05)::text as slept`)),
      );
      expect(all).toEqual(all.map(() => [{ ...session, slept: '' }]));
      expect(await withClient(url, async (client) => (await client.query(asks)).rows)).toEqual([session]);
    } finally {
      await closeDatabase(database);
    }
  });
});

test('what an earlier version wrote in a session of another zone is told, with how far it is off', async () => {
  const { url } = await testDatabase(
    `alter role dondoc_app in database THIS set timezone = 'Asia/Ho_Chi_Minh'`,
    `alter database THIS set datestyle = 'ISO, MDY'`,
  );
  // As it was: whatever the account says, but for the office, which no version wrote without.
  const adapter = new PrismaPg({ connectionString: url, application_name: 'dondoc office 1' });
  const before = new PrismaClient({ adapter });
  await live(before);
  await before.$disconnect();
  const database = openDatabase(url);
  try {
    const verdict = await verifyInstallation(database, null);
    expect(verdict).toMatchObject({ ok: false, broken: null });
    expect(new Set(verdict.shifted.map(({ minutes }) => Math.abs(minutes)))).toEqual(new Set([420]));
    const [shifted] = verdict.shifted;
    expect(shifted?.count).toBeGreaterThanOrEqual(2);
    expect(shifted && shiftedWords(shifted)).toContain('sớm hơn nhật ký đúng 7 giờ.');
  } finally {
    await closeDatabase(database);
  }
});
