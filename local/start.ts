// The program of `npm start`.
import { fileURLToPath } from 'node:url';
import { type Env, loadEnv } from '#config/env.ts';
import { runSupervisor } from './supervisor/run-supervisor.ts';
import type { StackPrograms } from './supervisor/stack-context.ts';
import { stopSignal } from './supervisor/stop-signal.ts';

const inProject = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const programs: StackPrograms = {
  worker: inProject('worker/main.ts'),
  api: inProject('api/main.ts'),
  loadSample: inProject('local/load-sample.ts'),
};

let env: Env;
try {
  env = loadEnv();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
process.exit(await runSupervisor({ env, programs, out: console.log, err: console.error, stop: stopSignal() }));
