import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadEnv } from '#config/env.ts';
import { withInstallationDatabase } from '#local/open-database.ts';
import { initialiseCluster } from '#local/postgres/initialise-cluster.ts';
import { locatePostgresBinaries } from '#local/postgres/postgres-binaries.ts';
import { chooseServerAccount } from '#local/postgres/server-account.ts';
import { type PostgresOptions, type RunningPostgres, startPostgres } from '#local/postgres/start-postgres.ts';
import { chooseFreePort } from '#local/process/choose-free-port.ts';

let root: string;
let options: PostgresOptions;
const started: RunningPostgres[] = [];

beforeEach(async () => {
  // As root this is a folder that only root may enter, like one in /root.
  root = mkdtempSync(join(tmpdir(), 'dondoc-pg-'));
  options = {
    dataDir: join(root, 'postgres'),
    port: await chooseFreePort(),
    logFile: join(root, 'postgres.log'),
    durable: false,
  };
});

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
  rmSync(root, { recursive: true, force: true });
});

async function start(): Promise<RunningPostgres> {
  const server = await startPostgres(options);
  started.push(server);
  return server;
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('a new server keeps Vietnamese text, folds its case, and counts in UTC', async () => {
  const { url } = await start();
  const [row] = await query(url, "select upper('đôn đốc ưỡ') as upper, current_setting('TimeZone') as zone, version()");
  expect(row).toMatchObject({ upper: 'ĐÔN ĐỐC ƯỠ', zone: 'UTC' });
  expect(row?.version).toContain('PostgreSQL 18');
  const [settings] = await query(
    url,
    "select getdatabaseencoding() as encoding, current_setting('listen_addresses') as at",
  );
  expect(settings).toEqual({ encoding: 'UTF8', at: '127.0.0.1' });
});

test('what was written is there after an orderly stop and a second start', async () => {
  const first = await start();
  await query(first.url, "create table note as select 'còn đây' as text");
  await first.stop();
  expect(first.process.hasExited()).toBe(true);
  const second = await start();
  expect(await query(second.url, 'select text from note')).toEqual([{ text: 'còn đây' }]);
});

test('what was committed is there after kill -9 of the server', async () => {
  options = { ...options, durable: true };
  const first = await start();
  await query(first.url, 'create table note as select 1 as n');
  process.kill(first.pid, 'SIGKILL');
  const second = await start();
  expect(await query(second.url, 'select n from note')).toEqual([{ n: 1 }]);
});

test('a server left over by a killed program is ended and replaced', async () => {
  const orphan = await start();
  const second = await start();
  expect(orphan.process.hasExited()).toBe(true);
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a lock file whose pid now belongs to another program does not hinder the start', async () => {
  const first = await start();
  await first.stop();
  writeFileSync(join(options.dataDir, 'cluster', 'postmaster.pid'), `${process.pid}\n${options.dataDir}\n`);
  await start();
});

test('a start broken off while the folder was being made does not hinder the next one', async () => {
  mkdirSync(join(options.dataDir, 'cluster.new', 'base'), { recursive: true });
  writeFileSync(join(options.dataDir, 'cluster.new', 'half'), '');
  const { url } = await start();
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(existsSync(join(options.dataDir, 'cluster', 'half'))).toBe(false);
});

test('nobody gets in without the password of the folder', async () => {
  const { url } = await start();
  const guess = new URL(url);
  guess.password = 'postgres';
  await expect(query(guess.href, 'select 1')).rejects.toThrow(/password authentication failed/);
});

test('two servers on two folders run side by side', async () => {
  const first = await start();
  options = { ...options, dataDir: join(root, 'other'), port: await chooseFreePort() };
  const second = await start();
  await query(first.url, 'create table only_here()');
  await expect(query(second.url, 'select from only_here')).rejects.toThrow(/does not exist/);
});

test.runIf(process.getuid?.() === 0)(
  'root can run it from a project in a folder that only root may enter',
  async () => {
    const { initdb } = await locatePostgresBinaries();
    const closed = join(root, 'project');
    mkdirSync(closed, { mode: 0o700 });
    cpSync(join(initdb, '../..'), closed, { recursive: true, verbatimSymlinks: true });
    const binaries = { initdb: join(closed, 'bin/initdb'), postgres: join(closed, 'bin/postgres') };
    const dataDir = join(root, 'data');
    mkdirSync(dataDir);
    const clusterDir = join(dataDir, 'cluster');
    const account = chooseServerAccount(clusterDir, [dataDir, join(closed, 'bin')]);
    await initialiseCluster({ dataDir, clusterDir, binaries, account, durable: false });
    expect(existsSync(join(clusterDir, 'PG_VERSION'))).toBe(true);
  },
);

test('data of another major version is refused with a way out', async () => {
  const first = await start();
  await first.stop();
  const versionFile = join(options.dataDir, 'cluster', 'PG_VERSION');
  chmodSync(versionFile, 0o600);
  writeFileSync(versionFile, '16\n');
  await expect(startPostgres(options)).rejects.toThrow(/thuộc PostgreSQL 16.*pg_dump/);
});

test('a port in use is named in the error', async () => {
  const first = await start();
  const other = { ...options, dataDir: join(root, 'other') };
  await expect(startPostgres(other)).rejects.toThrow(new RegExp(`${options.port}`));
  expect(first.process.hasExited()).toBe(false);
});

test('a command reads the data of an installation that does not run, and one without data says so', async () => {
  const env = loadEnv({ DONDOC_DATA_DIR: root });
  const first = await start();
  await query(first.url, 'create table note as select 7 as n');
  await first.stop();
  const read = (url: string) => query(url, 'select n from note');
  expect(await withInstallationDatabase(env, read)).toEqual([{ n: 7 }]);
  expect(await withInstallationDatabase({ ...env, databaseUrl: 'postgresql://given' }, async (url) => url)).toBe(
    'postgresql://given',
  );
  const empty = { ...env, dataDir: join(root, 'empty') };
  await expect(withInstallationDatabase(empty, read)).rejects.toThrow(/Chưa có dữ liệu.*npm start/);
});
