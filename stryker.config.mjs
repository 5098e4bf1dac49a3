// `npm run mutants [-- --mutate 'domain/ladder/**']`: changes the rules one place at a time and asks whether a fast test notices.
// Not part of `npm test`: the lifecycle alone takes minutes. Each mutant that survives is printed with its line.
import { readFileSync } from 'node:fs';

/** The rules on which a promise to people rests. Reading plans and deadlines is guarded by golden files and properties instead. */
const STAGES = JSON.parse(readFileSync(new URL('tests/mutants/stages.json', import.meta.url), 'utf8'));

export default {
  mutate: STAGES.map((stage) => `domain/${stage}/**/*.ts`),
  testRunner: 'vitest',
  vitest: { configFile: 'tests/mutants/vitest.config.ts', related: false },
  plugins: ['@stryker-mutator/vitest-runner', './tests/mutants/ignore-wording.mjs'],
  ignorers: ['wording'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 10_000,
  thresholds: { high: 98, low: 95, break: 95 },
  // Not below node_modules: what lies there is loaded once for each worker, and then no test is known to reach any mutant.
  tempDirName: '.dondoc/mutants',
  ignorePatterns: ['.dondoc', '.git', 'web', 'tests/e2e', 'tests/web', 'store/generated', 'bench', 'data/sample'],
  reporters: ['progress', 'clear-text', 'json'],
  jsonReporter: { fileName: 'node_modules/.cache/mutants.json' },
  clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
};
