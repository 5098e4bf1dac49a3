// The table of the rings in docs/ARCHITECTURE.md: it has an order, it leaves no folder out, and it allows nothing that the code does not do.
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import type { Ring } from './ring.ts';
import { sourceFiles } from './source-files.ts';

interface Table {
  FOLDERS: string[];
  RINGS: Ring[];
  readRings(text: string): Ring[];
}
const { FOLDERS, RINGS, readRings }: Table = createRequire(import.meta.url)('./rings.cjs');
const CODE = sourceFiles().filter(({ path }) => /\.(ts|tsx|mjs|cjs)$/.test(path));

test('every folder of code has a name for imports and one row', () => {
  const folders = new Set(
    CODE.filter(({ path }) => path.includes('/')).map(({ path }) => path.split('/')[0] as string),
  );
  // Tools around the product; bin/ finds the program and starts it.
  for (const tools of ['bench', 'bin', 'tests']) folders.delete(tools);
  expect([...FOLDERS].sort()).toEqual([...folders].sort());
  const rows = RINGS.map(({ files }) => files).filter((files) => files.endsWith('/'));
  expect(rows.map((folder) => folder.slice(0, -1)).sort()).toEqual([...folders].sort());
});

test('a row names only rows above it, so that no two folders need each other', () => {
  const ahead = RINGS.flatMap(({ files, imports, types }, row) => {
    const above = RINGS.slice(0, row).map((ring) => ring.files);
    return [...imports, ...types]
      .filter((path) => !above.includes(`${path.split('/')[0]}/`))
      .map((path) => `${files} → ${path}`);
  });
  expect(ahead).toEqual([]);
});

test('folders meet by name, so that an import shows its ring', () => {
  const strays = CODE.flatMap(({ path, text }) =>
    importsOf(text)
      .filter(({ from }) => from.startsWith('.'))
      .map(({ from }) => ({ path, to: new URL(from, `file:///${path}`).pathname.slice(1) }))
      .filter(({ to }) => FOLDERS.includes(path.split('/')[0] ?? '') && to.split('/')[0] !== path.split('/')[0])
      .map(({ to }) => `${path} → ${to}`),
  );
  expect(strays).toEqual([]);
});

test('what the table allows is done somewhere, as a value where it does not say types alone', () => {
  const unused = RINGS.flatMap(({ files, imports, types }) => {
    const found = CODE.filter(({ path }) => path.startsWith(files)).flatMap(({ text }) => importsOf(text));
    const isDone = (path: string, asType: boolean) =>
      found.some(({ from, isType }) => from.startsWith(`#${path}`) && (asType || !isType));
    return [
      ...imports.filter((path) => !isDone(path, false)).map((path) => `${files} imports ${path}`),
      ...types.filter((path) => !isDone(path, true)).map((path) => `${files} takes types of ${path}`),
    ];
  });
  expect(unused).toEqual([]);
});

test('a cell that allows holds paths and nothing else, and a row has its reason', () => {
  const table = (...rows: string[]) =>
    ['| ring | files | may import | only types of | because |', '|---|---|---|---|---|', ...rows, ''].join('\n');
  const [ring] = readRings(table('| x | `a/` words | `b/`, `c/d.ts` | `e/` | reason |'));
  expect(ring).toEqual({ files: 'a/', imports: ['b/', 'c/d.ts'], types: ['e/'], why: 'reason' });
  for (const row of [
    '| x | `a/` | `b/` and `c/` | | reason |',
    '| x | `a/` | everything | | reason |',
    '| x | `a/` | | types of `b/` | reason |',
    '| x | a | | | reason |',
    '| x | `a/` | | | |',
  ])
    expect(() => readRings(table(row)), row).toThrow('not a row');
  expect(() => readRings('no table')).toThrow('no table');
});

/** The formatter writes every import in one of these forms. */
function importsOf(text: string): { from: string; isType: boolean }[] {
  const statements = text.matchAll(/^(?:import|export) (type )?(?:[^;'"]*? from )?'([^']+)'/gm);
  const late = text.matchAll(/\bimport\('([^']+)'\)/g);
  return [
    ...[...statements].map(([, type, from = '']) => ({ from, isType: type !== undefined })),
    ...[...late].map(([, from = '']) => ({ from, isType: false })),
  ];
}
