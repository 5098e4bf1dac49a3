import { createHash, randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadEnv } from '#config/env.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { withInstallationDatabase } from '#local/open-database.ts';
import { prepareCluster } from '#local/postgres/prepare-cluster.ts';
import { type RunningPostgres, startPostgres } from '#local/postgres/start-postgres.ts';
import { chooseFreePort } from '#local/process/choose-free-port.ts';
import { appendAuditEvents, verifyAuditChain } from '#store/audit-store.ts';
import { openDatabase } from '#store/database.ts';
import { openApplicationDatabase } from '#store/open-application-database.ts';
import { queryAs } from '../support/store.ts';

let root: string;
let dataDir: string;
let server: RunningPostgres | null = null;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dondoc-cluster-'));
  dataDir = join(root, 'postgres');
});

afterEach(async () => {
  await server?.stop();
  server = null;
  rmSync(root, { recursive: true, force: true });
});

async function start(): Promise<RunningPostgres> {
  await server?.stop();
  server = await startPostgres({
    dataDir,
    port: await chooseFreePort(),
    logFile: join(root, 'logs', 'postgres.log'),
    durable: false,
  });
  return server;
}

/** A data folder of before the programs had a role of their own: the owner's tables and its password, nothing else. */
async function yesterdaysFolder(): Promise<void> {
  const { url } = await start();
  const names = readdirSync('prisma/migrations').filter((name) => /^\d{14}_/.test(name) && name < '20261128');
  await queryAs(
    url,
    `create table _prisma_migrations (id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
       migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
       started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`,
  );
  for (const name of names) {
    const sql = readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8');
    const checksum = createHash('sha256').update(sql).digest('hex');
    await queryAs(url, sql);
    await queryAs(
      url,
      `insert into _prisma_migrations (id, checksum, finished_at, migration_name) values ('${randomUUID()}', '${checksum}', now(), '${name}')`,
    );
  }
  // The chain's form may have grown since: what a row held then is written by hand.
  await queryAs(url, `insert into office (id, name, zone) values (1, 'UBND huyện', 'Asia/Ho_Chi_Minh')`);
  await server?.stop();
  server = null;
}

test('yesterday’s data folder gets the role at the next start, and loses nothing', async () => {
  await yesterdaysFolder();
  const { url: ownerUrl } = await start();
  const { url } = await prepareCluster(dataDir, ownerUrl);
  const { database, guard } = await openApplicationDatabase(url);
  try {
    expect(guard).toBe('role');
    expect(await database.office.findMany({ select: { name: true } })).toEqual([{ name: 'UBND huyện' }]);
    const at = instantOf('2026-01-05T02:00:00Z');
    const event = { subject: 'thu/1', sequence: 1, type: 'thu', actor: 'thử', occurredAt: at, payload: {} };
    await database.$transaction((tx) => appendAuditEvents(tx, [event], at));
    await expect(database.auditEvent.deleteMany()).rejects.toThrow(/permission denied/);
  } finally {
    await database.$disconnect();
  }
});

test('a command on yesterday’s folder, before any start, works with the rights of a program', async () => {
  await yesterdaysFolder();
  const env = loadEnv({ DONDOC_DATA_DIR: root });
  const user = await withInstallationDatabase(env, async (url) => {
    const database = openDatabase(url);
    try {
      expect(await verifyAuditChain(database)).toMatchObject({ ok: true });
      return await database.$queryRaw`select session_user::text as name`;
    } finally {
      await database.$disconnect();
    }
  });
  expect(user).toEqual([{ name: 'dondoc_app' }]);
});

test('the programs’ password is another than the owner’s, readable by its owner only, and stays the same', async () => {
  const { url: ownerUrl } = await start();
  const first = await prepareCluster(dataDir, ownerUrl);
  expect(first.applied.length).toBeGreaterThan(0);
  const second = await prepareCluster(dataDir, ownerUrl);
  expect(second).toEqual({ applied: [], url: first.url });
  const read = (name: string) => readFileSync(join(dataDir, name), 'utf8').trim();
  expect(new URL(first.url).password).toBe(read('application-password'));
  expect(read('application-password')).not.toBe(read('password'));
  expect(new URL(ownerUrl)).toMatchObject({ username: 'dondoc', password: read('password') });
  expect(statSync(join(dataDir, 'application-password')).mode & 0o777).toBe(0o600);
});

test('a lost password file is replaced, and the role follows it', async () => {
  const { url: ownerUrl } = await start();
  const first = await prepareCluster(dataDir, ownerUrl);
  rmSync(join(dataDir, 'application-password'));
  const second = await prepareCluster(dataDir, ownerUrl);
  expect(second.url).not.toBe(first.url);
  expect((await queryAs(second.url, 'select 1 as one')).rows).toEqual([{ one: 1 }]);
  await expect(queryAs(first.url, 'select 1')).rejects.toMatchObject({ code: '28P01' });
});

test('whoever preloads the module that counts statements can read and reset its counts as a program, and the settings', async () => {
  const { url: ownerUrl } = await start();
  const { url } = await prepareCluster(dataDir, ownerUrl);
  const [{ data_directory: cluster }] = (await queryAs(url, 'show data_directory')).rows;
  appendFileSync(join(cluster, 'postgresql.auto.conf'), "shared_preload_libraries = 'pg_stat_statements'\n");
  const again = await prepareCluster(dataDir, (await start()).url);
  for (const sql of [
    'create extension if not exists pg_stat_statements',
    'select query, calls, total_exec_time from pg_stat_statements',
    'select pg_stat_statements_reset()',
    'select pg_database_size(current_database())',
  ])
    await expect(queryAs(again.url, sql)).resolves.toBeDefined();
  const { rows } = await queryAs(
    again.url,
    `select count(*)::int as hidden from pg_stat_activity where query = '<insufficient privilege>'`,
  );
  expect(rows).toEqual([{ hidden: 0 }]);
});
