// A command on a clone where nothing but `npm ci` has run.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const clone = mkdtempSync(join(tmpdir(), 'dondoc-clone-'));

afterAll(() => rmSync(clone, { recursive: true, force: true }));

test('a command that needs no server answers on a clone where only packages are installed', () => {
  const files = execFileSync('git', ['ls-files', '-z', '--', '.', ':!tests', ':!web', ':!docs'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const file of files.split('\0').filter((name) => name !== '' && existsSync(join(ROOT, name))))
    cpSync(join(ROOT, file), join(clone, file), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(clone, 'node_modules'));
  const ask = () =>
    spawnSync(process.execPath, ['bin/dondoc.mjs', 'deadlines'], {
      cwd: clone,
      input: '{"id":"a","text":"Quý II","planYear":2026}\n',
      encoding: 'utf8',
    });
  const first = ask();
  expect(first.status, first.stderr).toBe(0);
  expect(JSON.parse(first.stdout)).toMatchObject({ id: 'a', kind: 'quarter' });
  expect(existsSync(join(clone, 'store/generated/client.ts'))).toBe(true);
  expect(ask().stderr).toBe('');
});
