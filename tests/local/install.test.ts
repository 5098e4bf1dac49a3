import { execFile } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
// Plain JavaScript without types.
const { checkNodeVersion } = await import(new URL('../../local/install/check-node-version.mjs', import.meta.url).href);
const { missingOptionalPackages, packagesWithoutIntegrity } = await import(
  new URL('../../local/install/complete-lockfile.mjs', import.meta.url).href
);

let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'dondoc-install-test-'));
  cpSync(join(ROOT, 'local/install'), join(project, 'local/install'), { recursive: true });
  write('package-lock.json', lock('1.0.0'));
  // An npm that "installs" by copying the lockfile, and a vite and a prisma that note that they ran.
  write(
    'bin/npm',
    '#!/bin/sh\necho "npm $*" >> log\nmkdir -p node_modules\ncp package-lock.json node_modules/.package-lock.json\n',
  );
  chmodSync(join(project, 'bin/npm'), 0o755);
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

const lock = (version: string) => JSON.stringify({ packages: { '': {}, 'node_modules/a': { version } } });

function write(path: string, content: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), content);
}

function noteTool(path: string, name: string, result: string): void {
  write(
    path,
    `const fs = require('node:fs'); fs.appendFileSync('log', '${name}\\n');
     fs.mkdirSync(require('node:path').dirname('${result}'), { recursive: true }); fs.writeFileSync('${result}', '');`,
  );
}

function ensure(mode: string): Promise<{ code: number; stderr: string; ran: string[] }> {
  rmSync(join(project, 'log'), { force: true });
  const env = { PATH: `${join(project, 'bin')}:${process.env.PATH}`, TMPDIR: project };
  return new Promise((resolve) => {
    const program = join(project, 'local/install/ensure-installed.mjs');
    const child = execFile(process.execPath, [program, mode], { cwd: project, env }, (_error, _stdout, stderr) => {
      const ran = existsSync(join(project, 'log')) ? readFileSync(join(project, 'log'), 'utf8').trim().split('\n') : [];
      resolve({ code: child.exitCode ?? 1, stderr, ran });
    });
  });
}

test('packages are installed once, again when the lockfile changes, and not when nothing changed', async () => {
  expect((await ensure('test')).ran).toEqual([expect.stringMatching(/^npm ci /)]);
  expect((await ensure('test')).ran).toEqual([]);
  write('package-lock.json', lock('1.0.1'));
  const third = await ensure('test');
  expect(third.ran).toHaveLength(1);
  expect(third.stderr).toMatch(/^Cài các gói npm… xong sau \d+,\d giây\n$/);
});

test('what somebody installed by hand is not installed a second time', async () => {
  write('node_modules/.package-lock.json', lock('1.0.0'));
  expect((await ensure('test')).ran).toEqual([]);
});

test('code is generated when the schema changed, and pages are built for a start only', async () => {
  await ensure('test');
  noteTool('node_modules/prisma/build/index.js', 'prisma', 'store/generated/client.ts');
  noteTool('node_modules/vite/bin/vite.js', 'vite', 'web/dist/index.html');
  write('prisma/schema.prisma', 'model A {}');
  write('web/index.html', '<html>');
  expect((await ensure('test')).ran).toEqual(['prisma']);
  expect((await ensure('start')).ran).toEqual(['vite']);
  expect((await ensure('start')).ran).toEqual([]);
  write('prisma/schema.prisma', 'model B {}');
  write('web/src/page.tsx', 'x');
  expect((await ensure('start')).ran).toEqual(['prisma', 'vite']);
});

test('a failed installation shows what npm said, names the log and ends with an error', async () => {
  write('bin/npm', '#!/bin/sh\necho "npm error: no network"\nexit 7\n');
  const { code, stderr } = await ensure('start');
  expect(code).toBe(1);
  expect(stderr).toContain('npm error: no network');
  expect(stderr).toMatch(/không thành công. Nhật ký đầy đủ: .*\.log/);
});

test('two commands started at once install once', async () => {
  write(
    'bin/npm',
    '#!/bin/sh\necho npm >> log\nsleep 1\nmkdir -p node_modules\ncp package-lock.json node_modules/.package-lock.json\n',
  );
  const [first, second] = await Promise.all([ensure('test'), ensure('test')]);
  expect([first.code, second.code]).toEqual([0, 0]);
  expect(readFileSync(join(project, 'log'), 'utf8').trim().split('\n')).toEqual(['npm']);
});

test('a Node that is too old is refused with what to do, the ones of package.json are not', () => {
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(engines.node).toBe('^20.19.0 || ^22.12.0 || >=24');
  for (const version of ['20.19.0', '20.20.2', '22.12.0', '22.22.1', '24.0.0', '25.1.0']) {
    expect(checkNodeVersion(version)).toBeNull();
  }
  for (const version of ['14.21.3', '18.20.0', '20.18.9', '21.7.0', '22.11.0', '23.9.0']) {
    expect(checkNodeVersion(version)).toContain(`đang chạy ${version}`);
  }
});

test('npm ci accepts the lockfile: every optional package that a package names is in it', () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  // Otherwise: node local/install/complete-lockfile.mjs
  expect(missingOptionalPackages(packages)).toEqual([]);
});

test('every package of the lockfile is sealed by its hash, and none names a host', () => {
  const text = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
  // Otherwise: node local/install/complete-lockfile.mjs
  expect(packagesWithoutIntegrity(JSON.parse(text).packages)).toEqual([]);
  expect(text).not.toContain('"resolved"');
});

test('an entry without a hash, or with a weaker one, is found', () => {
  const packages = {
    '': { version: '0.1.0' },
    'node_modules/none': { version: '1.0.0' },
    'node_modules/weak': { version: '1.0.0', integrity: `sha1-${'a'.repeat(27)}=` },
    'node_modules/fine': { version: '1.0.0', integrity: `sha512-${'a'.repeat(86)}==` },
  };
  expect(packagesWithoutIntegrity(packages)).toEqual(['node_modules/none', 'node_modules/weak']);
});
