// A folder of ours: a file is written aside, brought to the disk, and only then gets the name of its hash.
import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { wallClock } from '#contracts/clock.ts';
import type { Content, EvidenceStore } from './evidence-store.ts';

/** Files of mode 0600 in folders of mode 0700. Kept again, a content takes the place of whatever has become of it. */
export function createDiskStore(folder: string): EvidenceStore {
  const placeOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  const aside = join(folder, 'dang-ghi');
  let tidied: Promise<void> | null = null;
  return {
    async keep(path, content) {
      const place = placeOf(content.sha256);
      for (const needed of [dirname(place), aside]) await mkdir(needed, { recursive: true, mode: 0o700 });
      tidied ??= removeOld(aside);
      await tidied;
      const unfinished = join(aside, randomUUID());
      try {
        await copy(path, unfinished, content);
        await rename(unfinished, place);
      } finally {
        await rm(unfinished, { force: true });
      }
      for (const entry of [dirname(place), folder, dirname(folder)]) await bringToDisk(entry);
    },
    async open(sha256) {
      const place = placeOf(sha256);
      return (await isThere(place)) ? createReadStream(place) : null;
    },
    async drop(sha256) {
      await rm(placeOf(sha256), { force: true });
    },
  };
}

/** A copy that is not what it should be never gets the name of the hash. */
async function copy(from: string, to: string, { sha256 }: Content): Promise<void> {
  const hash = createHash('sha256');
  const file = await open(to, 'wx', 0o600);
  try {
    for await (const chunk of createReadStream(from)) {
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (hash.digest('hex') !== sha256) throw new Error('the file changed while it was being kept');
}

async function isThere(place: string): Promise<boolean> {
  return access(place, constants.R_OK).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

const UNFINISHED_MS_MAX = 60 * 60_000;

/** What a kill left half written; that of another process that writes now is younger. */
async function removeOld(aside: string): Promise<void> {
  for (const name of await readdir(aside)) {
    const path = join(aside, name);
    const found = await stat(path).catch(() => null);
    if (found !== null && wallClock().getTime() - found.mtimeMs > UNFINISHED_MS_MAX) await rm(path, { force: true });
  }
}

/** A new name is on the disk when its folder is. */
async function bringToDisk(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
