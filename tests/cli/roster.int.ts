// `dondoc roster export | import` as two officers use it: nobody's changes are lost without a word.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Roster } from '#contracts/roster.ts';
import { aContact, withContact } from '../support/builders.ts';
import { furnish, ownDatabase } from '../support/store.ts';

const own = ownDatabase();
const folder = mkdtempSync(join(tmpdir(), 'dondoc-roster-'));

beforeAll(() => furnish(own.database));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function dondoc(...args: string[]): Promise<{ code: number; out: string; words: string }> {
  const env = { ...process.env, DATABASE_URL: own.url, DONDOC_DATA_DIR: folder };
  return new Promise((resolve) => {
    execFile(process.execPath, ['bin/dondoc.mjs', 'roster', ...args], { env }, (error, out, words) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, words }),
    );
  });
}

const exported = async (): Promise<Roster> => JSON.parse((await dondoc('export')).out);

function fileOf(name: string, roster: object): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(roster));
  return path;
}

test('a file that was exported before somebody else imported is refused with what it would undo, unless it is meant', async () => {
  const first = await exported();
  expect(first.version).toBeGreaterThan(0);
  const mine = fileOf('mine.json', { ...first, contacts: [...first.contacts, aContact({ id: 'a.moi', agency: 'a' })] });
  const theirs = fileOf('theirs.json', withContact(first, 'b.cv', { email: 'moi@vi-du.example' }));
  expect((await dondoc('import', mine)).code).toBe(0);
  const before = await exported();
  const refused = await dondoc('import', theirs);
  expect([refused.code, refused.out]).toEqual([1, '']);
  expect(refused.words).toContain(`phiên bản ${first.version}`);
  expect(refused.words).toContain('bỏ người «a.moi» (a.moi)');
  expect(refused.words).toContain('đổi người «b.cv» (b.cv)');
  expect(refused.words).toContain('--force');
  expect(await exported()).toEqual(before);
  expect((await dondoc('import', theirs, '--force')).code).toBe(0);
  expect((await exported()).contacts.some(({ id }) => id === 'a.moi')).toBe(false);
});

test('a file that says no version is taken as ever, and one that changes nothing is never refused', async () => {
  const { version, ...roster } = await exported();
  const changed = withContact(roster, 'a.cv', { phone: '0900000001' });
  for (const path of [fileOf('plain.json', changed), fileOf('again.json', { ...changed, version })])
    expect((await dondoc('import', path)).code).toBe(0);
  const after = await exported();
  expect(after.version).toBe((version ?? 0) + 1);
});

test('an older export that is imported untouched brings that roster back: nobody does so by mistake', async () => {
  const before = await exported();
  const changed = withContact(before, 'a.cv', { phone: '0900000002' });
  expect((await dondoc('import', fileOf('changed.json', changed))).code).toBe(0);
  expect((await dondoc('import', fileOf('before.json', before))).code).toBe(0);
  const { version: _, ...restored } = await exported();
  const { version, ...wanted } = before;
  expect(restored).toEqual(wanted);
  const edited = withContact(before, 'b.cv', { phone: '0900000003' });
  expect((await dondoc('import', fileOf('edited.json', { ...edited, version }))).code).toBe(1);
});
