import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { childEnvironment } from '../process/child-environment.ts';

/** A `temporal` program that has been run once and told its versions. */
export interface TemporalBinary {
  path: string;
  cliVersion: string;
  /** Of the server inside it; decides whether time can be skipped. */
  serverVersion: string;
}

/** The first server that skips time per workflow, which the rehearsal needs. */
export const TIME_SKIPPING_SERVER = '1.32.0';
/** The oldest server that the lifecycle was tried on: `go install` gives it. */
export const OLDEST_SERVER = '1.29.0';

/** Runs `PATH --version`; null when that is no Temporal CLI with a server in it. */
export async function inspectTemporalBinary(path: string): Promise<TemporalBinary | null> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 20_000, env: childEnvironment() });
      const found = /temporal version (\S+) \(Server (\d+\.\d+\.\d+)/i.exec(stdout);
      return found === null ? null : { path, cliVersion: found[1] as string, serverVersion: found[2] as string };
    } catch (error) {
      // A child of another thread may hold the file that was just written open for one more moment.
      if ((error as NodeJS.ErrnoException).code !== 'ETXTBSY' || attempt === 10) return null;
      await sleep(100);
    }
  }
}

/** Compares plain versions such as 1.32.0 by their numbers. */
export function isAtLeast(version: string, minimum: string): boolean {
  const [have, want] = [version, minimum].map((text) => text.split('.').map(Number)) as [number[], number[]];
  for (let i = 0; i < want.length; i++) {
    if ((have[i] ?? 0) !== want[i]) return (have[i] ?? 0) > (want[i] as number);
  }
  return true;
}
