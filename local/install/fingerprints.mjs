import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const STAMP = 'node_modules/.dondoc-installed.json';

/** Changes when a file below the given paths is changed, added, moved or removed. */
export function fingerprint(root, paths, except = []) {
  const hash = createHash('sha256');
  for (const path of paths) addToHash(hash, root, path, except);
  return hash.digest('hex');
}

function addToHash(hash, root, path, except) {
  if (except.includes(path) || !existsSync(join(root, path))) return;
  if (statSync(join(root, path)).isDirectory()) {
    for (const name of readdirSync(join(root, path)).sort()) addToHash(hash, root, `${path}/${name}`, except);
    return;
  }
  const content = readFileSync(join(root, path));
  hash.update(`${path}\0${content.length}\0`).update(content);
}

/** What earlier steps recorded; kept inside node_modules, so that it goes when the packages go. */
export function readStamp(root) {
  try {
    return JSON.parse(readFileSync(join(root, STAMP), 'utf8'));
  } catch {
    return {};
  }
}

/** Replaces the record whole: a kill leaves the old one or the new one. */
export function writeStamp(root, stamp) {
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  const unfinished = join(root, `${STAMP}.${process.pid}`);
  writeFileSync(unfinished, JSON.stringify(stamp, null, 2));
  renameSync(unfinished, join(root, STAMP));
}

/**
 * True when somebody installed exactly what package-lock.json asks for by hand (npm keeps a copy of what it installed).
 * It saves a second installation to whoever ran `npm ci` or `npm install` himself.
 */
export function packagesMatchLockfile(root) {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const installed = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === '') return true;
      const found = installed[path];
      // Other platforms' packages are optional and stay away; one for this platform must be there.
      if (found === undefined) return entry.optional === true && !isForThisPlatform(entry);
      return found.version === entry.version;
    });
  } catch {
    return false;
  }
}

function isForThisPlatform({ os, cpu, libc }) {
  return (os?.includes(process.platform) && cpu?.includes(process.arch) && libc === undefined) ?? false;
}
