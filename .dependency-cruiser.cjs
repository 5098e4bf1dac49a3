// The import direction of design and ADR 0002. Each rule says why; tests/architecture/import-rules.test.ts plants a violation of each.
const forbid = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    forbid('no-circular', 'A cycle has no first file to read.', {}, { circular: true }),
    forbid(
      'contracts-stand-alone',
      'Contracts are the bottom ring: whatever they import, everybody imports.',
      { path: '^contracts/' },
      {
        path: '^(activities|api|bench|channels|cli|config|documents|domain|engine|local|prisma|rehearsal|store|tests|web|worker|workflows)/',
      },
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
        path: '^(domain|activities|api|channels|cli|engine|rehearsal|store|worker)/',
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
        path: '(node_modules/(zod|luxon|pg|nodemailer)/|^(store|channels|config|api|engine|worker)/)',
      },
    ),
    forbid(
      'activities-get-injected',
      'Activities see stores and channels as types; worker/ hands them the real ones.',
      { path: '^activities/' },
      {
        path: '^(api|cli|local|rehearsal|web|worker|config)/|^store/generated|node_modules/(nodemailer|pg)/',
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'channels-know-no-store',
      'A channel delivers one message; what it means is not its business.',
      { path: '^channels/' },
      { path: '^(store|workflows|activities|api|engine|worker)/|node_modules/@temporalio' },
    ),
    forbid(
      'store-knows-no-engine',
      'PostgreSQL is what people see; it must not need Temporal to be read.',
      { path: '^store/' },
      { path: '^(activities|api|channels|engine|workflows|worker)/|node_modules/@temporalio' },
    ),
    forbid(
      'api-runs-no-activities',
      'The API commands workflows; only a worker has side effects on people. It may read the local mailbox to show it.',
      { path: '^api/' },
      {
        path: '^(activities|worker|local|rehearsal)/',
        pathNot: '^local/mailbox/read-mailbox\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'web-knows-the-generated-client',
      'What a page may know of the server is the OpenAPI document; one build-time script makes the types of it.',
      { path: '^web/', pathNot: '^web/generate-client\\.ts$' },
      { path: '^(activities|api|channels|cli|config|documents|domain|engine|local|rehearsal|store|worker|workflows)/' },
    ),
    forbid(
      'tests-are-leaves',
      'Product code that needs a test helper has a rule in the wrong place.',
      { pathNot: '^(tests|bench)/' },
      { path: '^(tests|bench)/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(web/dist|store/generated)' },
    tsPreCompilationDeps: false,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
