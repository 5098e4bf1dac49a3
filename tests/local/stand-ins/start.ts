// local/start.ts with small programs in place of the real ones. Usage: start.ts [WORKER]
import { fileURLToPath } from 'node:url';
import { loadEnv } from '#config/env.ts';
import { runSupervisor } from '#local/supervisor/run-supervisor.ts';
import { stopSignal } from '#local/supervisor/stop-signal.ts';

const here = (name: string) => fileURLToPath(new URL(`${name}.ts`, import.meta.url));

const code = await runSupervisor({
  env: loadEnv(process.env),
  programs: { worker: here(process.argv[2] ?? 'worker'), api: here('api'), loadSample: here('load-sample') },
  out: console.log,
  err: console.error,
  stop: stopSignal(),
});
process.exit(code);
