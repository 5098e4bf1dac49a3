import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readProcessStamp } from '../process/process-stamp.ts';
import { stopProcess } from '../process/stop-process.ts';

/**
 * Makes the cluster startable after a `kill -9` of whoever started it before: ends a server that still runs on it, and
 * removes a lock file whose pid now belongs to another program, over which PostgreSQL itself would stumble.
 *
 * The caller must own the folder: a server found here is taken for a leftover.
 */
export async function endOrphanedServer(clusterDir: string): Promise<void> {
  const lockFile = join(clusterDir, 'postmaster.pid');
  const pid = readLockedPid(lockFile);
  if (pid === null) return;
  const stamp = readProcessStamp(pid);
  // PostgreSQL itself copes with the lock file of a dead process.
  if (stamp === null) return;
  if (!runsPostgresOn(pid, clusterDir)) {
    rmSync(lockFile, { force: true });
    return;
  }
  const stopped = await stopProcess(pid, stamp, [
    { signal: 'SIGINT', waitMs: 5_000 },
    { signal: 'SIGQUIT', waitMs: 5_000 },
  ]);
  if (!stopped) throw new Error(`Một PostgreSQL cũ (pid ${pid}) vẫn chạy trên ${clusterDir} và không chịu dừng.`);
}

function readLockedPid(lockFile: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(lockFile, 'utf8').split('\n')[0] ?? '', 10);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

function runsPostgresOn(pid: number, clusterDir: string): boolean {
  const line = commandLine(pid);
  return line.includes('postgres') && line.includes(clusterDir);
}

function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
