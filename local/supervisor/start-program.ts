import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { followChild, type ServerProcess } from '../process/server-process.ts';
import type { StopStep } from '../process/stop-process.ts';

export interface ProgramOptions {
  /** A TypeScript file of ours. */
  entry: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  stopSteps: readonly StopStep[];
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TSX = import.meta.resolve('tsx');
const EXIT_WITH_PARENT = new URL('exit-with-parent.mjs', import.meta.url).href;

/**
 * Runs one of our own programs in a Node process of its own that ends when this process ends, however that happens, and
 * that Ctrl-C in the terminal does not reach.
 */
export async function startProgram(options: ProgramOptions): Promise<ServerProcess> {
  const log = openSync(options.logFile, 'a', 0o600);
  try {
    const child = spawn(process.execPath, ['--import', TSX, '--import', EXIT_WITH_PARENT, options.entry], {
      cwd: ROOT,
      env: options.env,
      stdio: ['ignore', log, log, 'ipc'],
      detached: true,
    });
    // A message to a child that has just died is no news: its exit says so.
    child.on('error', () => undefined);
    return await followChild(child, options.stopSteps);
  } finally {
    closeSync(log);
  }
}
