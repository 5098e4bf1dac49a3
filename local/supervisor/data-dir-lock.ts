import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivateFolder } from '../private/make-private-folder.ts';
import { isSameProcess, readProcessStamp } from '../process/process-stamp.ts';

export interface LockHolder {
  pid: number;
  stamp: string;
  /** The address that the holder was going to serve. */
  url: string;
}

export type DataDirLock = { held: true; release(): void } | { held: false; holder: LockHolder };

const ATTEMPTS = 5;

/**
 * At most one process holds the lock of a data folder; one left by a killed process, or from before a reboot, is taken
 * over. The file appears complete (link of a written file), so nobody reads half of it.
 */
export function lockDataDir(dataDir: string, url: string): DataDirLock {
  const runDir = join(dataDir, 'run');
  const lockFile = lockFileOf(dataDir);
  makePrivateFolder(runDir);
  const mine: LockHolder = { pid: process.pid, stamp: readProcessStamp(process.pid) ?? '', url };
  const draft = join(runDir, `lock.${process.pid}.${randomBytes(4).toString('hex')}`);
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (tryLink(draft, lockFile)) return { held: true, release: () => release(lockFile, mine) };
      const content = readOrNull(lockFile);
      const holder = content === null ? null : parseHolder(content);
      if (holder !== null && isSameProcess(holder.pid, holder.stamp)) return { held: false, holder };
      if (content !== null) discard(lockFile, content);
    }
    throw new Error(`Không khoá được thư mục dữ liệu ${dataDir}: nhiều bản cùng khởi động một lúc. Hãy thử lại.`);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Who runs on the data folder now; null when nobody does. */
export function readLockHolder(dataDir: string): LockHolder | null {
  const holder = parseHolder(readOrNull(lockFileOf(dataDir)) ?? '');
  return holder !== null && isSameProcess(holder.pid, holder.stamp) ? holder : null;
}

function lockFileOf(dataDir: string): string {
  return join(dataDir, 'run', 'lock.json');
}

function release(lockFile: string, mine: LockHolder): void {
  if (readOrNull(lockFile) === JSON.stringify(mine)) rmSync(lockFile, { force: true });
}

function tryLink(draft: string, lockFile: string): boolean {
  try {
    linkSync(draft, lockFile);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

// Between reading the dead lock and taking it away another process may have put its own there: that one goes back.
function discard(lockFile: string, deadContent: string): void {
  const aside = `${lockFile}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    renameSync(lockFile, aside);
  } catch {
    return;
  }
  if (readOrNull(aside) !== deadContent) tryLink(aside, lockFile);
  rmSync(aside, { force: true });
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function parseHolder(content: string): LockHolder | null {
  try {
    return JSON.parse(content) as LockHolder;
  } catch {
    return null;
  }
}
