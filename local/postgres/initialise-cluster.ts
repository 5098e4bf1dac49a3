import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writePrivateFile } from '../private/write-private-file.ts';
import { bareEnvironment } from '../process/child-environment.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { commandAs, type ServerAccount } from './server-account.ts';

/** Migrates, and is used for nothing else. */
export const CLUSTER_OWNER = 'dondoc';
/** As whom the programs connect. */
export const CLUSTER_APPLICATION = 'dondoc_app';

interface Cluster {
  dataDir: string;
  clusterDir: string;
  binaries: PostgresBinaries;
  account: ServerAccount;
  durable: boolean;
}

/**
 * Leaves either a complete UTF-8 cluster or none at all: it is made beside its place and moved there, so that a kill in
 * the middle of initdb does not leave a folder that no later start can use.
 *
 * The builtin C.UTF-8 locale sorts and folds the same on every machine, whatever locales the system has.
 */
export async function initialiseCluster(cluster: Cluster): Promise<void> {
  const unfinished = `${cluster.clusterDir}.new`;
  const passwordFile = join(cluster.dataDir, 'password');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  if (!existsSync(passwordFile)) writePrivateFile(passwordFile, randomBytes(18).toString('base64url'));
  // initdb runs as the server's account, which must not be able to read our copy: it gets its own for a moment.
  const handedOver = `${unfinished}.password`;
  writeFileSync(handedOver, readFileSync(passwordFile, 'utf8'), { mode: 0o600 });
  giveTo(cluster.account, unfinished);
  giveTo(cluster.account, handedOver);
  try {
    await runInitdb(cluster, unfinished, handedOver);
    renameSync(unfinished, cluster.clusterDir);
  } finally {
    rmSync(handedOver, { force: true });
  }
}

/** The password of the cluster in `dataDir`. */
export function readClusterPassword(dataDir: string): string {
  return readFileSync(join(dataDir, 'password'), 'utf8').trim();
}

async function runInitdb(cluster: Cluster, pgdata: string, passwordFile: string): Promise<void> {
  const { command, args, uid, gid } = commandAs(cluster.account, cluster.binaries.initdb, [
    `--pgdata=${pgdata}`,
    `--username=${CLUSTER_OWNER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(cluster.durable ? [] : ['--no-sync']),
  ]);
  try {
    await promisify(execFile)(command, args, {
      env: bareEnvironment(),
      uid,
      gid,
      timeout: 120_000,
    });
  } catch (error) {
    const output = (error as { stderr?: string }).stderr?.trim() || String(error);
    throw new Error(`Không khởi tạo được cơ sở dữ liệu PostgreSQL ở ${cluster.clusterDir}: ${output}`);
  }
}

function giveTo(account: ServerAccount, path: string): void {
  if (account.owner !== null) chownSync(path, account.owner.uid, account.owner.gid);
}
