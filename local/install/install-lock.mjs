import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';

// Between making the folder and naming its owner there are microseconds; a folder without an owner is older than that.
const NAMELESS_FOR_MS = 5_000;

/** Lets one process at a time install into `root`: `npm ci` of two at once would delete each other's files. */
export async function withInstallLock(root, work) {
  const lock = join(tmpdir(), `dondoc-install-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`);
  await acquire(lock);
  try {
    await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

async function acquire(lock) {
  let told = false;
  let namelessSince = null;
  for (;;) {
    try {
      mkdirSync(lock);
      writeFileSync(join(lock, 'pid'), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owner = readOwner(lock);
    if (owner === null) namelessSince ??= Date.now();
    const isAbandoned = owner === null ? Date.now() - namelessSince > NAMELESS_FOR_MS : !isAlive(owner);
    if (isAbandoned) {
      rmSync(lock, { recursive: true, force: true });
      continue;
    }
    if (!told) process.stderr.write(`Một tiến trình khác (${owner ?? '?'}) đang cài đặt, chờ nó xong…\n`);
    told = true;
    await sleep(200);
  }
}

function readOwner(lock) {
  try {
    return Number(readFileSync(join(lock, 'pid'), 'utf8')) || null;
  } catch {
    return null;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
