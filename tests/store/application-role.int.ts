// What the programs' role may do in a prepared database, read from PostgreSQL's own catalog, and tried.
import { expect, test } from 'vitest';
import { APPLICATION_GRANTS } from '#store/application-grants.ts';
import { prepareDatabase } from '#store/prepare-database.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { furnish, ownDatabase, publishedPlan, queryAs, runSql } from '../support/store.ts';

const own = ownDatabase();
const ROLE = 'dondoc_app';
const ALL_RIGHTS = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN'];

/** As the table of grants writes them: whole rights, and UPDATE by column where it is not the whole table's. */
async function rightsInDatabase(url: string): Promise<Record<string, string[]>> {
  const { rows } = await runSql(
    url,
    `select c.relname as name,
       array(select r from unnest('{${ALL_RIGHTS.join(',')}}'::text[]) r where has_table_privilege('${ROLE}', c.oid, r)) as whole,
       array(select a.attname::text || ' ' || r from pg_attribute a, unnest('{SELECT,INSERT,UPDATE,REFERENCES}'::text[]) r
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
           and has_column_privilege('${ROLE}', c.oid, a.attnum, r) and not has_table_privilege('${ROLE}', c.oid, r)) as columns
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') order by 1`,
  );
  return Object.fromEntries(rows.map(({ name, whole, columns }) => [name, [...whole, ...columns].sort()]));
}

function asListed(grants: readonly string[]): string[] {
  return grants
    .flatMap((grant) => {
      const [, right, columns] = /^(\w+)(?: \((.*)\))?$/.exec(grant) ?? [];
      return columns === undefined ? [right as string] : columns.split(', ').map((column) => `${column} ${right}`);
    })
    .sort();
}

test('every table of the database is in the table of grants, and the role has exactly those rights', async () => {
  const listed = Object.entries(APPLICATION_GRANTS).map(([name, grants]) => [name, asListed(grants)]);
  expect(await rightsInDatabase(own.url)).toEqual(Object.fromEntries(listed));
});

test('the tests themselves, like the programs, are this role', async () => {
  expect(await own.database.$queryRaw`select current_user::text, session_user::text`).toEqual([
    { current_user: ROLE, session_user: ROLE },
  ]);
});

test('the role is nobody of rank, owns nothing and makes nothing', async () => {
  const { rows } = await runSql(
    own.url,
    `select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls as ranks,
       array(select b.rolname::text from pg_auth_members m join pg_roles b on b.oid = m.roleid where m.member = r.oid order by 1) as groups,
       (select count(*)::int from pg_class where relowner = r.oid) + (select count(*)::int from pg_proc where proowner = r.oid) as owned,
       has_schema_privilege(r.oid, 'public', 'CREATE') or has_database_privilege(r.oid, current_database(), 'CREATE') as makes
     from pg_roles r where rolname = '${ROLE}'`,
  );
  const groups = ['pg_read_all_settings', 'pg_read_all_stats'];
  expect(rows).toEqual([{ ranks: false, groups, owned: 0, makes: false }]);
});

const REFUSED = [
  `update audit_event set actor = 'ai đó'`,
  'delete from audit_event',
  'truncate audit_event',
  'alter table audit_event disable trigger all',
  'drop trigger audit_event_append_only on audit_event',
  'alter table audit_event add column more int',
  'create trigger mine before insert on audit_event for each row execute function refuse_change()',
  'create rule mine as on insert to audit_event do instead nothing',
  'drop table audit_event',
  'drop table used_link',
  'set session_replication_role = replica',
  `select set_config('session_replication_role', 'replica', false)`,
  `create or replace function refuse_change() returns trigger language plpgsql as 'begin return new; end'`,
  'drop function refuse_change() cascade',
  'create table mine (id int)',
  'create function mine() returns int language sql as $$select 1$$',
  'create schema mine',
  'create extension pgcrypto',
  'set role dondoc',
  'set session authorization dondoc',
  `alter role ${ROLE} superuser`,
  `update _prisma_migrations set checksum = ''`,
  'delete from _prisma_migrations',
  'insert into _prisma_migrations (id) values (1)',
  'select rolpassword from pg_authid',
  `copy audit_event to program 'cat'`,
  `copy used_link from '/etc/passwd'`,
  `select pg_read_file('postgresql.conf')`,
  `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'dondoc'`,
  'alter system set fsync = off',
  `update assignment set due = '2030-01-01', due_working = '2030-01-01'`,
  `update assignment set nature = 'continuous'`,
  `update assignment set title = 'Việc khác'`,
  'delete from assignment',
  'delete from plan',
  `update report set note = 'khác'`,
  'delete from report',
  'delete from ledger_entry',
  'update ledger_entry set slot_at = now()',
  'delete from delivery',
  `update message set text = ''`,
  'delete from message',
];

test.each(REFUSED)('refused, and nothing is changed: %s', async (sql) => {
  await furnishOnce();
  const before = await runSql(own.url, 'select max(index), count(*) from audit_event');
  const error = await queryAs(own.url, sql).then(
    () => null,
    (refusal: { code: string }) => refusal.code,
  );
  expect(error).toBe('42501');
  expect((await runSql(own.url, 'select max(index), count(*) from audit_event')).rows).toEqual(before.rows);
});

test('a role that owns nothing has nothing to give away', async () => {
  await queryAs(own.url, 'grant all on audit_event to public');
  expect(await rightsInDatabase(own.url)).toMatchObject({ audit_event: ['INSERT', 'SELECT'] });
});

let furnished: Promise<unknown> | undefined;
function furnishOnce(): Promise<unknown> {
  furnished ??= furnish(own.database).then(() => publishedPlan(own.database));
  return furnished;
}

test('a table of a later version that nobody listed works for the programs, and can not be emptied or altered', async () => {
  const later = await createTestDatabase();
  try {
    await runSql(later.url, 'create table later_idea (id int primary key, word text); create sequence later_number');
    await prepareDatabase(later.ownerUrl, later.url);
    await queryAs(
      later.url,
      `insert into later_idea values (1, 'một'); update later_idea set word = 'hai'; select nextval('later_number')`,
    );
    for (const sql of ['truncate later_idea', 'drop table later_idea', `select setval('later_number', 9)`])
      await expect(queryAs(later.url, sql)).rejects.toMatchObject({ code: '42501' });
    expect((await rightsInDatabase(later.url)).later_idea).toEqual(['DELETE', 'INSERT', 'SELECT', 'UPDATE']);
  } finally {
    await later.drop();
  }
});

test('a right that somebody added by hand is gone after the next start', async () => {
  const loose = await createTestDatabase();
  try {
    await runSql(
      loose.url,
      `grant all on audit_event to ${ROLE}; grant update (due) on assignment to ${ROLE}; grant delete on report to public`,
    );
    await prepareDatabase(loose.ownerUrl, loose.url);
    expect(await rightsInDatabase(loose.url)).toEqual(await rightsInDatabase(own.url));
  } finally {
    await loose.drop();
  }
});
