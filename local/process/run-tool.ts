import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** The file that `name` means on the PATH of `env`, null when there is none. */
export function findOnPath(name: string, env: NodeJS.ProcessEnv): string | null {
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  for (const folder of (env.PATH ?? '').split(delimiter).filter((part) => part !== '')) {
    for (const suffix of suffixes) {
      const path = join(folder, name + suffix);
      if (isProgram(path)) return path;
    }
  }
  return null;
}

export type ToolRun = { ok: true; stdout: string } | { ok: false; reason: string };

/** Runs a foreign program to its end and says in one line why it failed; it never outlives the timeout. */
export async function runTool(
  command: string,
  args: readonly string[],
  options: { env: NodeJS.ProcessEnv; timeoutMs: number; cwd?: string; signal?: AbortSignal },
): Promise<ToolRun> {
  try {
    const { stdout } = await promisify(execFile)(command, args, {
      env: options.env,
      cwd: options.cwd,
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
      signal: options.signal,
      maxBuffer: 16 * 1024 * 1024,
    });
    return { ok: true, stdout };
  } catch (error) {
    const { killed, stderr, code, message } = error as Error & { killed?: boolean; stderr?: string; code?: unknown };
    if (killed === true) return { ok: false, reason: `quá ${Math.round(options.timeoutMs / 1000)} giây` };
    const lastLine = stderr?.trim().split('\n').at(-1)?.trim();
    return { ok: false, reason: lastLine || (typeof code === 'number' ? `mã thoát ${code}` : message) };
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
