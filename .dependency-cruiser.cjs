// The import direction of design and ADR 0002. Each rule says why; tests/architecture/import-rules.test.ts plants a violation of each.
// The folders of the product, as package.json names them for imports; pages have no name there, since nothing imports them.
const FOLDERS = [...Object.keys(require('./package.json').imports).map((name) => name.slice(1, -2)), 'web'];
const allBut = (...kept) => `^(${FOLDERS.filter((folder) => !kept.includes(folder)).join('|')})/`;

const forbid = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    forbid('no-circular', 'A cycle has no first file to read.', {}, { circular: true }),
    forbid(
      'contracts-stand-alone',
      'Contracts are the bottom ring: whatever they import, everybody imports.',
      { path: '^contracts/' },
      { path: [allBut('contracts'), '^(bench|prisma|tests)/'] },
    ),
    forbid(
      'domain-is-pure',
      'Preview equals execution only while the rules need no I/O: no other folder but the types of contracts, no Node built-in, no library but Luxon in one file.',
      { path: '^domain/', pathNot: '^domain/calendar/local-time\\.ts$' },
      {
        pathNot: '^domain/',
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'luxon-in-one-file',
      'Wall clock to instant is the one place where a zone can go wrong.',
      {
        path: allBut(),
        pathNot: '^domain/calendar/local-time\\.ts$',
      },
      { path: 'node_modules/luxon' },
    ),
    forbid(
      'workflow-bundle-is-small',
      'zod and Luxon cost 20 times the memory of a cached workflow (ADR 0003); Node and the store are not deterministic.',
      { path: '^workflows/' },
      {
        reachable: true,
        path: '(node_modules/(zod|luxon|pg|nodemailer)/|^(store|channels|config|api|engine|operations|worker)/)',
      },
    ),
    forbid(
      'activities-get-injected',
      'Activities see stores and channels as types; worker/ hands them the real ones.',
      { path: '^activities/' },
      {
        path: '^(api|cli|config|deploy|local|operations|rehearsal|web|worker)/|^store/generated|node_modules/(nodemailer|pg)/',
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'channels-know-no-store',
      'A channel delivers one message; what it means is not its business.',
      { path: '^channels/' },
      { path: '^(store|workflows|activities|api|engine|operations|worker)/|node_modules/@temporalio' },
    ),
    forbid(
      'store-knows-no-engine',
      'PostgreSQL is what people see; it must not need Temporal to be read.',
      { path: '^store/' },
      { path: '^(activities|api|channels|engine|operations|workflows|worker)/|node_modules/@temporalio' },
    ),
    forbid(
      'prisma-in-store-only',
      'What is asked of the database stands in one folder, where its names, locks and indexes can be seen together.',
      { path: allBut('store') },
      { path: '^store/generated/|node_modules/@prisma/' },
    ),
    forbid(
      'rules-of-a-version-stand-alone',
      'An assignment lives a year by the rules that it began with: what two versions shared could not be mended for one (ADR 0121).',
      { path: '^domain/lifecycle/rules/(v\\d+)/' },
      { path: '^domain/lifecycle/rules/v\\d+/', pathNot: '^domain/lifecycle/rules/$1/' },
    ),
    forbid(
      'operations-know-no-entry',
      'What people do is the same from a page, a command line or a letter; the entries translate.',
      { path: '^operations/' },
      { path: '^(api|cli|deploy|local|rehearsal|web|worker)/' },
    ),
    forbid(
      'api-runs-no-activities',
      'The API commands workflows; only a worker has side effects on people. It may read the local mailbox to show it.',
      { path: '^api/' },
      {
        path: '^(activities|deploy|worker|local|rehearsal)/',
        pathNot: '^local/mailbox/read-mailbox\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'web-knows-the-generated-client',
      'What a page may know of the server is the OpenAPI document; one build-time script makes the types of it.',
      { path: '^web/', pathNot: '^web/generate-client\\.ts$' },
      { path: allBut('contracts', 'web') },
    ),
    forbid(
      'tests-are-leaves',
      'Product code that needs a test helper has a rule in the wrong place.',
      { pathNot: '^(tests|bench)/' },
      { path: '^(tests|bench)/' },
    ),
  ],
  options: {
    doNotFollow: { path: '(node_modules/|^store/generated/)' },
    exclude: { path: '^web/dist' },
    tsPreCompilationDeps: false,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
