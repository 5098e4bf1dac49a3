// Before each file of tests, for each changed place: the time of a run goes into loading files and into properties.
import fc from 'fast-check';
import { afterEach } from 'vitest';

// A few dozen inputs tell whether a rule is held, and the same ones each time make two runs comparable.
fc.configureGlobal({ numRuns: 40, seed: 20_261_130 });

const world = globalThis as { isNoticed?: boolean };
// The files of one run share a worker, so this ends the run instead of loading all the others.
if (world.isNoticed) throw new Error('a test has noticed the change already');
afterEach(({ task }) => {
  if (task.result?.state === 'fail') world.isNoticed = true;
});
