import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import nodemailer from 'nodemailer';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readMailbox } from '#local/mailbox/read-mailbox.ts';
import { chooseFreePort } from '#local/process/choose-free-port.ts';
import { readProcessStamp } from '#local/process/process-stamp.ts';
import { readInstallation } from '#local/supervisor/installation.ts';

const PROGRAM = fileURLToPath(new URL('stand-ins/start.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let root: string;
let port: number;
const started: Started[] = [];

interface Started {
  child: ChildProcess;
  stdout: () => string;
  stderr: () => string;
  exitCode: Promise<number | null>;
}

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'dondoc-start-'));
  port = await chooseFreePort();
});

afterEach(async () => {
  for (const { child, exitCode } of started.splice(0)) {
    child.kill('SIGTERM');
    await exitCode;
  }
  rmSync(root, { recursive: true, force: true });
});

interface StartChanges {
  dataDir?: string;
  port?: number;
  worker?: string;
  env?: Record<string, string>;
}

/** The program of `npm start`, with small stand-ins for worker, API and sample. */
function start(changes: StartChanges = {}): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, changes.worker ?? 'worker'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DONDOC_CACHE_DIR: process.env.DONDOC_CACHE_DIR,
      DONDOC_DATA_DIR: changes.dataDir ?? join(root, 'data'),
      PORT: String(changes.port ?? port),
      ...changes.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => {
    texts.stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    texts.stderr += chunk;
  });
  const exitCode = new Promise<number | null>((resolve) => child.once('close', resolve));
  const run = { child, stdout: () => texts.stdout, stderr: () => texts.stderr, exitCode };
  started.push(run);
  return run;
}

async function startAndWait(changes: StartChanges = {}): Promise<Started & { given: Record<string, string> }> {
  const run = start(changes);
  await until(() => run.stdout().includes('dôn đốc đang chạy tại') || run.child.exitCode !== null, 60_000);
  expect(run.stdout(), run.stderr()).toContain(`dôn đốc đang chạy tại http://localhost:${changes.port ?? port}`);
  return { ...run, given: await askApi(changes.port ?? port) };
}

async function askApi(at: number): Promise<Record<string, string>> {
  return (await (await fetch(`http://localhost:${at}/`)).json()) as Record<string, string>;
}

async function until(condition: () => boolean | Promise<boolean>, withinMs: number): Promise<void> {
  const giveUpAt = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > giveUpAt) throw new Error('it did not happen in time');
    await sleep(50);
  }
}

function recordedPids(dataDir = join(root, 'data')): { name: string; pid: number; stamp: string }[] {
  return JSON.parse(readFileSync(join(dataDir, 'run', 'pids.json'), 'utf8'));
}

const recordedPidsLeft = () => (existsSync(join(root, 'data/run/pids.json')) ? recordedPids() : []);
const pidOf = (name: string) => recordedPids().findLast((child) => child.name === name)?.pid as number;
const isRunning = ({ pid, stamp }: { pid: number; stamp: string }) => readProcessStamp(pid) === stamp;

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends everything within 10 s and leaves no process', async (signal) => {
  const run = await startAndWait();
  const children = recordedPids();
  expect(children.map(({ name }) => name).sort()).toEqual(
    expect.arrayContaining(['api', 'postgres', 'temporal', 'worker']),
  );
  const askedAt = performance.now();
  run.child.kill(signal);
  // What npm does beside the terminal: the same signal a second time.
  await sleep(50);
  run.child.kill(signal);
  expect(await run.exitCode).toBe(0);
  expect(performance.now() - askedAt).toBeLessThan(10_000);
  expect(children.filter(isRunning)).toEqual([]);
  expect(existsSync(join(root, 'data/run/lock.json'))).toBe(false);
});

