// Several offices over one database: what is one's is nobody else's, whatever names, files and ids they share.
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { closeDatabase, type Database, forOffice, officeOf, openDatabase } from '#store/database.ts';
import { addOffice, listOffices } from '#store/member-office-store.ts';
import { openApplicationDatabase } from '#store/open-application-database.ts';
import { prepareDatabase } from '#store/prepare-database.ts';
import { findRoster } from '#store/roster-store.ts';
import { stateWhatStands } from '#store/state-what-stands.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { anAgency, aPlan, aRoster, ZONE } from '../support/builders.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { saveRoster } from '../support/settings.ts';
import { addPlan, dumpDatabase, furnish, ownDatabase, publishedPlan, queryAs, runSql } from '../support/store.ts';

const own = ownDatabase();
let first: Database;
let second: Database;

beforeAll(async () => {
  first = own.database;
  const by = { actor: 'quản trị', now: new Date('2026-01-02T01:00:00Z') };
  second = forOffice(first, await addOffice(first, 'UBND xã Thứ Hai', by));
  for (const office of [first, second]) {
    await furnish(office);
    await publishedPlan(office);
  }
});

/** Of no office, each with why. */
const OF_THE_INSTALLATION: Record<string, string> = {
  _prisma_migrations: 'what the database is like',
  member_office: 'which offices there are',
  user_account: 'people who sign in: they may belong to several offices',
  account_credential: 'what they prove it with',
  account_session: 'where they are signed in; says in which office they work',
  account_challenge: 'what is asked of somebody who is signing in',
  account_totp: 'the second factor',
  account_passkey: 'another way to sign in',
  passkey_challenge: 'what a passkey is asked to sign',
  account_key: 'found before anybody knows the office; says in which one it acts',
  account_link: 'to set a password by',
  account_mail: 'letters with such links',
  account_place: 'from where accounts sign in',
  sign_in_rule: 'what is asked of accounts',
  sign_in_brake: 'failures by whom they slow down',
  incoming_event: 'what came in before anybody has read for whom it is',
  zalo_token: 'of the one Official Account of the installation',
  worker_heartbeat: 'of the machines',
};

interface TableFacts {
  name: string;
  separated: boolean;
  policies: string[];
  filled: string | null;
  keys: string[];
  references: string[];
}

