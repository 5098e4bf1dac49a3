// Each rule of .dependency-cruiser.cjs bites: a violation of each is planted in a copy of the folders and must be reported.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const config = createRequire(import.meta.url)(join(ROOT, '.dependency-cruiser.cjs'));
const RULES: { name: string; comment: string }[] = config.forbidden;

/** File → its text; one file breaks one rule, `allowed/…` of the list below break none. */
const PLANTED: Record<string, [file: string, text: string][]> = {
  // A cycle is reported once, at the file where it was entered.
  'no-circular': [
    ['domain/circle-a.ts', `import { b } from './circle-b.ts';\nexport const a = () => b;`],
    ['domain/circle-b.ts', `import { a } from '#domain/circle-a.ts';\nexport const b = () => a;`],
  ],
  'contracts-stand-alone': [['contracts/leans.ts', `export { plain } from '#domain/plain.ts';`]],
  'domain-is-pure': [
    ['domain/reads-a-file.ts', `import { readFileSync } from 'node:fs';\nexport const x = readFileSync;`],
    ['domain/validates.ts', `import { z } from 'zod';\nexport const x = z;`],
    ['domain/parses.ts', `import { kind } from '#contracts/kind.ts';\nexport const x = kind;`],
    ['domain/asks-the-store.ts', `import { stored } from '#store/stored.ts';\nexport const x = stored;`],
  ],
  'luxon-in-one-file': [
    ['api/own-clock.ts', `import { DateTime } from 'luxon';\nexport const x = DateTime;`],
    ['operations/own-clock.ts', `import { DateTime } from 'luxon';\nexport const x = DateTime;`],
  ],
  'workflow-bundle-is-small': [
    [
      'workflows/through-the-back-door.ts',
      `import { zoned } from '#domain/calendar/local-time.ts';\nexport const x = zoned;`,
    ],
    ['workflows/asks-the-store.ts', `import { stored } from '#store/stored.ts';\nexport const x = stored;`],
  ],
  'activities-get-injected': [
    ['activities/reads-env.ts', `import { env } from '#config/env.ts';\nexport const x = env;`],
  ],
  'channels-know-no-store': [
    ['channels/remembers.ts', `import { stored } from '#store/stored.ts';\nexport const x = stored;`],
  ],
  'store-knows-no-engine': [
    ['store/starts.ts', `import { start } from '#engine/start.ts';\nexport const x = start;`],
    ['store/commands.ts', `import { flow } from '#workflows/flow.ts';\nexport const x = flow;`],
  ],
  'prisma-in-store-only': [
    ['operations/asks-prisma.ts', `import { made } from '#store/generated/client.ts';\nexport const x = made;`],
  ],
  'rules-of-a-version-stand-alone': [
    [
      'domain/lifecycle/rules/v9/borrows.ts',
      `import { kept } from '#domain/lifecycle/rules/v8/kept.ts';\nexport const x = kept;`,
    ],
  ],
  'operations-know-no-entry': [
    ['operations/asks-an-entry.ts', `import { send } from '#worker/send.ts';\nexport const x = send;`],
  ],
  'api-runs-no-activities': [['api/acts.ts', `import { act } from '#activities/act.ts';\nexport const x = act;`]],
  'web-knows-the-generated-client': [
    ['web/peeks.tsx', `import { plain } from '#domain/plain.ts';\nexport const x = plain;`],
  ],
  'tests-are-leaves': [
    ['channels/uses-a-helper.ts', `import { helper } from '../tests/helper.ts';\nexport const x = helper;`],
  ],
};

const INNOCENT: [string, string][] = [
  ['domain/plain.ts', `import type { Kind } from '#contracts/kind.ts';\nexport const plain: Kind = 'x';`],
  ['domain/calendar/local-time.ts', `import { DateTime } from 'luxon';\nexport const zoned = DateTime;`],
  ['contracts/kind.ts', `import { z } from 'zod';\nexport type Kind = 'x';\nexport const kind = z;`],
  ['store/stored.ts', `import { plain } from '#domain/plain.ts';\nexport const stored = plain;`],
  ['store/generated/client.ts', `export const made = 1;`],
  ['config/env.ts', `export const env = 1;`],
  ['workflows/flow.ts', `import { plain } from '#domain/plain.ts';\nexport const flow = plain;`],
  ['activities/act.ts', `import type { env } from '#config/env.ts';\nexport const act = (e: typeof env) => e;`],
  ['engine/start.ts', `import { stored } from '#store/stored.ts';\nexport const start = stored;`],
  ['worker/send.ts', `export const send = 1;`],
  ['domain/lifecycle/rules/v8/kept.ts', `export const kept = 1;`],
  [
    'domain/lifecycle/rules/v8/own.ts',
    `import { kept } from '#domain/lifecycle/rules/v8/kept.ts';\nexport const own = kept;`,
  ],
  ['tests/helper.ts', `export const helper = 1;`],
];

let copy: string;
let result: ICruiseResult;

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'dondoc-rules-'));
  for (const [file, text] of [...INNOCENT, ...Object.values(PLANTED).flat()]) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), `${text}\n`);
  }
  for (const file of ['package.json', 'tsconfig.json'])
    writeFileSync(join(copy, file), readFileSync(join(ROOT, file), 'utf8'));
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  const folders = [
    ...new Set([...INNOCENT, ...Object.values(PLANTED).flat()].map(([file]) => file.split('/')[0] as string)),
  ];
  const { tsConfig: _, ...options } = config.options;
  const { enhancedResolveOptions, ...cruiseOptions } = options;
  const answer = await cruise(
    folders,
    { ...cruiseOptions, baseDir: copy, validate: true, ruleSet: { forbidden: config.forbidden } },
    enhancedResolveOptions,
    { tsConfig: extractTSConfig(join(copy, 'tsconfig.json')) },
  );
  result = answer.output as ICruiseResult;
}, 60_000);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('every rule has a violation planted here and says why it is there', () => {
  expect(RULES.map(({ name }) => name).sort()).toEqual(Object.keys(PLANTED).sort());
  for (const { name, comment } of RULES) expect([name, comment.length > 20]).toEqual([name, true]);
});

for (const [rule, files] of Object.entries(PLANTED))
  test(`a violation of ${rule} is reported`, () => {
    const reported = result.summary.violations
      .filter((violation) => violation.rule.name === rule)
      .map(({ from }) => from);
    if (rule === 'no-circular') expect(reported.length).toBe(1);
    else expect(reported).toEqual(expect.arrayContaining(files.map(([file]) => file)));
  });

test('every folder that imports have a name for is looked at', () => {
  const { imports, scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const folders = Object.keys(imports).map((name) => name.slice(1, -2));
  const cruised = (scripts.imports as string).split(' ').slice(3);
  expect(cruised.sort()).toEqual([...folders, 'web'].sort());
});

test('what keeps the rules is not reported', () => {
  const guilty = new Set(result.summary.violations.map(({ from }) => from));
  expect(INNOCENT.map(([file]) => file).filter((file) => guilty.has(file))).toEqual([]);
});

test('imports by name (#domain/…) lead to files, or the rules would see nothing', () => {
  const unresolved = result.modules.flatMap(({ source, dependencies }) =>
    dependencies.filter((dependency) => dependency.couldNotResolve).map(({ module }) => `${source} → ${module}`),
  );
  expect(unresolved).toEqual([]);
});
