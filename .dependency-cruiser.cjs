// The import direction of docs/ARCHITECTURE.md and ADR 0002; an import of a type is an import (ADR 0123).
// Each rule says why; tests/architecture/import-rules.test.ts plants violations of each.
const { FOLDERS, RINGS } = require('./tests/architecture/rings.cjs');

const forbid = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });
/** Matches what lies in one of the folders, and the files that are named themselves. */
const among = (paths) =>
  `^(${paths.map((path) => (path.endsWith('/') ? path : `${path}$`)).join('|')})`.replaceAll('.', '\\.');
const PRODUCT = FOLDERS.map((folder) => `${folder}/`);
const allBut = (...kept) => among(PRODUCT.filter((folder) => !kept.includes(folder)));

/** Two rules for each row of the table: nothing but what it names, and of some of that types alone. */
function rulesOfRing({ files, imports, types, why }) {
  const name = files.replace(/\W+/g, ' ').trim().replaceAll(' ', '-');
  const own = `${files.split('/')[0]}/`;
  // A file with a row of its own does not go by that of its folder.
  const others = RINGS.map((ring) => ring.files).filter((path) => path !== files && path.startsWith(files));
  const from = { path: among([files]), ...(others.length > 0 && { pathNot: among(others) }) };
  const ofTypes = { path: among(types), ...(imports.length > 0 && { pathNot: among(imports) }) };
  return [
    forbid(`ring-of-${name}`, why, from, { path: among(PRODUCT), pathNot: among([own, ...imports, ...types]) }),
    ...(types.length > 0
      ? [forbid(`only-types-in-${name}`, why, from, { ...ofTypes, dependencyTypesNot: ['type-only'] })]
      : []),
  ];
}

const LOCAL_TIME = 'domain/calendar/local-time.ts';

module.exports = {
  forbidden: [
    forbid('no-circular', 'A cycle has no first file to read, whether of values or of types.', {}, { circular: true }),
    ...RINGS.flatMap(rulesOfRing),
    forbid(
      'rules-need-no-library',
      'Preview equals execution only while the rules need no I/O: no Node built-in, no library but Luxon in one file.',
      { path: '^domain/', pathNot: among([LOCAL_TIME]) },
      { pathNot: among(PRODUCT) },
    ),
    forbid(
      'luxon-in-one-file',
      'Wall clock to instant is the one place where a zone can go wrong.',
      { path: among(PRODUCT), pathNot: among([LOCAL_TIME]) },
      { path: 'node_modules/luxon/' },
    ),
    forbid(
      'workflows-need-temporal-alone',
      'Node is not deterministic, and zod costs 20 times the memory of a cached workflow (ADR 0003).',
      { path: '^workflows/' },
      { pathNot: `${among(PRODUCT)}|node_modules/@temporalio/(common|workflow)/` },
    ),
    forbid(
      'workflow-bundle-is-small',
      'Luxon costs the memory of many cached workflows (ADR 0003), also where a rule of the domain brings it along.',
      { path: '^workflows/' },
      { reachable: true, path: among([LOCAL_TIME]) },
    ),
    forbid(
      'activities-get-injected',
      'Activities reach the world through the ports that worker/ hands them, not through a driver of their own.',
      { path: '^activities/' },
      { path: 'node_modules/', pathNot: 'node_modules/@temporalio/(activity|common)/' },
    ),
    forbid(
      'temporal-behind-the-engine',
      'What people do and see must not need Temporal: engine/ has the verbs, workflows and activities run on it, roots connect to it.',
      { path: allBut('workflows/', 'engine/', 'activities/', 'worker/', 'local/', 'rehearsal/', 'api/', 'cli/') },
      { path: 'node_modules/@temporalio/' },
    ),
    forbid(
      'prisma-in-store-only',
      'What is asked of the database stands in one folder, where its names, locks and indexes can be seen together.',
      { path: allBut('store/') },
      { path: '^store/generated/|node_modules/@prisma/' },
    ),
    forbid(
      'rules-of-a-version-stand-alone',
      'An assignment lives a year by the rules that it began with: what two versions shared could not be mended for one (ADR 0121).',
      { path: '^domain/lifecycle/rules/(v\\d+)/' },
      { path: '^domain/lifecycle/rules/v\\d+/', pathNot: '^domain/lifecycle/rules/$1/' },
    ),
    // Each stage of the deadline language with those before it, in the order in which a text goes through them.
    ...['text', 'grammar', 'compose', 'dates', 'words'].map((stage, index, stages) =>
      forbid(
        `deadline-stage-${stage}`,
        'A text goes one way: spelling, words to rules, rules of a cell together, rules to days, and back into words.',
        { path: `^domain/deadline/${stage}/` },
        { path: '^domain/deadline/', pathNot: `^domain/deadline/(${stages.slice(0, index + 1).join('|')})/` },
      ),
    ),
    forbid(
      'tests-are-leaves',
      'Product code that needs a test helper has a rule in the wrong place.',
      // What lies in the root sets up tools, those of the tests too.
      { pathNot: '^(tests|bench)/|^[^/]+$' },
      { path: '^(tests|bench)/' },
    ),
  ],
  options: {
    doNotFollow: { path: '(node_modules/|^store/generated/)' },
    exclude: { path: '^(web/dist|\\.dondoc)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
