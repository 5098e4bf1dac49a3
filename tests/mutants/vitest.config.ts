// The fast tests that hold the rules: what `npm run mutants` runs for each changed place.
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import stages from './stages.json' with { type: 'json' };

/** Examples of one rule before properties, and those before what plays whole plans: the first test that notices a change ends its run. */
class CheapestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.sort((a, b) => cost(a.moduleId) - cost(b.moduleId) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

function cost(path: string): number {
  if (!/\/tests\/domain\/\w+\//.test(path)) return 2;
  return path.endsWith('.prop.ts') ? 1 : 0;
}

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
    setupFiles: ['tests/mutants/set-up.ts'],
    // One worker and one copy of the modules for each changed place, and a new one for the next: to start them for each file took most of the time.
    isolate: false,
    maxWorkers: 1,
    sequence: { sequencer: CheapestFirst },
    testTimeout: 30_000,
  },
});
