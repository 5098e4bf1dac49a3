// Where uploaded files lie while they are read: a folder of this process that nobody else can open.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const PREFIX = 'dondoc-uploads-';

/** Makes the folder (0700 by mkdtemp) and takes away what processes left that were killed. */
export async function openUploadFolder(root = tmpdir()): Promise<string> {
  await sweep(root);
  const folder = await mkdtemp(join(root, `${PREFIX}${process.pid}-`));
  own.add(basename(folder));
  return folder;
}

/** What this process opened itself, by name. */
const own = new Set<string>();

async function sweep(root: string): Promise<void> {
  for (const name of await readdir(root).catch(() => [])) {
    const pid = Number(name.startsWith(PREFIX) ? name.slice(PREFIX.length).split('-')[0] : Number.NaN);
    // A folder under one's own number is an earlier life's: in a container everybody is number 1.
    if (!Number.isInteger(pid) || own.has(name) || (pid !== process.pid && isAlive(pid))) continue;
    // Another user's folder stays; it is not ours to judge.
    await rm(join(root, name), { recursive: true, force: true }).catch(() => {});
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