async function tables(): Promise<TableFacts[]> {
  const { rows } = await runSql(
    own.url,
    `select relname as name, relrowsecurity as separated,
       array(select pg_get_expr(polqual, polrelid) || coalesce(pg_get_expr(polwithcheck, polrelid), '') from pg_policy where polrelid = c.oid) as policies,
       (select pg_get_expr(adbin, adrelid) from pg_attrdef join pg_attribute a on attrelid = adrelid and attnum = adnum
         where adrelid = c.oid and attname = 'office_id' and attnotnull) as filled,
       array(select pg_get_indexdef(indexrelid) from pg_index where indrelid = c.oid) as keys,
       array(select pg_get_constraintdef(k.oid) from pg_constraint k where conrelid = c.oid and contype = 'f') as references
     from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
  );
  return rows;
}

test('each table belongs to an office, or is listed as one of the installation', async () => {
  const found = await tables();
  const ofOffices = found.filter(({ separated }) => separated);
  const names = ofOffices.map(({ name }) => name);
  expect(found.filter(({ separated }) => !separated).map(({ name }) => name)).toEqual(
    Object.keys(OF_THE_INSTALLATION).sort(),
  );
  expect(names.length).toBeGreaterThan(30);
  for (const { name, policies, filled, keys, references } of ofOffices) {
    expect([name, policies]).toEqual([name, ['(office_id = ( SELECT current_office() AS current_office))']]);
    expect([name, filled]).toEqual([name, 'current_office()']);
    expect(keys.filter((key) => !key.includes('(office_id, '))).toEqual([]);
    const within = references.filter((reference) => !/REFERENCES (user_account|member_office)\(/.test(reference));
    expect(
      within.filter((reference) => !/^FOREIGN KEY \(office_id, .* REFERENCES \w+\(office_id, /.test(reference)),
    ).toEqual([]);
    expect([name, references.length]).not.toEqual([name, 0]);
  }
});

test('beside a single office, a tool that names none means that one', async () => {
  const alone = await createTestDatabase();
  const client = new pg.Client({ connectionString: alone.url, application_name: 'psql' });
  await client.connect();
  try {
    await client.query(`insert into agency (id, name) values ('x', 'x')`);
    expect((await client.query('select id, office_id from agency')).rows).toEqual([{ id: 'x', office_id: 1 }]);
  } finally {
    await client.end();
    await alone.drop();
  }
});

test('beside several, a connection that names no office reads nothing and writes nothing', async () => {
  const client = new pg.Client({ connectionString: own.url });
  await client.connect();
  try {
    for (const said of ['', `set application_name = 'psql';`, `set application_name = 'dondoc office x';`])
      for (const asked of ['select * from agency', `insert into agency (id, name) values ('x', 'x')`])
        await expect(client.query(`${said} ${asked}`)).rejects.toThrow('this connection names no office');
  } finally {
    await client.end();
  }
});

test('two offices with the same people, the same ladder and the same plan do not meet', async () => {
  const ids = async (office: Database) => ({
    plans: (await office.plan.findMany({ select: { id: true } })).map(({ id }) => id),
    people: (await office.contact.findMany({ select: { id: true }, orderBy: { id: 'asc' } })).map(({ id }) => id),
    events: (await office.auditEvent.findMany({ select: { hash: true } })).map(({ hash }) => hash),
  });
  const [one, two] = [await ids(first), await ids(second)];
  expect(two.people).toEqual(one.people);
  expect(two.people.length).toBeGreaterThan(3);
  for (const kind of ['plans', 'events'] as const) {
    expect(one[kind].length).toBeGreaterThan(0);
    expect(two[kind].filter((id) => one[kind].includes(id))).toEqual([]);
  }
  for (const office of [first, second])
    expect(await verifyInstallation(office, null)).toMatchObject({ ok: true, differences: [] });
});

test('one content uploaded in both is a draft in each', async () => {
  const parsed = aPlan();
  const rows = parsed.rows.map((row) => ({ ...row, funding: 'như nhau' }));
  const added = [await addPlan(first, { ...parsed, rows }), await addPlan(second, { ...parsed, rows })];
  expect(added[0]).not.toBe(added[1]);
});

test('whatever one office changes or removes, the rows of the other are as they were', async () => {
  const rowsOf = async (office: number) => {
    const dump = await dumpDatabase(own.url);
    const { rows } = await runSql(own.url, `select relname as name from pg_class where relrowsecurity`);
    const owned = await Promise.all(
      rows.map(async ({ name }) => [
        name,
        (await runSql(own.url, `select t::text as row from "${name}" t where office_id = ${office} order by 1`)).rows,
      ]),
    );
    expect(Object.keys(dump)).toEqual(expect.arrayContaining(rows.map(({ name }) => name)));
    return Object.fromEntries(owned);
  };
  const before = await rowsOf(1);
  await second.$executeRaw`update agency set name = 'khác'`;
  await second.$executeRaw`update ledger_entry set channel = 'sms' where ended_at is null`;
  await second.$executeRaw`delete from field_lead`;
  await second.attention.deleteMany().catch(() => undefined);
  expect(await rowsOf(1)).toEqual(before);
  expect(await second.agency.count({ where: { name: 'khác' } })).toBeGreaterThan(0);
  expect(await first.agency.count({ where: { name: 'khác' } })).toBe(0);
});

test('a row can be written neither for another office nor to point at its rows', async () => {
  const elsewhere = first.$executeRaw`insert into agency (id, name, office_id) values ('x', 'x', 2)`;
  await expect(elsewhere).rejects.toThrow(/row-level security/);
  await expect(first.$executeRaw`update agency set office_id = 2`).rejects.toThrow(/permission denied|row-level/);
  const plan = await second.plan.findFirstOrThrow();
  const pointing = first.$executeRaw`insert into plan_field (plan_id, code, title, place) values (${plan.id}, 'x', 'x', 9)`;
  await expect(pointing).rejects.toThrow(/foreign key/i);
  const asOwner = runSql(own.url, `update assignment set plan_id = '${plan.id}' where office_id = 1`);
  await expect(asOwner).rejects.toThrow(/foreign key/i);
});

test('connections that offices take turns on never show one the rows of another', async () => {
  const database = openDatabase(own.url, 3);
  const offices = [database, forOffice(database, 2), database, forOffice(database, 2)];
  const seen = async (office: Database, round: number) => {
    const mine = officeOf(office);
    const said = () => office.$queryRaw<{ office: number }[]>`select current_office() as office`;
    if (round % 5 === 0)
      await office
        .$transaction(async (tx) => {
          await tx.$queryRaw`select 1`;
          throw new Error('given up');
        })
        .catch(() => undefined);
    if (round % 7 === 0) await office.$queryRaw`select 1 / 0`.catch(() => undefined);
    const inside = await office.$transaction(async (tx) => {
      const before = await tx.$queryRaw<{ office: number }[]>`select current_office() as office`;
      await new Promise((resolve) => setTimeout(resolve, round % 3));
      return [before, await tx.$queryRaw<{ office: number }[]>`select distinct office_id as office from agency`].flat();
    });
    return [...inside, ...(await said())].map((row) => [mine, row.office]);
  };
  try {
    const answers: number[][] = [];
    // Four times as many as there are connections.
    for (let round = 0; round < 200; round += 12)
      answers.push(
        ...(
          await Promise.all(Array.from({ length: 12 }, (_, at) => seen(offices[at % 4] as Database, round + at)))
        ).flat(),
      );
    expect(answers.length).toBe(612);
    expect(answers.filter(([mine, other]) => mine !== other)).toEqual([]);
  } finally {
    await closeDatabase(database);
  }
});

test('an office alone is never asked to name itself', async () => {
  const database = openDatabase(own.url, 1);
  try {
    const told = async () =>
      (await queryAs(own.ownerUrl, `select query from pg_stat_activity where application_name = 'dondoc office 1'`))
        .rows;
    await database.agency.count();
    await database.agency.count();
    expect((await told()).filter(({ query }) => /set application_name/i.test(query))).toEqual([]);
  } finally {
    await closeDatabase(database);
  }
});

test('lists that are filled before the programs start hold each office’s own', async () => {
  const listed = () =>
    runSql(own.url, 'select office_id, count(*)::int from listed_assignment group by 1 order by 1').then(
      ({ rows }) => rows,
    );
  const before = await listed();
  expect(before.map(({ office_id }) => office_id)).toEqual([1, 2]);
  await runSql(own.url, 'delete from listed_assignment');
  await prepareDatabase(own.ownerUrl, own.url);
  expect(await listed()).toEqual(before);
});

test('a program that PostgreSQL would show all offices at once does not start', async () => {
  await runSql(
    own.url,
    `drop role if exists "an_owner"; create role "an_owner" login bypassrls password 'x' in role pg_read_all_data, pg_write_all_data`,
  );
  const url = new URL(own.url);
  [url.username, url.password] = ['an_owner', 'x'];
  await expect(openApplicationDatabase(url.href)).rejects.toThrow(/nhiều cơ quan.*DATABASE_OWNER_URL/s);
  await runSql(own.url, 'drop role "an_owner"');
});

test('the offices of an installation are known to each of them by the names that their rosters give them', async () => {
  await saveRoster(second, aRoster({ office: 'UBND xã Đổi Tên' }), ZONE);
  expect((await listOffices(first)).map(({ id, name }) => [id, name])).toEqual([
    [1, 'UBND huyện Tứ Kỳ'],
    [2, 'UBND xã Đổi Tên'],
  ]);
});

test('an agency may be another office of the installation, and the roster says which', async () => {
  await stateWhatStands(first, new Date('2026-01-03T01:00:00Z'));
  const roster = aRoster();
  roster.agencies.push(anAgency({ id: 'xa', name: 'UBND xã Thứ Hai', memberOffice: 2 }));
  await saveRoster(first, roster, ZONE);
  expect((await findRoster(first))?.agencies.filter(({ memberOffice }) => memberOffice !== undefined)).toEqual([
    expect.objectContaining({ id: 'xa', memberOffice: 2 }),
  ]);
  expect(await verifyInstallation(first, null)).toMatchObject({ ok: true, differences: [] });
  // A hand that makes it another office is found.
  await runSql(own.url, `update agency set member_office_id = null where id = 'xa'`);
  expect((await verifyInstallation(first, null)).differences).not.toEqual([]);
  await saveRoster(first, aRoster(), ZONE);
});
