// Each rule of .dependency-cruiser.cjs bites: a violation of each is planted in a copy of the folders and must be reported.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ring } from './ring.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const config = require(join(ROOT, '.dependency-cruiser.cjs'));
const { FOLDERS, RINGS }: { FOLDERS: string[]; RINGS: Ring[] } = require('./rings.cjs');
const RULES: { name: string; comment: string }[] = config.forbidden;

type Files = [file: string, text: string][];

/** Each is one circle: of values, of types alone, and of a value that goes one way and a type that comes back. */
const CIRCLES: Files[] = [
  [
    ['domain/circle-a.ts', `import { b } from './circle-b.ts';\nexport const a = () => b;`],
    ['domain/circle-b.ts', `import { a } from '#domain/circle-a.ts';\nexport const b = () => a;`],
  ],
  [
    ['domain/type-circle-a.ts', `import type { B } from './type-circle-b.ts';\nexport type A = B[];`],
    ['domain/type-circle-b.ts', `import type { A } from './type-circle-a.ts';\nexport type B = { a: A };`],
  ],
  [
    ['store/half-circle-a.ts', `import { b } from './half-circle-b.ts';\nexport type A = 1;\nexport const a = b;`],
    ['store/half-circle-b.ts', `export type { A } from './half-circle-a.ts';\nexport const b = 1;`],
  ],
];

/** Rule → files of which each breaks it. */
const PLANTED: Record<string, Files> = {
  'ring-of-contracts': [['contracts/leans.ts', `export { plain } from '#domain/plain.ts';`]],
  'ring-of-domain': [
    ['domain/asks-the-store.ts', `import { stored } from '#store/stored.ts';\nexport const x = stored;`],
    ['domain/asks-late.ts', `export const x = async () => (await import('#store/stored.ts')).stored;`],
    ['domain/knows-rows.ts', `import type { stored } from '#store/stored.ts';\nexport type X = typeof stored;`],
  ],
  'only-types-in-domain': [
    ['domain/parses.ts', `import { kind } from '#contracts/kind.ts';\nexport const x = kind;`],
    ['domain/parses-too.ts', `import { type Kind, kind } from '#contracts/kind.ts';\nexport const x: Kind = kind;`],
    [
      'domain/parses-as-well.ts',
      `import type { Kind } from '#contracts/kind.ts';\nimport { kind } from '#contracts/kind.ts';\nexport const x: Kind = kind;`,
    ],
  ],
  'ring-of-workflows': [
    ['workflows/asks-the-store.ts', `import { stored } from '#store/stored.ts';\nexport const x = stored;`],
    ['workflows/knows-who-answers.ts', `import type { act } from '#activities/act.ts';\nexport type X = typeof act;`],
  ],
  'ring-of-channels': [
    ['channels/remembers.ts', `import { stored } from '#store/stored.ts';\nexport const x = stored;`],
    ['channels/knows-rows.ts', `import type { stored } from '#store/stored.ts';\nexport type X = typeof stored;`],
  ],
  'ring-of-store': [
    ['store/starts.ts', `import { start } from '#engine/start.ts';\nexport const x = start;`],
    ['store/commands.ts', `import { flow } from '#workflows/flow.ts';\nexport const x = flow;`],
    ['store/knows-a-channel.ts', `import type { sent } from '#channels/sent.ts';\nexport type X = typeof sent;`],
  ],
  'ring-of-activities': [
    ['activities/reads-env.ts', `import { env } from '#config/env.ts';\nexport const x = env;`],
    ['activities/knows-env.ts', `import type { env } from '#config/env.ts';\nexport type X = typeof env;`],
  ],
  'only-types-in-activities': [
    ['activities/asks-the-store.ts', `import { stored } from '#store/stored.ts';\nexport const x = stored;`],
  ],
  'ring-of-operations': [
    ['operations/asks-an-entry.ts', `import { send } from '#worker/send.ts';\nexport const x = send;`],
  ],
  'only-types-in-operations': [
    ['operations/sends.ts', `import { sent } from '#channels/sent.ts';\nexport const x = sent;`],
  ],
  'only-types-in-channels': [['channels/reads-env.ts', `import { env } from '#config/env.ts';\nexport const x = env;`]],
  'ring-of-api': [
    ['api/acts.ts', `import { act } from '#activities/act.ts';\nexport const x = act;`],
    ['api/runs-workflows.ts', `import { flow } from '#workflows/flow.ts';\nexport const x = flow;`],
  ],
  'ring-of-web': [
    ['web/peeks.tsx', `import { plain } from '#domain/plain.ts';\nexport const x = plain;`],
    ['web/peeks-at-types.tsx', `import type { Kind } from '#contracts/kind.ts';\nexport type X = Kind;`],
  ],
  'ring-of-web-generate-client-ts': [
    ['web/generate-client.ts', `import { env } from '#config/env.ts';\nexport const x = env;`],
  ],
  'rules-need-no-library': [
    ['domain/reads-a-file.ts', `import { readFileSync } from 'node:fs';\nexport const x = readFileSync;`],
    ['domain/validates.ts', `import { z } from 'zod';\nexport const x = z;`],
    ['domain/knows-zod.ts', `import type { z } from 'zod';\nexport type X = z.ZodType;`],
  ],
  'luxon-in-one-file': [
    ['api/own-clock.ts', `import { DateTime } from 'luxon';\nexport const x = DateTime;`],
    ['operations/own-clock.ts', `import { DateTime } from 'luxon';\nexport const x = DateTime;`],
  ],
  'workflows-need-temporal-alone': [
    ['workflows/validates.ts', `import { z } from 'zod';\nexport const x = z;`],
    ['workflows/reads-a-file.ts', `import { readFileSync } from 'node:fs';\nexport const x = readFileSync;`],
    ['workflows/asks-temporal.ts', `import { Client } from '@temporalio/client';\nexport const x = Client;`],
  ],
  'workflow-bundle-is-small': [
    ['workflows/knows-zones.ts', `import { zoned } from '#domain/calendar/local-time.ts';\nexport const x = zoned;`],
    ['workflows/through-the-back-door.ts', `import { slot } from '#domain/slot.ts';\nexport const x = slot;`],
  ],
  'activities-get-injected': [
    ['activities/sends.ts', `import { createTransport } from 'nodemailer';\nexport const x = createTransport;`],
  ],
  'temporal-behind-the-engine': [
    ['operations/starts.ts', `import { Client } from '@temporalio/client';\nexport const x = Client;`],
    ['store/knows-temporal.ts', `import type { Client } from '@temporalio/client';\nexport type X = Client;`],
  ],
  'prisma-in-store-only': [
    ['operations/asks-prisma.ts', `import { made } from '#store/generated/client.ts';\nexport const x = made;`],
    ['api/knows-prisma.ts', `import type { made } from '#store/generated/client.ts';\nexport type X = typeof made;`],
  ],
  'rules-of-a-version-stand-alone': [
    [
      'domain/lifecycle/rules/v9/borrows.ts',
      `import { kept } from '#domain/lifecycle/rules/v8/kept.ts';\nexport const x = kept;`,
    ],
  ],
  'deadline-stage-text': [
    ['domain/deadline/text/asks-ahead.ts', `export { rule } from '#domain/deadline/grammar/rule.ts';`],
  ],
  'deadline-stage-grammar': [
    ['domain/deadline/grammar/asks-ahead.ts', `export { whole } from '#domain/deadline/compose/whole.ts';`],
  ],
  'deadline-stage-compose': [
    ['domain/deadline/compose/asks-ahead.ts', `export { days } from '#domain/deadline/dates/days.ts';`],
  ],
  'deadline-stage-dates': [
    ['domain/deadline/dates/asks-ahead.ts', `export { said } from '#domain/deadline/words/said.ts';`],
  ],
  'deadline-stage-words': [
    ['domain/deadline/words/asks-the-reader.ts', `export { read } from '#domain/deadline/read.ts';`],
  ],
  'tests-are-leaves': [
    ['channels/uses-a-helper.ts', `import { helper } from '../tests/helper.ts';\nexport const x = helper;`],
    ['bin/knows-a-helper.ts', `import type { helper } from '../tests/helper.ts';\nexport type X = typeof helper;`],
  ],
};

