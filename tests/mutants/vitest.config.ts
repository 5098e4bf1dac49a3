// The fast tests that hold the rules: what `npm run mutants` runs for each changed place.
import { defineConfig } from 'vitest/config';
import stages from './stages.json' with { type: 'json' };

export default defineConfig({
  test: {
    include: [
      `tests/domain/{${stages.join()}}/**/*.{test,prop}.ts`,
      'tests/domain/*.test.ts',
      'tests/guarantees/**/*.test.ts',
      'tests/replay/**/*.replay.ts',
    ],
    // It bundles the workflows for each run, and a bundle does not know which mutant is meant.
    exclude: ['tests/replay/recorded-histories.replay.ts'],
    environment: 'node',
    testTimeout: 30_000,
  },
});
