// The workflow code as one file, built once per version of its sources.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CACHE = `${ROOT}node_modules/.cache/dondoc/`;
const SOURCES = ['workflows', 'domain/lifecycle', 'domain/ladder', 'contracts', 'package-lock.json'];

/** The path of a bundle that matches the sources as they are now; building takes seconds, finding it milliseconds. */
export async function workflowBundlePath(): Promise<string> {
  const path = `${CACHE}workflows-${await fingerprint()}.js`;
  if (existsSync(path)) return path;
  const { code } = await bundleWorkflowCode({ workflowsPath: `${ROOT}workflows/index.ts`, logger: QUIET });
  await mkdir(CACHE, { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, code);
  await rename(unfinished, path);
  return path;
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const files = source.includes('.') ? [''] : (await readdir(`${ROOT}${source}`)).sort();
    for (const file of files) {
      const path = file === '' ? `${ROOT}${source}` : `${ROOT}${source}/${file}`;
      hash.update(path.slice(ROOT.length)).update(await readFile(path));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

const silent = () => undefined;
const QUIET = { log: silent, trace: silent, debug: silent, info: silent, warn: silent, error: console.error };