const INNOCENT: Files = [
  ['domain/deadline/text/token.ts', `export const token = 1;`],
  ['domain/deadline/grammar/rule.ts', `export { token as rule } from '#domain/deadline/text/token.ts';`],
  ['domain/deadline/compose/whole.ts', `export { rule as whole } from '#domain/deadline/grammar/rule.ts';`],
  ['domain/deadline/dates/days.ts', `export { whole as days } from '#domain/deadline/compose/whole.ts';`],
  ['domain/deadline/words/said.ts', `export { days as said } from '#domain/deadline/dates/days.ts';`],
  ['domain/deadline/read.ts', `export { said as read } from '#domain/deadline/words/said.ts';`],
  ['domain/plain.ts', `import type { Kind } from '#contracts/kind.ts';\nexport const plain: Kind = 'x';`],
  ['domain/calendar/local-time.ts', `import { DateTime } from 'luxon';\nexport const zoned = DateTime;`],
  ['domain/slot.ts', `import { zoned } from '#domain/calendar/local-time.ts';\nexport const slot = zoned;`],
  ['contracts/kind.ts', `import { z } from 'zod';\nexport type Kind = 'x';\nexport const kind = z;`],
  ['store/stored.ts', `import { plain } from '#domain/plain.ts';\nexport const stored = plain;`],
  ['store/generated/client.ts', `export const made = 1;`],
  ['channels/sent.ts', `export const sent = 1;`],
  ['channels/kinds.ts', `import type { env } from '#config/env.ts';\nexport const kinds = (e: typeof env) => e;`],
  [
    'operations/asks-kinds.ts',
    `import type { kinds } from '#channels/kinds.ts';\nexport const x = (k: typeof kinds) => k;`,
  ],
  ['config/env.ts', `export const env = 1;`],
  ['workflows/flow.ts', `import { plain } from '#domain/plain.ts';\nexport const flow = plain;`],
  ['workflows/names.ts', `import { condition } from '@temporalio/workflow';\nexport const names = condition;`],
  ['activities/act.ts', `import type { stored } from '#store/stored.ts';\nexport const act = (s: typeof stored) => s;`],
  ['engine/start.ts', `import { names } from '#workflows/names.ts';\nexport const start = names;`],
  ['worker/send.ts', `import { names } from '#workflows/names.ts';\nexport const send = names;`],
  ['local/mailbox/read-mailbox.ts', `export const read = 1;`],
  ['api/shows.ts', `import { read } from '#local/mailbox/read-mailbox.ts';\nexport const x = read;`],
  ['domain/lifecycle/rules/v8/kept.ts', `export const kept = 1;`],
  [
    'domain/lifecycle/rules/v8/own.ts',
    `import { kept } from '#domain/lifecycle/rules/v8/kept.ts';\nexport const own = kept;`,
  ],
  ['tests/helper.ts', `export const helper = 1;`],
];

