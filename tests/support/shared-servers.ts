// One PostgreSQL and one Temporal server for a whole vitest run, whichever projects are in it. Vitest loads a
// globalSetup once per project, so what they share hangs on globalThis of the main process.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { cacheDirOf } from '#config/cache-dir.ts';
import { SEARCH_ATTRIBUTES } from '#contracts/search-attributes.ts';
import { prepareCluster } from '#local/postgres/prepare-cluster.ts';
import { startPostgres } from '#local/postgres/start-postgres.ts';
import { chooseFreePort } from '#local/process/choose-free-port.ts';
import { obtainTemporalBinary } from '#local/temporal/obtain-binary.ts';
import { startTemporal } from '#local/temporal/start-temporal.ts';
import { openRunFolder } from './run-folder.ts';

export interface SharedServers {
  users: number;
  run: ReturnType<typeof openRunFolder>;
  postgres: Promise<SharedPostgres> | null;
  temporal: Promise<SharedTemporal> | null;
}

export interface SharedPostgres {
  adminUrl: string;
  /** Of the template database, with the rights of a program. */
  applicationUrl: string;
  templateDatabase: string;
  stop(): Promise<void>;
}

export interface SharedTemporal {
  address: string;
  stop(): Promise<void>;
}

const KEY = Symbol.for('dondoc.test-servers');
const TEMPLATE = 'dondoc_template';

/** Joins the run: every call needs one leaveServers() at the end. */
export function joinServers(): SharedServers {
  const holder = globalThis as { [KEY]?: SharedServers };
  holder[KEY] ??= { users: 0, run: openRunFolder(), postgres: null, temporal: null };
  holder[KEY].users += 1;
  return holder[KEY];
}

/** The last one to leave stops the servers and removes what they wrote. */
export async function leaveServers(servers: SharedServers): Promise<void> {
  servers.users -= 1;
  if (servers.users > 0) return;
  delete (globalThis as { [KEY]?: SharedServers })[KEY];
  const started = await Promise.allSettled([servers.temporal, servers.postgres]);
  for (const server of started) if (server.status === 'fulfilled') await server.value?.stop();
  rmSync((await servers.run).folder, { recursive: true, force: true });
}

/** The run's PostgreSQL with a migrated template database; nothing on it survives the run. */
export function sharedPostgres(servers: SharedServers): Promise<SharedPostgres> {
  servers.postgres ??= startSharedPostgres(servers);
  return servers.postgres;
}

/** The run's Temporal server: in memory, version 1.32 or later, time skipping on. */
export function sharedTemporal(servers: SharedServers): Promise<SharedTemporal> {
  servers.temporal ??= startSharedTemporal(servers);
  return servers.temporal;
}

async function startSharedPostgres(servers: SharedServers): Promise<SharedPostgres> {
  const run = await servers.run;
  const server = await startPostgres({
    dataDir: join(run.folder, 'postgres'),
    port: await chooseFreePort(),
    logFile: join(run.folder, 'postgres.log'),
    durable: false,
    // As an administrator in Viet Nam sets a server up: whatever a test shows, it shows on such a server.
    settings: { max_connections: '300', timezone: 'Asia/Ho_Chi_Minh', datestyle: 'SQL, DMY' },
  });
  run.remember(server.process);
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  await admin.query(`create database ${TEMPLATE}`);
  await admin.end();
  const templateUrl = new URL(server.adminUrl);
  templateUrl.pathname = `/${TEMPLATE}`;
  const { url: applicationUrl } = await prepareCluster(join(run.folder, 'postgres'), templateUrl.href);
  return { adminUrl: server.adminUrl, applicationUrl, templateDatabase: TEMPLATE, stop: server.stop };
}

async function startSharedTemporal(servers: SharedServers): Promise<SharedTemporal> {
  const run = await servers.run;
  const binary = await obtainTemporalBinary({
    cacheDir: cacheDirOf(process.env),
    needsTimeSkipping: true,
    say: (line) => console.error(line),
  });
  const server = await startTemporal({
    binary: binary.path,
    inMemory: true,
    port: await chooseFreePort(),
    timeSkipping: true,
    searchAttributes: SEARCH_ATTRIBUTES,
    logFile: join(run.folder, 'temporal.log'),
  });
  run.remember(server.process);
  return { address: server.address, stop: server.stop };
}
