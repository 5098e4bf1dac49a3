// The one-page checker of docs/, by whoever trusts nobody: a real export, and the same with one thing changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { exportLine } from '#domain/audit/canonical-event.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { appendNextEvents, loadChainEnd, readChain, verifyAuditChain } from '#store/audit-store.ts';
import { ownDatabase } from '../support/store.ts';

const CHECKER = fileURLToPath(new URL('../../docs/check-audit-chain.py', import.meta.url));
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const AT = instantOf('2026-03-02T03:00:00.000Z');
const own = ownDatabase();
let exported: string[];
let root: string;
let count: number;

beforeAll(async () => {
  // Whatever JSON can say and PostgreSQL can keep: odd keys, astral letters, numbers at the edges.
  const text = fc
    .oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }))
    .filter((value) => !value.includes('\0'));
  const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger());
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, text, number, fc.boolean(), fc.constant(null), tie('list'), tie('record')),
    list: fc.array(tie('value'), { maxLength: 4 }),
    record: fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  }));
  const payloads = fc.sample(fc.dictionary(text, value), { numRuns: 300, seed: 9 });
  const edges = { a: 1e21, b: -0, c: 1e-7, d: 5e-324, e: Number.MAX_VALUE, f: 1.0, g: 1e5, h: 0.1 + 0.2 };
  const letters = {
    '\u{1F389}': 1,
    '\uFFFF': 2,
    '\u2028': '\u2028\u2029',
    '': '\u007f\u0001\t"\\/',
    é: 'e\u0301',
    10: 1,
    9: 1,
  };
  const events = [edges, letters, ...payloads].map((payload) => ({
    subject: 'viec/1',
    type: 'thử',
    actor: 'Nguyễn «Hạnh» \u{1F389}',
    occurredAt: AT,
    payload: payload as Record<string, unknown>,
  }));
  await own.database.$transaction((tx) => appendNextEvents(tx, events, AT), { timeout: 60_000 });
  const run = spawnSync(process.execPath, ['bin/dondoc.mjs', 'audit', 'export'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 1 << 27,
    env: { ...process.env, DATABASE_URL: own.url },
  });
  expect([run.status, run.stderr]).toEqual([0, '']);
  exported = run.stdout.split('\n').slice(0, -1);
  ({ root, events: count } = await loadChainEnd(own.database));
});

test('whatever a payload holds comes back from the database under the hash that it was written with', async () => {
  expect(await verifyAuditChain(own.database)).toEqual({ ok: true, events: count, root });
  const lines: string[] = [];
  for await (const { event, hash } of readChain(own.database)) lines.push(exportLine(event, hash));
  expect(exported).toEqual(lines);
});

test('each line of an export is one event with its hash, in order', () => {
  const events = exported.map((line) => JSON.parse(line));
  expect(events.map(({ index }) => index)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
  expect(events.at(-1).hash).toBe(root);
});

test('an export that nobody touched is intact, against the root with and without its count', () => {
  expect(check(`${root}:${count}`, exported)).toMatchObject({ status: 0 });
  expect(check(root.toUpperCase(), exported)).toMatchObject({ status: 0 });
  const earlier = JSON.parse(exported[9] as string).hash;
  expect(check(`${earlier}:10`, exported)).toMatchObject({ status: 0 });
});

test.each<[string, (lines: string[]) => string[], RegExp]>([
  ['a changed word', (lines) => with_(lines, 4, (line) => line.replace('thử', 'thư')), /Line 5: .*changed/],
  ['a removed event', (lines) => lines.filter((_, index) => index !== 4), /Line 5: .*missing/],
  ['two events in the wrong order', ([a, b, ...rest]) => [b as string, a as string, ...rest], /Line 1: /],
  ['an event that stands twice', (lines) => [...lines.slice(0, 3), lines[2] as string, ...lines.slice(3)], /Line 4: /],
  [
    'a changed event with a hash of its own',
    (lines) => with_(lines, 4, (line) => rehash(line.replace('thử', 'x'))),
    /Line 6: .*follow/,
  ],
  ['a cut tail', (lines) => lines.slice(0, -1), /Cut/],
  ['a log rebuilt whole', (lines) => rebuilt(lines), /Rebuilt/],
  [
    'a key that stands twice',
    (lines) => with_(lines, 0, (line) => rehash(line.replace('{', '{"type":"khác",'))),
    /twice/,
  ],
  ['no log at all', () => [], /Cut/],
  ['something else', () => ['khong phai json'], /Line 1/],
])('%s is found', (_, tamper, words) => {
  const { status, stdout } = check(`${root}:${count}`, tamper(exported));
  expect([status, stdout]).toEqual([1, expect.stringMatching(words)]);
});

test('a root without its count is not found in a log that was rebuilt', () => {
  expect(check(root, rebuilt(exported))).toMatchObject({ status: 1 });
  expect(check('khong-phai-ma', exported)).toMatchObject({ status: 2 });
});

function check(witness: string, lines: string[]) {
  const input = lines.map((line) => `${line}\n`).join('');
  return spawnSync('python3', [CHECKER, witness], { input, encoding: 'utf8' });
}

function with_(lines: string[], at: number, change: (line: string) => string): string[] {
  return lines.map((line, index) => (index === at ? change(line) : line));
}

function rehash(line: string): string {
  const body = `${line.slice(0, line.lastIndexOf(',"hash":"'))}}`;
  return `${body.slice(0, -1)},"hash":"${createHash('sha256').update(body).digest('hex')}"}`;
}

/** All hashes recomputed after one change: only a root from outside finds it. */
function rebuilt(lines: string[]): string[] {
  let previous = '0'.repeat(64);
  return lines.map((line) => {
    const linked = line.replace('thử', 'khác').replace(/"previousHash":"[0-9a-f]{64}"/, `"previousHash":"${previous}"`);
    const whole = rehash(linked);
    previous = whole.slice(-66, -2);
    return whole;
  });
}