/** From each folder to each other, once for a value and once for its type. */
const CROSSINGS = FOLDERS.flatMap((from) =>
  FOLDERS.filter((to) => to !== from).flatMap((to) =>
    (['value', 'type'] as const).map((what) => ({ from, to, what, file: `${from}/crossings/${what}-of-${to}.ts` })),
  ),
);
const CROSSED: Files = [
  ...FOLDERS.map((folder): Files[number] => [`${folder}/crossed.ts`, 'export const crossed = 1;']),
  ...CROSSINGS.map(({ to, what, file }): Files[number] => {
    const source = to === 'web' ? '../../web/crossed.ts' : `#${to}/crossed.ts`;
    const value = `import { crossed } from '${source}';\nexport const x = crossed;`;
    return [
      file,
      what === 'value' ? value : `import type { crossed } from '${source}';\nexport type X = typeof crossed;`,
    ];
  }),
];

const ALL = [...INNOCENT, ...Object.values(PLANTED).flat(), ...CIRCLES.flat(), ...CROSSED];

let copy: string;
let result: ICruiseResult;

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'dondoc-rules-'));
  for (const [file, text] of ALL) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), `${text}\n`);
  }
  for (const file of ['package.json', 'tsconfig.json'])
    writeFileSync(join(copy, file), readFileSync(join(ROOT, file), 'utf8'));
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  const folders = [...new Set(ALL.map(([file]) => file.split('/')[0] as string))];
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

const isOfRing = (rule: string) => /^(ring-of|only-types-in)-/.test(rule);

test('every rule has a violation planted here and says why it is there', () => {
  const names = RULES.map(({ name }) => name);
  expect(names.filter((name) => !isOfRing(name)).sort()).toEqual(
    ['no-circular', ...Object.keys(PLANTED).filter((name) => !isOfRing(name))].sort(),
  );
  expect(Object.keys(PLANTED).filter((name) => !names.includes(name))).toEqual([]);
  // The rules of the rings are planted one by one by the crossings below; those of a single file are here.
  const ofFiles = RINGS.filter(({ files }) => !files.endsWith('/')).map(({ files }) => files);
  expect(ofFiles).toEqual(['web/generate-client.ts']);
  for (const { name, comment } of RULES) expect([name, comment.length > 20]).toEqual([name, true]);
});

for (const [rule, files] of Object.entries(PLANTED))
  test(`a violation of ${rule} is reported`, () => {
    expect(reportedBy((name) => name === rule)).toEqual(expect.arrayContaining(files.map(([file]) => file)));
  });

test('a circle is reported, also one of types alone', () => {
  const reported = reportedBy((name) => name === 'no-circular');
  // Each once, at the file where it was entered.
  const entered = CIRCLES.map((files) => reported.filter((file) => files.some(([name]) => name === file)).length);
  expect(entered).toEqual(CIRCLES.map(() => 1));
  expect(reported.length).toBe(CIRCLES.length);
});

test('from one folder to another goes what the table of the rings says, and nothing else', () => {
  const refused = CROSSINGS.filter(({ from, to, what }) => {
    const ring = RINGS.find(({ files }) => files === `${from}/`);
    return ![...(ring?.imports ?? []), ...(what === 'type' ? (ring?.types ?? []) : [])].includes(`${to}/`);
  });
  const planted = new Set(CROSSINGS.map(({ file }) => file));
  expect(refused.length).toBeGreaterThan(300);
  expect(
    reportedBy(isOfRing)
      .filter((file) => planted.has(file))
      .sort(),
  ).toEqual(refused.map(({ file }) => file).sort());
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

function reportedBy(isMeant: (rule: string) => boolean): string[] {
  const { violations } = result.summary;
  return [...new Set(violations.filter(({ rule }) => isMeant(rule.name)).map(({ from }) => from))];
}
