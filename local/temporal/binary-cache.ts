import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { wallClock } from '#contracts/clock.ts';

const PARTIAL_PREFIX = '.partial-';
const ABANDONED_AFTER_MS = 24 * 3_600_000;
const PROGRAM = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

/** Where a build of the CLI is kept: one folder per version and platform, so that an upgrade never meets an old file. */
export function cachedBinaryPath(cacheDir: string, build: string): string {
  return join(cacheDir, `temporal-${build}-${process.platform}-${process.arch}`, PROGRAM);
}

/**
 * Puts a program into the cache whole or not at all: `obtain` works in a folder of its own and returns the file, which
 * is renamed into place. Two processes at once both succeed; the later one's file stays.
 */
export async function placeInCache(
  cacheDir: string,
  build: string,
  obtain: (workDir: string) => Promise<string>,
): Promise<string> {
  const target = cachedBinaryPath(cacheDir, build);
  mkdirSync(cacheDir, { recursive: true });
  removeAbandoned(cacheDir);
  const workDir = join(cacheDir, `${PARTIAL_PREFIX}${process.pid}-${randomBytes(4).toString('hex')}`);
  mkdirSync(workDir);
  try {
    const file = await obtain(workDir);
    mkdirSync(join(target, '..'), { recursive: true });
    renameSync(file, target);
    return target;
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}

/** The builds of `builds` that are in the cache, in that order. */
export function cachedBuilds(cacheDir: string, builds: readonly string[]): string[] {
  return builds.map((build) => cachedBinaryPath(cacheDir, build)).filter((path) => existsSync(path));
}

// A process killed in the middle of a download leaves its folder behind.
function removeAbandoned(cacheDir: string): void {
  for (const name of readdirSync(cacheDir)) {
    if (!name.startsWith(PARTIAL_PREFIX)) continue;
    const path = join(cacheDir, name);
    const nowMs = wallClock().getTime();
    const ageMs = nowMs - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? nowMs);
    if (ageMs > ABANDONED_AFTER_MS) rmSync(path, { recursive: true, force: true });
  }
}
