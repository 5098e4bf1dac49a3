// The program itself: Python, from PyPI, in an environment of its own in the cache folder. Nothing goes into the machine's Python.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheDirOf } from '#config/cache-dir.ts';

const VERSION = '4.32.5';

/** The path of the pinned version's command, installed if it is not there yet; throws with what to install when Python is missing. */
export async function ensureSchemathesis(): Promise<string> {
  const home = join(cacheDirOf(process.env), `schemathesis-${VERSION}`);
  const command = join(home, 'bin', 'schemathesis');
  if (existsSync(command)) return command;
  await run('python3', ['-m', 'venv', home]);
  await run(join(home, 'bin', 'pip'), ['install', '--quiet', `schemathesis==${VERSION}`]);
  return command;
}

async function run(command: string, words: string[]): Promise<void> {
  await promisify(execFile)(command, words).catch((error: unknown) => {
    throw new Error(`Schemathesis needs Python 3.10 or newer with venv and pip (python3-venv): ${String(error)}`);
  });
}
