import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readProcessStamp } from '#local/process/process-stamp.ts';
import { openChildRecord } from '#local/supervisor/child-record.ts';
import { lockDataDir, readLockHolder } from '#local/supervisor/data-dir-lock.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'dondoc-lock-'));
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const URL_3000 = 'http://localhost:3000';

function writeLock(holder: object | string): void {
  mkdirSync(join(dataDir, 'run'), { recursive: true });
  writeFileSync(join(dataDir, 'run', 'lock.json'), typeof holder === 'string' ? holder : JSON.stringify(holder));
}

test('a second start on the same folder is told who holds it and where it serves', () => {
  const first = lockDataDir(dataDir, URL_3000);
  const second = lockDataDir(dataDir, 'http://localhost:3001');
  expect(first.held).toBe(true);
  expect(second).toMatchObject({ held: false, holder: { pid: process.pid, url: URL_3000 } });
  expect(readLockHolder(dataDir)?.pid).toBe(process.pid);
});

test('a folder is free again after the lock is released, and another folder always was', () => {
  const first = lockDataDir(dataDir, URL_3000);
  expect(lockDataDir(join(dataDir, 'other'), URL_3000).held).toBe(true);
  if (first.held) first.release();
  expect(readLockHolder(dataDir)).toBeNull();
  expect(lockDataDir(dataDir, URL_3000).held).toBe(true);
  expect(readdirSync(join(dataDir, 'run'))).toEqual(['lock.json']);
});

test('the lock of a dead process is taken over', () => {
  writeLock({ pid: 2_000_000_000, stamp: 'x', url: URL_3000 });
  expect(lockDataDir(dataDir, URL_3000).held).toBe(true);
});

test('the lock of a process whose pid now belongs to another one is taken over', () => {
  writeLock({ pid: process.pid, stamp: 'an earlier life', url: URL_3000 });
  expect(lockDataDir(dataDir, URL_3000).held).toBe(true);
});

test('an unreadable lock file does not lock a folder for ever', () => {
  writeLock('{"pid":');
  expect(lockDataDir(dataDir, URL_3000).held).toBe(true);
});

test('children of a killed supervisor are ended by the next one, other processes are left alone', async () => {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  const other = spawn('sleep', ['60'], { stdio: 'ignore' });
  const record = openChildRecord(dataDir);
  record.add('temporal', { pid: child.pid as number, stamp: readProcessStamp(child.pid as number) as string });
  record.add('postgres', { pid: other.pid as number, stamp: 'that pid belonged to something else' });
  const ended = await openChildRecord(dataDir).endAll(['SIGTERM', 'SIGKILL'], 2_000);
  expect(ended).toEqual(['temporal']);
  expect(readProcessStamp(child.pid as number)).toBeNull();
  expect(readProcessStamp(other.pid as number)).not.toBeNull();
  other.kill('SIGKILL');
});
