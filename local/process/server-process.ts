import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readProcessStamp } from './process-stamp.ts';
import { type StopStep, stopProcess } from './stop-process.ts';

export interface ServerProcess {
  pid: number;
  stamp: string;
  /** Resolves when the process has ended, whoever ended it. */
  exited: Promise<ProcessEnd>;
  hasExited(): boolean;
  stop(): Promise<void>;
}

export interface ProcessEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface ServerProcessOptions {
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd?: string;
  uid?: number;
  gid?: number;
  logFile: string;
  stopSteps: readonly StopStep[];
}

/**
 * Starts a program in a process group of its own, so that Ctrl-C reaches the supervisor alone and the order of stopping
 * stays with it; everything the program prints goes to its log file.
 */
export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  mkdirSync(dirname(options.logFile), { recursive: true, mode: 0o700 });
  const log = openSync(options.logFile, 'a', 0o600);
  let child: ChildProcess;
  try {
    child = spawn(options.command, options.args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', log, log],
      detached: true,
      uid: options.uid,
      gid: options.gid,
    });
  } finally {
    closeSync(log);
  }
  return followChild(child, options.stopSteps);
}

/** Watches a child that was spawned; rejects when it could not be spawned at all. */
export async function followChild(child: ChildProcess, stopSteps: readonly StopStep[]): Promise<ServerProcess> {
  let ended = false;
  const exited = new Promise<ProcessEnd>((resolve) => {
    child.once('exit', (code, signal) => {
      ended = true;
      resolve({ code, signal });
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', resolve);
  });
  const pid = child.pid as number;
  const stamp = readProcessStamp(pid) ?? '';
  const stop = async () => {
    if (ended) return;
    await stopProcess(pid, stamp, stopSteps);
    await exited;
  };
  return { pid, stamp, exited, hasExited: () => ended, stop };
}

/** The last lines of a log, for an error message. */
export function tailOfLog(logFile: string, lines = 12): string {
  try {
    return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}
