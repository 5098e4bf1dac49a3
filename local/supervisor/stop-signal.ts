import { childEnvironment } from '../process/child-environment.ts';

const LOOK_AT_PARENT_EVERY_MS = 500;

/**
 * Aborts at the first Ctrl-C, SIGTERM or closed terminal, and when the npm that called us is gone. Later signals change
 * nothing: npm passes on what the terminal has sent us already, and stopping takes 10 s at most. Nor does a reader of our output that is gone,
 * which would end this process before what it has started: in `npm start | tee log` the same Ctrl-C ends both.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => controller.abort(signal));
  const parent = process.ppid;
  // Started by hand it may outlive the shell; started by npm it must not outlive npm.
  if (childEnvironment().npm_lifecycle_event !== undefined) {
    const look = () => process.ppid !== parent && controller.abort('npm');
    setInterval(look, LOOK_AT_PARENT_EVERY_MS).unref();
  }
  return controller.signal;
}