test('a reader of its output that is gone keeps it from nothing: the Ctrl-C of `npm start | tee log` ends tee as well', async () => {
  const run = await startAndWait();
  const children = recordedPids();
  run.child.stdout?.destroy();
  run.child.stderr?.destroy();
  // One that dies meanwhile is said to nobody, and started again.
  process.kill(pidOf('api'), 'SIGKILL');
  await until(
    () =>
      recordedPids()
        .filter(({ name }) => name === 'api')
        .some(isRunning),
    20_000,
  );
  run.child.kill('SIGINT');
  expect(await run.exitCode).toBe(0);
  expect([...children, ...recordedPidsLeft()].filter(isRunning)).toEqual([]);
  expect(existsSync(join(root, 'data/run/lock.json'))).toBe(false);
});

test('a stop in the middle of starting leaves no process either', async () => {
  for (const afterMs of [700, 1_200, 2_000]) {
    const run = start();
    await sleep(afterMs);
    const askedAt = performance.now();
    run.child.kill('SIGTERM');
    await run.exitCode;
    expect(performance.now() - askedAt).toBeLessThan(10_000);
    expect(recordedPidsLeft().filter(isRunning)).toEqual([]);
  }
  await startAndWait();
});

test('worker and API get the whole environment, and the sample is loaded before the address is printed', async () => {
  const { given, stdout } = await startAndWait();
  expect(given).toMatchObject({
    TEMPORAL_NAMESPACE: 'default',
    PUBLIC_URL: `http://localhost:${port}`,
    DONDOC_EMBEDDED: '1',
    DONDOC_DATA_DIR: join(root, 'data'),
    DONDOC_MAILBOX_DIR: join(root, 'data/mailbox'),
    TZ: 'UTC',
  });
  expect(given.DONDOC_SECRET!.length).toBeGreaterThanOrEqual(32);
  expect(await query(given.DATABASE_URL!, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(existsSync(join(root, 'data/sample-loaded'))).toBe(true);
  expect(stdout()).toContain(`http://localhost:${port}/dev/mailbox`);
  expect(stdout()).toMatch(/Temporal: http:\/\/localhost:\d+/);
  expect(statSync(join(root, 'data/secret')).mode & 0o777).toBe(0o600);
  expect(statSync(join(root, 'data/run/installation.json')).mode & 0o777).toBe(0o600);
  expect(readInstallation(join(root, 'data'))?.databaseUrl).toBe(given.DATABASE_URL);
  expect(await query(given.DATABASE_URL!, 'select session_user::text as name')).toEqual([{ name: 'dondoc_app' }]);
});

test('a second start goes on with the same data, secret and ports', async () => {
  const first = await startAndWait();
  await query(first.given.DATABASE_URL!, "insert into used_link (id, used_at) values ('7', now())");
  await nodemailer.createTransport(first.given.SMTP_URL!).sendMail({ from: 'a@b.c', to: 'd@e.f', subject: 'còn' });
  first.child.kill('SIGTERM');
  await first.exitCode;
  expect(readInstallation(join(root, 'data'))).toBeNull();
  const second = await startAndWait();
  expect(await query(second.given.DATABASE_URL!, 'select id from used_link')).toEqual([{ id: '7' }]);
  expect((await readMailbox(second.given.DONDOC_MAILBOX_DIR!)).map(({ subject }) => subject)).toEqual(['còn']);
  const { pid: _first, ...before } = first.given;
  const { pid: _second, ...after } = second.given;
  expect(after).toEqual(before);
});

test('after kill -9 of the supervisor the next start ends what was left and goes on', async () => {
  const first = await startAndWait();
  await query(first.given.DATABASE_URL!, "insert into used_link (id, used_at) values ('7', now())");
  const children = recordedPids();
  first.child.kill('SIGKILL');
  await first.exitCode;
  // Worker and API notice by themselves; the servers are foreign programs that do not.
  await until(() => children.every((child) => !['worker', 'api'].includes(child.name) || !isRunning(child)), 8_000);
  const second = await startAndWait();
  expect(children.filter(isRunning)).toEqual([]);
  expect(await query(second.given.DATABASE_URL!, 'select id from used_link')).toEqual([{ id: '7' }]);
});

test('each part that is killed is started again, with its data and on its port', async () => {
  const { given, stderr } = await startAndWait();
  await query(given.DATABASE_URL!, "insert into used_link (id, used_at) values ('7', now())");
  for (const name of ['worker', 'api', 'temporal', 'postgres']) process.kill(pidOf(name), 'SIGKILL');
  await until(() => (stderr().match(/đã chạy lại/g) ?? []).length === 4, 30_000);
  // Said to be started is not yet listening.
  await until(
    () =>
      askApi(port).then(
        () => true,
        () => false,
      ),
    10_000,
  );
  const again = await askApi(port);
  expect(again.pid).not.toBe(given.pid);
  expect({ ...again, pid: given.pid }).toEqual(given);
  expect(await query(given.DATABASE_URL!, 'select id from used_link')).toEqual([{ id: '7' }]);
});

test('a part that cannot run is given up loudly, with its log, and everything ends', async () => {
  const run = start({ worker: 'crash' });
  expect(await run.exitCode).toBe(1);
  expect(run.stderr()).toMatch(/DỪNG: Tiến trình xử lý \(worker\) đã dừng 5 lần trong một phút/);
  expect(run.stderr()).toContain('hỏng ngay khi chạy');
});

test('a second start on the same folder says so; on another folder and port it runs beside the first', async () => {
  const first = await startAndWait();
  const second = start({ port: await chooseFreePort() });
  expect(await second.exitCode).toBe(1);
  expect(second.stderr()).toContain(`đã chạy với thư mục dữ liệu ${join(root, 'data')}`);
  expect(second.stderr()).toContain(`http://localhost:${port}`);
  const beside = await startAndWait({ dataDir: join(root, 'other'), port: await chooseFreePort() });
  expect(beside.given.DATABASE_URL).not.toBe(first.given.DATABASE_URL);
  expect((await askApi(port)).pid).toBe(first.given.pid);
});

test('a port in use is named with what to do, and nothing is started', async () => {
  const server = createServer().listen(port);
  const run = start();
  expect(await run.exitCode).toBe(1);
  server.close();
  expect(run.stderr()).toMatch(new RegExp(`Cổng ${port} đang bị .*PORT=${port + 1} npm start`));
  expect(existsSync(join(root, 'data/postgres'))).toBe(false);
});

test('services named by the environment are used and not started, and the sample stays away from them', async () => {
  const inner = await startAndWait({ dataDir: join(root, 'services') });
  const outerPort = await chooseFreePort();
  const ownerUrl = new URL(inner.given.DATABASE_URL!);
  ownerUrl.username = 'dondoc';
  ownerUrl.password = readFileSync(join(root, 'services/postgres/password'), 'utf8');
  const outer = await startAndWait({
    port: outerPort,
    env: {
      DATABASE_URL: inner.given.DATABASE_URL!,
      DATABASE_OWNER_URL: ownerUrl.href,
      TEMPORAL_ADDRESS: inner.given.TEMPORAL_ADDRESS!,
      SMTP_URL: inner.given.SMTP_URL!,
    },
  });
  expect(
    recordedPids()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['api', 'worker']);
  // The owner's address stays with the supervisor.
  const given = { DATABASE_URL: inner.given.DATABASE_URL!, DATABASE_OWNER_URL: '', DONDOC_EMBEDDED: '0' };
  expect(outer.given).toMatchObject(given);
  expect(outer.stderr()).toContain('chỉ được đọc và ghi thêm');
  expect(existsSync(join(root, 'data/sample-loaded'))).toBe(false);
});

test('the sample stays away from a Zalo that is not on this machine: its numbers may be somebody’s', async () => {
  const run = await startAndWait({ env: { ZALO_OA_URL: 'https://openapi.zalo.me' } });
  expect(existsSync(join(root, 'data/sample-loaded'))).toBe(false);
  expect(run.stderr()).toContain('Không nạp kế hoạch mẫu');
});

test('a wrong variable is refused before anything is touched', async () => {
  const run = start({ env: { PORT: 'abc' } });
  expect(await run.exitCode).toBe(1);
  expect(run.stderr()).toContain('PORT');
  expect(existsSync(join(root, 'data'))).toBe(false);
});
