import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, type SourceFile, sourceFiles } from './source-files.ts';

const FILES = sourceFiles();
const CODE = FILES.filter(({ path }) => /\.(ts|tsx|mjs|cjs)$/.test(path));
const TESTS = CODE.filter(({ path }) => /^tests\/.*\.(test|prop|int|temporal|browser|replay)\.ts$/.test(path));
const FILE_LINES_MAX = 400;

test('the files that are looked at are the project’s', () => {
  expect(CODE.length).toBeGreaterThan(200);
  expect(TESTS.length).toBeGreaterThan(30);
});

test('no test is left running alone, or switched off', () => {
  expect(offenders(TESTS, /\b(test|it|describe)\.(only|skip|todo)\b/)).toEqual([]);
});

test('a test file names each of its tests differently', () => {
  const doubled = TESTS.flatMap(({ path, text }) => {
    const names = [...text.matchAll(/^ *(?:test|it)\(\s*(['"])(.*?)\1/gm)].map((match) => match[2] as string);
    return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${path}: ${name}`);
  });
  expect(doubled).toEqual([]);
});

test('the rules know no clock and no chance', () => {
  const domain = CODE.filter(({ path }) => path.startsWith('domain/'));
  expect(offenders(domain, /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.|\bcrypto\b/)).toEqual([]);
  // In a workflow Date.now() is Temporal's own, the same at each replay; all else goes through it.
  const workflows = CODE.filter(({ path }) => path.startsWith('workflows/'));
  expect(offenders(workflows, /\bnew Date\(\)|\bMath\.random\(|\bperformance\.|\bprocess\./)).toEqual([]);
});

test('the time is asked of a clock that somebody handed in, or of the one on the wall by its name', () => {
  // local/install/ runs before there is anything to import.
  const programs = CODE.filter(
    ({ path }) => !/^(tests|bench|web|workflows|local\/install)\/|^contracts\/clock\.ts$/.test(path),
  );
  expect(offenders(programs, /\bDate\.now\b|\bnew Date\(\)/)).toEqual([]);
});

// A cast would give a text the name of a moment without anybody having looked at it.
const CAST = /\bas (unknown as )?(readonly )?(Instant|LocalDate|Slot)\b/;
const CONSTRUCTORS = ['instant', 'local-date', 'slot'].map((name) => `domain/calendar/${name}.ts`);

test('a text becomes a moment or a day only by its constructor', () => {
  const elsewhere = CODE.filter(({ path }) => !CONSTRUCTORS.includes(path));
  expect(offenders(elsewhere, CAST)).toEqual([]);
  for (const path of CONSTRUCTORS)
    expect([
      path,
      offenders(
        CODE.filter((file) => file.path === path),
        CAST,
      ).length > 0,
    ]).toEqual([path, true]);
});

test('a cast to a moment or a day is found', () => {
  // Put together, or this file would be found itself.
  const planted = ['text as @LocalDate;', 'slots[0] as @Slot', 'x as unknown as @Instant'].map((line) =>
    line.replace('@', ''),
  );
  const file = { path: 'store/planted.ts', text: ['const a = 1;', ...planted].join('\n') };
  expect(offenders([file], CAST)).toEqual(['store/planted.ts:2', 'store/planted.ts:3', 'store/planted.ts:4']);
});

test('only the store asks the database', () => {
  const models = [...readFileSync(join(ROOT, 'prisma/schema.prisma'), 'utf8').matchAll(/^model (\w)(\w+)/gm)];
  const names = models.map(([, first = '', rest]) => first.toLowerCase() + rest).join('|');
  const asks = new RegExp(
    `\\.(${names})\\.(find|create|update|upsert|delete|count|aggregate|groupBy)|\\$(transaction|(query|execute)Raw)`,
  );
  const outside = CODE.filter(({ path }) => !/^(store|tests|bench|prisma)\//.test(path));
  expect(names).toContain('ledgerEntry');
  expect('await tx.ledgerEntry.findMany({').toMatch(asks);
  expect(offenders(outside, asks)).toEqual([]);
});

test('a connection to the database is opened in one place, which fixes its session', () => {
  const opens = /new pg\.(Client|Pool)\(|new PrismaPg\(/;
  expect('const client = new pg.Client({})').toMatch(opens);
  // The starter of the embedded server asks only whether it answers; the adapter is given the pool of the one place.
  const elsewhere = CODE.filter(
    ({ path }) => !/^(tests|bench)\/|^(store\/(session|database)|local\/postgres\/start-postgres)\.ts$/.test(path),
  );
  expect(offenders(elsewhere, opens)).toEqual([]);
  const database = CODE.filter(({ path }) => path === 'store/database.ts');
  expect(offenders(database, /new PrismaPg\((?!pool,)|new pg\.Pool\(|pool = new (?!OfficePool\()/)).toEqual([]);
});

// One row or null, many rows, one that must be there, a number, yes or no; and what is done.
const ASKS = 'find|list|load|count|has|is|was|view|verify|read';
const DOES =
  'add|append|ask|bury|change|claim|clear|close|decide|delete|digest|drop|end|ensure|export|fan|finish|forget|import|insert|keep|link|lock|mark|mend|migrate|' +
  'note|open|ping|prepare|publish|put|raise|record|release|remove|renew|replace|resend|resolve|restricted|revive|rotate|seal|stage|state|store|supersede|take|tell|with|if';
const VERB = new RegExp(`^(${ASKS}|${DOES})([A-Z]|$)`);

test('what the store can be asked begins with a verb, and the same one for the same kind of answer', () => {
  const asked = CODE.filter(({ path }) => /^store\/[^/]+\.ts$/.test(path)).flatMap(({ path, text }) =>
    [...text.matchAll(/^export async function (\w+)/gm)].map(([, name = '']) => [path, name] as const),
  );
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter(([, name]) => !VERB.test(name))).toEqual([]);
});

test('each operation has a file of its own, named by what is done', () => {
  const operations = CODE.filter(({ path }) => /^operations\/[^/]+\.ts$/.test(path));
  const nameOf = (text: string) => /defineOperation\(\{\s*name: '([^']+)'/.exec(text)?.[1];
  expect(operations.length).toBeGreaterThan(20);
  expect(operations.map(({ path, text }) => [path, `operations/${nameOf(text)}.ts`])).toEqual(
    operations.map(({ path }) => [path, path]),
  );
});

test(`no file is longer than ${FILE_LINES_MAX} lines`, () => {
  const long = CODE.filter(({ text }) => text.split('\n').length - 1 > FILE_LINES_MAX).map(({ path }) => path);
  expect(long).toEqual([]);
});

test('the linter watches the length of functions', () => {
  const { linter } = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8'));
  const rule = linter.rules.complexity.noExcessiveLinesPerFunction;
  expect(rule.level).not.toBe('off');
  expect(rule.options.maxLines).toBeLessThanOrEqual(70);
});

test('file names are kebab-case', () => {
  const odd = CODE.filter(({ path }) => !/^[a-z0-9.-]+$/.test(path.split('/').at(-1) as string));
  expect(odd.map(({ path }) => path)).toEqual([]);
});

test('people are called «anh/chị», as an office calls them', () => {
  const said = FILES.filter(({ path }) => /\.(ts|tsx|html)$/.test(path) && !/^(tests|bench|data)\//.test(path));
  expect(offenders(said, /(?<!\p{L})bạn(?!\p{L})/iu)).toEqual([]);
});

test('no work is left as a remark', () => {
  expect(offenders(FILES, new RegExp(`\\b(${['TO', 'FIX', 'XX'].join('|')})(DO|ME|X)\\b`))).toEqual([]);
});

test('nothing names the machine on which it was written', () => {
  expect(offenders(FILES, /(?<![\w.-])\/(work|root|home\/[a-z_]|Users)\//)).toEqual([]);
});

test('packages come from wherever npm is told to, not from a host named here', () => {
  const lock = FILES.find(({ path }) => path === 'package-lock.json')?.text ?? '';
  const npmrc = FILES.find(({ path }) => path === '.npmrc')?.text ?? '';
  expect(lock.length).toBeGreaterThan(1000);
  expect([...lock.matchAll(/"resolved": "(.*)"/g)].map((match) => match[1])).toEqual([]);
  expect(npmrc).not.toMatch(/registry|_auth|proxy/);
});

/** `file:line` of every match. */
function offenders(files: SourceFile[], pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}
