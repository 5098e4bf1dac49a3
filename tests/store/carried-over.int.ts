// An installation of before, with all that it had sent, counted and sealed, is carried over by the migrations: nothing of it is lost or changed.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { prepareDatabase } from '#store/prepare-database.ts';
import { listLifecyclesToStart } from '#store/publication-progress-store.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { ownDatabase, runSql } from '../support/store.ts';

const own = ownDatabase();
const FIXTURES = fileURLToPath(new URL('../fixtures/installations/', import.meta.url));
const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations/', import.meta.url));

/** The rows of every table as that version wrote them: its sample installation, a minute after its first start, without its tokens. */
type Installation = Record<string, Record<string, unknown>[]> & { _prisma_migrations: { migration_name: string }[] };

const namesOf = (installation: Installation) =>
  installation._prisma_migrations.map(({ migration_name }) => migration_name).sort();

/** The tables and rows of that version in place of this one's. */
async function putBack(installation: Installation): Promise<void> {
  await runSql(own.url, 'drop schema public cascade; create schema public; grant usage on schema public to public');
  for (const name of namesOf(installation))
    await runSql(own.url, readFileSync(`${MIGRATIONS}${name}/migration.sql`, 'utf8'));
  await runSql(
    own.url,
    `create table _prisma_migrations (id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
       migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
       started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`,
  );
  const filled = Object.entries(installation).filter(([, rows]) => rows.length > 0);
  // As a replica: neither triggers nor references ask in which order rows come.
  const inserts = filled.map(
    ([table, rows]) =>
      `delete from "${table}"; insert into "${table}" select * from jsonb_populate_recordset(null::"${table}", ${quoted(JSON.stringify(rows))}::jsonb);`,
  );
  await runSql(own.url, `set session_replication_role = replica; ${inserts.join('\n')}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Lists say of every assignment what its row of that version says, before any program has started. */
async function expectListsOf({ assignment = [] }: Installation): Promise<void> {
  const columns = ['id', 'key', 'title', 'agency_id', 'nature', 'due', 'due_working', 'status', 'reported_on'];
  const listed = await runSql(own.url, `select jsonb_object_agg(id, to_jsonb(l)) as rows from listed_assignment l`);
  const { rows } = listed.rows[0];
  expect(Object.keys(rows).length).toBeGreaterThan(50);
  const started = assignment.filter(({ sequence }) => (sequence as number) > 0);
  expect(Object.keys(rows).sort()).toEqual(started.map(({ id }) => id).sort());
  for (const row of started)
    expect(columns.map((column) => rows[row.id as string][column])).toEqual(columns.map((column) => row[column]));
}

test.each(readdirSync(FIXTURES))(
  'an installation of %s',
  async (file) => {
    const installation: Installation = JSON.parse(gunzipSync(readFileSync(FIXTURES + file)).toString());
    await putBack(installation);
    const later = readdirSync(MIGRATIONS).filter(
      (name) => /^\d{14}_/.test(name) && !namesOf(installation).includes(name),
    );
    // A migration that was changed after it was applied would be refused here.
    expect(await prepareDatabase(own.ownerUrl, own.url)).toEqual(later.sort());
    const { ok, differences } = await verifyInstallation(own.database, null);
    expect({ ok, differences }).toEqual({ ok: true, differences: [] });
    for (const table of ['assignment', 'report', 'ledger_entry', 'message', 'delivery', 'contact'] as const)
      expect([table, Number((await runSql(own.url, `select count(*) from ${table}`)).rows[0].count)]).toEqual([
        table,
        installation[table]?.length,
      ]);
    await expectListsOf(installation);
    const open = installation.assignment?.filter(({ status }) => !['verified', 'withdrawn'].includes(status as string));
    const lives = await listLifecyclesToStart(own.database, {
      assignmentIds: (open ?? []).map(({ id }) => id as string),
    });
    expect(lives.length).toBe(open?.length);
    expect(lives.length).toBeGreaterThan(50);
  },
  60_000,
);
