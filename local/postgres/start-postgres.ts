import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { makePrivateFolder } from '../private/make-private-folder.ts';
import { bareEnvironment } from '../process/child-environment.ts';
import { type ServerProcess, startServerProcess, tailOfLog } from '../process/server-process.ts';
import { endOrphanedServer } from './end-orphaned-server.ts';
import { CLUSTER_OWNER, initialiseCluster, readClusterPassword } from './initialise-cluster.ts';
import { locatePostgresBinaries } from './postgres-binaries.ts';
import { accountOfServer, chooseServerAccount, closedFolderOnTheWay, commandAs } from './server-account.ts';

export interface PostgresOptions {
  /** A folder of the server's own: the cluster and its password live in it. */
  dataDir: string;
  port: number;
  logFile: string;
  /** False only where the data may be lost with the machine: test runs and rehearsals. */
  durable?: boolean;
  settings?: Readonly<Record<string, string>>;
  /** Told before the server is ready, so that nobody forgets it when the start breaks off. */
  onSpawn?: (server: ServerProcess) => void;
}

export interface RunningPostgres {
  /** Of the database `dondoc`, as its owner; programs get the address of prepareCluster. */
  url: string;
  /** Of the maintenance database, for CREATE DATABASE. */
  adminUrl: string;
  pid: number;
  process: ServerProcess;
  stop(): Promise<void>;
}

const DATABASE = 'dondoc';
const READY_WITHIN_MS = 60_000;
// After a kill -9 the backends of the old server need a moment to notice and let the shared memory go.
const SHARED_MEMORY_WAIT_MS = 15_000;
const SUPPORTED_MAJOR = '18';

/**
 * Returns once the server answers queries and the database `dondoc` exists, on a new folder, on one used before, and on
 * one whose server was killed. It listens on 127.0.0.1 only and asks for a password made once per folder.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const dataDir = resolve(options.dataDir);
  const clusterDir = join(dataDir, 'cluster');
  const durable = options.durable ?? true;
  makeServerFolder(dataDir, clusterDir);
  const binaries = await locatePostgresBinaries();
  const account = chooseServerAccount(clusterDir, [dataDir, dirname(binaries.postgres)]);
  if (!existsSync(clusterDir)) await initialiseCluster({ dataDir, clusterDir, binaries, account, durable });
  checkMajorVersion(clusterDir);
  await endOrphanedServer(clusterDir);

  const command = commandAs(account, binaries.postgres, serverArguments(clusterDir, options, durable));
  const password = readClusterPassword(dataDir);
  const urlOf = (database: string) =>
    `postgresql://${CLUSTER_OWNER}:${password}@127.0.0.1:${options.port}/${database}?sslmode=disable`;
  const server = await startUntilReady(
    { ...command, logFile: options.logFile, onSpawn: options.onSpawn },
    urlOf('postgres'),
  );
  await createDatabaseIfMissing(urlOf('postgres'));
  return {
    url: urlOf(DATABASE),
    adminUrl: urlOf('postgres'),
    pid: server.pid,
    process: server,
    stop: server.stop,
  };
}

/** Closed to everybody, but for the way of the account that the server runs as, where that account gets so far at all. */
function makeServerFolder(dataDir: string, clusterDir: string): void {
  const account = accountOfServer(clusterDir);
  const outside = dirname(dataDir);
  if (!existsSync(outside)) makePrivateFolder(outside, account);
  const isReachable = account !== null && closedFolderOnTheWay(outside, account) === null;
  makePrivateFolder(dataDir, isReachable ? account : null);
}

function checkMajorVersion(clusterDir: string): void {
  const major = readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8').trim();
  if (major !== SUPPORTED_MAJOR) {
    throw new Error(
      `Dữ liệu ở ${clusterDir} thuộc PostgreSQL ${major}, còn bản kèm theo là ${SUPPORTED_MAJOR}. ` +
        'Hãy kết xuất dữ liệu bằng pg_dump của bản cũ rồi nạp lại, hoặc đặt DONDOC_DATA_DIR sang thư mục khác.',
    );
  }
}

function serverArguments(clusterDir: string, options: PostgresOptions, durable: boolean): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(options.port),
    // No socket file: the usual folders for one are shared by every PostgreSQL of the machine.
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // One log file, kept by the starter.
    logging_collector: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...options.settings,
  };
  return ['-D', clusterDir, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

interface ServerCommand {
  command: string;
  args: string[];
  uid?: number;
  gid?: number;
  logFile: string;
  onSpawn?: (server: ServerProcess) => void;
}

async function startUntilReady(command: ServerCommand, adminUrl: string): Promise<ServerProcess> {
  const giveUpAt = performance.now() + SHARED_MEMORY_WAIT_MS;
  for (;;) {
    const server = await startServerProcess({
      ...command,
      env: bareEnvironment(),
      // SIGINT is PostgreSQL's fast shutdown: sessions are cut, data is flushed. SIGTERM would wait for the sessions.
      stopSteps: [
        { signal: 'SIGINT', waitMs: 4_000 },
        { signal: 'SIGQUIT', waitMs: 2_000 },
        { signal: 'SIGKILL', waitMs: 1_000 },
      ],
    });
    command.onSpawn?.(server);
    if (await becomesReady(server, adminUrl)) return server;
    const log = tailOfLog(command.logFile);
    if (!server.hasExited()) {
      await server.stop();
      throw new Error(`PostgreSQL không sẵn sàng sau ${READY_WITHIN_MS / 1000} giây. Nhật ký:\n${log}`);
    }
    const mayPass = /shared memory block|lock file "postmaster\.pid" already exists/.test(log);
    if (!mayPass || performance.now() > giveUpAt) throw new Error(`PostgreSQL không khởi động được. Nhật ký:\n${log}`);
    await sleep(250);
  }
}

async function becomesReady(server: ServerProcess, adminUrl: string): Promise<boolean> {
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  while (performance.now() < giveUpAt) {
    if (server.hasExited()) return false;
    if (await answersQueries(adminUrl)) return !server.hasExited();
    await sleep(40);
  }
  return false;
}

async function answersQueries(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabaseIfMissing(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}
