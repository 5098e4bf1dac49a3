// What the embedded stack leaves on the disk is for its owner only: files of a started installation, looked at one by one.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import nodemailer from 'nodemailer';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { chooseFreePort } from '#local/process/choose-free-port.ts';
import { readInstallation } from '#local/supervisor/installation.ts';
import { openToOthers } from '../support/open-to-others.ts';

const PROGRAM = fileURLToPath(new URL('stand-ins/start.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const IS_ROOT = process.getuid?.() === 0;

const running: { child: ChildProcess; ended: Promise<unknown> }[] = [];
const folders: string[] = [];

afterEach(async () => {
  await stopAll();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function stopAll(): Promise<void> {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGTERM');
    await ended;
  }
}

/** Starts the stack from a shell that lets everybody do everything with new files. */
async function startWithWideUmask(dataDir: string): Promise<string> {
  const port = String(await chooseFreePort());
  const { PATH, HOME, DONDOC_CACHE_DIR } = process.env;
  const child = spawn('sh', ['-c', 'umask 000; exec "$0" --import tsx "$1"', process.execPath, PROGRAM], {
    cwd: ROOT,
    env: { PATH, HOME, DONDOC_CACHE_DIR, DONDOC_DATA_DIR: dataDir, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise((resolve) => child.once('close', resolve));
  running.push({ child, ended });
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk;
      if (said.includes('dôn đốc đang chạy tại')) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    void ended.then(() => reject(new Error(said)));
  });
  return said;
}

/** Work that leaves files behind: a mail, a checkpoint. */
async function use(dataDir: string): Promise<void> {
  const installation = readInstallation(dataDir);
  const mails = nodemailer.createTransport(installation?.smtpUrl as string);
  await mails.sendMail({ from: 'a@b.vn', to: 'c@d.vn', subject: 'thử', text: 'thử' });
  mails.close();
  const client = new pg.Client({ connectionString: installation?.databaseUrl as string });
  await client.connect();
  await client.query(`insert into used_link (id, used_at) values ('1', now()) on conflict do nothing`);
  await client.end();
}

function placeFor(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-private-'));
  folders.push(folder);
  return join(folder, name);
}

test('a new installation keeps everything to its owner, whatever the umask', async () => {
  const dataDir = placeFor('data');
  await startWithWideUmask(dataDir);
  await use(dataDir);
  for (const part of [
    'temporal/temporal.db',
    'zalo/state.json',
    'run/pids.json',
    'logs/api.log',
    'postgres/application-password',
    'secret',
  ])
    expect(existsSync(join(dataDir, part)), part).toBe(true);
  expect(readdirSync(join(dataDir, 'mailbox')).length).toBeGreaterThan(0);
  expect(openToOthers(dataDir)).toEqual([]);
});

test('a data folder of yesterday that everybody could read is closed at the next start, and works', async () => {
  const dataDir = placeFor('data');
  await startWithWideUmask(dataDir);
  await use(dataDir);
  await stopAll();
  widen(dataDir);
  writeFileSync(join(dataDir, 'logs', 'worker.log.1'), 'cũ', { mode: 0o666 });
  mkdirSync(join(dataDir, 'mailbox', 'old'), { mode: 0o777 });
  await startWithWideUmask(dataDir);
  await use(dataDir);
  expect(openToOthers(dataDir)).toEqual([]);
});

function widen(path: string): void {
  if (path.endsWith(join('postgres', 'cluster'))) return;
  const found = lstatSync(path);
  chmodSync(path, found.isDirectory() ? 0o755 : 0o644);
  if (found.isDirectory()) for (const name of readdirSync(path)) widen(join(path, name));
}

test('in a folder that others use too, only what is ours is closed', async () => {
  const shared = placeFor('shared');
  mkdirSync(join(shared, 'others'), { recursive: true, mode: 0o755 });
  writeFileSync(join(shared, 'others', 'note'), 'của người khác', { mode: 0o644 });
  chmodSync(shared, 0o755);
  await startWithWideUmask(shared);
  await use(shared);
  const open = openToOthers(shared).map((line) => line.replace(`${shared}`, ''));
  expect(open.sort()).toEqual([' 755', '/others 755', '/others/note 644']);
});

test.runIf(IS_ROOT)(
  'root starts PostgreSQL as another account, which passes through to its own folder with no more rights than that',
  async () => {
    // Below a folder that everybody may enter, so that the account can get this far.
    const dataDir = join(tmpdir(), `dondoc-passable-${randomBytes(4).toString('hex')}`);
    folders.push(dataDir);
    await startWithWideUmask(dataDir);
    const pids: { name: string; pid: number }[] = JSON.parse(readFileSync(join(dataDir, 'run', 'pids.json'), 'utf8'));
    const server = pids.find(({ name }) => name === 'postgres')?.pid;
    const status = readFileSync(`/proc/${server}/status`, 'utf8');
    expect(/^Uid:\s+(\d+)/m.exec(status)?.[1]).not.toBe('0');
    expect(/^CapEff:\s+(\w+)/m.exec(status)?.[1]).toMatch(/^0+$/);
    expect(openToOthers(dataDir)).toEqual([]);
    const modes = ['', 'postgres', 'run', 'temporal'].map((name) =>
      (lstatSync(join(dataDir, name)).mode & 0o777).toString(8),
    );
    expect(modes).toEqual(['710', '710', '700', '700']);
  },
);

test.runIf(IS_ROOT)('root starts PostgreSQL below a folder that only root may enter, and opens nothing', async () => {
  const dataDir = placeFor('data');
  await startWithWideUmask(dataDir);
  await use(dataDir);
  expect((lstatSync(join(dataDir, 'postgres')).mode & 0o777).toString(8)).toBe('700');
});
