// The workflow code as one file, built once per version of its sources.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BundleOptions, bundleWorkflowCode } from '@temporalio/worker';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CACHE = `${ROOT}node_modules/.cache/dondoc/`;
type WebpackConfiguration = Parameters<NonNullable<BundleOptions['webpackConfigHook']>>[0];

/**
 * What a bundle can hold of our own. Whole rings: of the folders inside domain/, the list of those that workflows reach went stale, and a bundle
 * of yesterday would have met a rule of today.
 */
export const BUNDLED_RINGS = ['workflows', 'domain'];
const SOURCES = [...BUNDLED_RINGS, 'worker/workflow-bundle.ts', 'package-lock.json'];

/** The path of a bundle that matches the sources as they are now; building takes seconds, finding it milliseconds. */
export async function workflowBundlePath(): Promise<string> {
  const path = `${CACHE}workflows-${await fingerprint()}.js`;
  if (existsSync(path)) return path;
  const code = await bundleWorkflows();
  await mkdir(CACHE, { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, code);
  await rename(unfinished, path);
  return path;
}

/** The bundle's code; `interceptorModules` are put around the workflows by tests that look at what they do. */
export async function bundleWorkflows(interceptorModules: string[] = []): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: `${ROOT}workflows/index.ts`,
    workflowInterceptorModules: interceptorModules,
    webpackConfigHook: small,
    logger: QUIET,
  });
  return code;
}

/**
 * Own modules as one, and numbers for the names of modules: every version of the rules is small files, and each costs a kilobyte of
 * wrapping otherwise. Not minified: 16 seconds instead of 2, and stack traces that name nothing.
 */
function small(config: WebpackConfiguration): WebpackConfiguration {
  const together = { concatenateModules: true, usedExports: true, providedExports: true, sideEffects: true };
  const optimization = { ...config.optimization, ...together, moduleIds: 'deterministic' as const };
  return { ...config, optimization, output: { ...config.output, pathinfo: false } };
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const files = source.includes('.') ? [source] : await filesUnder(source);
    for (const file of files) hash.update(file).update(await readFile(`${ROOT}${file}`));
  }
  return hash.digest('hex').slice(0, 16);
}

/** All of them: a rule changed in a folder below must never meet a bundle of before. */
async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(`${ROOT}${folder}`, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => `${entry.parentPath}/${entry.name}`.slice(ROOT.length)).sort();
}

const silent = () => undefined;
const QUIET = { log: silent, trace: silent, debug: silent, info: silent, warn: silent, error: console.error };
