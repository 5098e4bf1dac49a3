// One project per suffix: the suffix says what a test needs.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], extra: object = {}) => ({
  test: { name, include, environment: 'node', ...extra },
});

const POSTGRES = 'tests/support/postgres.global.ts';
const TEMPORAL = 'tests/support/temporal.global.ts';

export default defineConfig({
  test: {
    // One core less than there are, vitest's own choice, is one file at a time on a small machine, and most files wait for a server.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      project('unit', ['tests/**/*.test.ts', 'tests/**/*.prop.ts', 'tests/**/*.replay.ts'], { testTimeout: 30_000 }),
      project('int', ['tests/**/*.int.ts'], { testTimeout: 60_000, hookTimeout: 120_000, globalSetup: [POSTGRES] }),
      project('temporal', ['tests/**/*.temporal.ts'], {
        globalSetup: [POSTGRES, TEMPORAL],
        testTimeout: 180_000,
        hookTimeout: 240_000,
        fileParallelism: false,
      }),
      project('browser', ['tests/**/*.browser.ts'], {
        globalSetup: [POSTGRES, TEMPORAL],
        testTimeout: 120_000,
        hookTimeout: 240_000,
        fileParallelism: false,
      }),
    ],
  },
});
