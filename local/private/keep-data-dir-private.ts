import { chmodSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { accountOfServer } from '../postgres/server-account.ts';
import { makePrivateFolder } from './make-private-folder.ts';

/** What the embedded stack keeps in its data folder. */
const OURS = ['evidence', 'logs', 'mailbox', 'postgres', 'run', 'secret', 'temporal', 'zalo'];
const POSTGRES = 'postgres';
/** PostgreSQL keeps its own files to itself, as whatever account it runs. */
const CLUSTER = join(POSTGRES, 'cluster');
const FOR_OTHERS = 0o077;
const STICKY = 0o1000;

/**
 * Leaves a data folder of which group and others can read nothing, also when an earlier version or a wide umask made it, and
 * makes it when there is none.
 * @returns what could not be changed, because it belongs to somebody else.
 */
export function keepDataDirPrivate(dataDir: string): string[] {
  const server = accountOfServer(join(dataDir, CLUSTER));
  mkdirSync(join(dataDir, '..'), { recursive: true });
  if (isShared(dataDir)) return OURS.flatMap((name) => tighten(dataDir, name));
  makePrivateFolder(dataDir, server);
  return readdirSync(dataDir).flatMap((name) => tighten(dataDir, name));
}

/** A place where others have their folders too (/srv, /tmp, somebody's home): only what is ours in it is closed. */
function isShared(dataDir: string): boolean {
  const found = statSync(dataDir, { throwIfNoEntry: false });
  if (found === undefined) return false;
  if ((found.mode & STICKY) !== 0) return true;
  return readdirSync(dataDir, { withFileTypes: true }).some(
    (entry) => entry.isDirectory() && !OURS.includes(entry.name),
  );
}

function tighten(dataDir: string, name: string): string[] {
  const path = join(dataDir, name);
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isSymbolicLink() || name === CLUSTER) return [];
  // The folder that the server's account walks through is startPostgres's to set.
  const isWide = name !== POSTGRES && (found.mode & FOR_OTHERS) !== 0;
  const kept = isWide && !closeToOthers(path, found.mode) ? [path] : [];
  if (!found.isDirectory()) return kept;
  return [...kept, ...readdirSync(path).flatMap((entry) => tighten(dataDir, join(name, entry)))];
}

function closeToOthers(path: string, mode: number): boolean {
  try {
    chmodSync(path, mode & ~FOR_OTHERS & 0o7777);
    return true;
  } catch (error) {
    // A mail that a running mailbox has just renamed is as private under its new name.
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}
