// `npm start` as a user has it, without npm: the supervisor in a folder of its own, with every server and program.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CLUSTER_OWNER, readClusterPassword } from '#local/postgres/initialise-cluster.ts';
import { chooseFreePort } from '#local/process/choose-free-port.ts';
import { type Installation, readInstallation } from '#local/supervisor/installation.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const START = fileURLToPath(new URL('../../local/start.ts', import.meta.url));
const READY = 'dôn đốc đang chạy tại';
const STARTED_WITHIN_MS = 120_000;

/** Opens every stack of the tests and measurements; `npm start` takes it with its own database only. */
export const TEST_KEY = 'khoa-cua-cac-bai-thu-va-bai-do-khong-dung-o-dau-khac';

export interface StackFolder {
  dataDir: string;
  port: number;
  url: string;
  remove(): void;
}

/** A new data folder and a free port; several starts may use it one after the other. */
export async function openStackFolder(): Promise<StackFolder> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dondoc-stack-'));
  const port = await chooseFreePort();
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  return { dataDir, port, url: `http://localhost:${port}`, remove };
}

export interface StartedStack {
  supervisor: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  stop(): Promise<number | null>;
}

/** Starts the stack, with more of an environment if given, and returns when its address is printed. */
export async function startStack(
  { dataDir, port }: StackFolder,
  variables: Readonly<Record<string, string>> = {},
): Promise<StartedStack> {
  const { PATH, HOME, DONDOC_CACHE_DIR } = process.env;
  showTestKeyTo(`http://localhost:${port}`);
  const supervisor = spawn(process.execPath, ['--import', 'tsx', START], {
    cwd: ROOT,
    env: {
      PATH,
      HOME,
      ...(DONDOC_CACHE_DIR ? { DONDOC_CACHE_DIR } : {}),
      DONDOC_DATA_DIR: dataDir,
      PORT: String(port),
      DONDOC_TEST_KEY: TEST_KEY,
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = new Promise<number | null>((resolve) => supervisor.once('exit', resolve));
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no address within two minutes:\n${output}`)), STARTED_WITHIN_MS);
    const listen = (chunk: Buffer) => {
      output += chunk;
      if (!output.includes(READY)) return;
      clearTimeout(late);
      resolve();
    };
    supervisor.stdout.on('data', listen);
    supervisor.stderr.on('data', listen);
    supervisor.once('exit', () => reject(new Error(`the start ended early:\n${output}`)));
  });
  return {
    supervisor,
    output: () => output,
    async stop() {
      supervisor.kill('SIGTERM');
      return exit;
    },
  };
}

const shown = new Set<string>();

/** From now on whatever this process asks that stack for is asked with the key, unless it says itself who asks. */
function showTestKeyTo(origin: string): void {
  if (shown.size === 0) {
    const plain = globalThis.fetch;
    globalThis.fetch = (input, init = {}) => {
      const { origin: asked, pathname } = new URL(input instanceof Request ? input.url : input);
      const headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : undefined));
      if (shown.has(asked) && pathname.startsWith('/api') && !headers.has('authorization') && !headers.has('cookie'))
        headers.set('authorization', `Bearer ${TEST_KEY}`);
      return plain(input, { ...init, headers });
    };
  }
  shown.add(origin);
}

/** The processes that the running start has recorded, by name. */
export function recordedPids({ dataDir }: StackFolder): Record<string, number> {
  const record = JSON.parse(readFileSync(join(dataDir, 'run', 'pids.json'), 'utf8'));
  const children: { name: string; pid: number }[] = record.children ?? record;
  return Object.fromEntries(children.map(({ name, pid }) => [name, pid]));
}

/** Where the services of the running start are, and its database as the owner of the tables reaches it. */
export function servicesOf({ dataDir }: StackFolder): Installation & { ownerUrl: string } {
  const installation = readInstallation(dataDir);
  if (installation === null) throw new Error('the stack is not running');
  const owner = new URL(installation.databaseUrl);
  owner.username = CLUSTER_OWNER;
  owner.password = readClusterPassword(join(dataDir, 'postgres'));
  return { ...installation, ownerUrl: owner.href };
}

export interface DevMessage {
  channel: string;
  to: string;
  at: string;
  subject: string;
  text: string;
  html?: string;
  headers?: Record<string, string>;
}

/** What GET /dev/messages answers. */
export async function devMessages({ url }: StackFolder): Promise<DevMessage[]> {
  return (await fetch(`${url}/dev/messages`)).json() as Promise<DevMessage[]>;
}
