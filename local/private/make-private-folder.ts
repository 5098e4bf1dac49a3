import { chmodSync, chownSync, existsSync, mkdirSync, statSync } from 'node:fs';

/** An account of the machine. */
export interface Account {
  uid: number;
  gid: number;
}

const OWNER_ONLY = 0o700;
/** The owner as before; a group may walk through, and see nothing. */
const PASSABLE = 0o710;

/**
 * Leaves a folder that nobody but its owner can read, whatever the umask or the folder was before. Where PostgreSQL runs as
 * another account (`server`, when root starts it), that account's group may still walk through a folder that is new or that
 * it could pass before; one that was closed to it is never opened.
 */
export function makePrivateFolder(folder: string, server: Account | null = null): void {
  const wasPassable = !existsSync(folder) || (server !== null && canPass(folder, server));
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY });
  const { mode, uid, gid } = statSync(folder);
  // Somebody else's folder, given to us as a place: not ours to change.
  if (process.getuid !== undefined && uid !== process.getuid()) return;
  const passable = server !== null && wasPassable;
  if (passable && gid !== server.gid) chownSync(folder, uid, server.gid);
  const wanted = passable ? PASSABLE : OWNER_ONLY;
  if ((mode & 0o777) !== wanted) chmodSync(folder, wanted);
}

/** Whether the account may walk through the folder itself. */
export function canPass(folder: string, account: Account): boolean {
  const { mode, uid, gid } = statSync(folder);
  const searchBit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  return (mode & searchBit) !== 0;
}
