import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aRoster } from '../support/builders.ts';

const PLAN = 'tests/fixtures/plans/tu-ky-2023.docx';
const folder = mkdtempSync(join(tmpdir(), 'dondoc-preview-'));

test('the preview of a real plan lists assignments and reminders in order, people’s words apart', async () => {
  const { code, stdout, stderr } = await dondoc('preview', PLAN, '--json', '--as-of', '2023-01-03T08:00:00+07:00');
  expect(code).toBe(0);
  const { assignments, reminders, issues } = JSON.parse(stdout);
  expect(assignments.length).toBeGreaterThan(70);
  expect(Object.keys(assignments[0])).toEqual(['key', 'agency', 'title', 'opens', 'due', 'dueWorking', 'sure', 'why']);
  expect(Object.keys(reminders[0])).toEqual(['assignment', 'rung', 'recipient', 'channel', 'at', 'subject']);
  const moments = reminders.map(({ at }: { at: string }) => at);
  expect(moments).toEqual([...moments].sort());
  expect(moments[0] >= '2023-01-03T01:00:00Z').toBe(true);
  expect(stderr.split('\n').filter((line) => line.startsWith('- ')).length).toBe(issues.length);
}, 30_000);

test('everything that is wrong is named at once, nothing is printed, and the exit code is 1', async () => {
  const roster = { ...aRoster(), standingAgency: 'khong-co', chairman: 'khong-ai' };
  writeFileSync(join(folder, 'danh-ba.json'), JSON.stringify(roster));
  const { code, stdout, stderr } = await dondoc(
    ...['preview', join(folder, 'thieu.docx'), '--roster', join(folder, 'danh-ba.json'), '--as-of', 'hôm nay'],
  );
  expect([code, stdout]).toEqual([1, '']);
  for (const word of ['thieu.docx', 'khong-co', 'khong-ai', 'hôm nay']) expect(stderr).toContain(word);
}, 30_000);

test('a reader that stops early, as `head` does, is no failure', async () => {
  const child = spawn(process.execPath, ['bin/dondoc.mjs', 'preview', PLAN, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  expect(await new Promise((resolve) => child.once('exit', resolve)), stderr).toBe(0);
  expect(stderr).not.toContain('EPIPE');
}, 30_000);

test('a command that does not exist is wrong usage', async () => {
  const { code, stdout } = await dondoc('previeww', PLAN);
  expect([code, stdout]).toEqual([2, '']);
}, 30_000);

function dondoc(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['bin/dondoc.mjs', ...args],
      { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}
