import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What group or others may read, write or run below a folder, the folder included, each with its mode. Walking through a folder
 * without seeing what is in it is no reading: the group of the database server's account may do that where root starts it.
 */
export function openToOthers(folder: string): string[] {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found === undefined || found.isSymbolicLink()) return [];
  const allowed = found.isDirectory() ? 0o010 : 0;
  const rights = found.mode & 0o077 & ~allowed;
  const own = rights === 0 ? [] : [`${folder} ${(found.mode & 0o777).toString(8)}`];
  if (!found.isDirectory()) return own;
  return [...own, ...readdirSync(folder).flatMap((name) => openToOthers(join(folder, name)))];
}
