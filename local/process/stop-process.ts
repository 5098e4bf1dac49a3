import { setTimeout as sleep } from 'node:timers/promises';
import { isSameProcess } from './process-stamp.ts';

export interface StopStep {
  signal: NodeJS.Signals;
  waitMs: number;
}

/**
 * Returns only when the process is gone, sending one signal after the other and never touching another process that
 * got the same pid. False when it outlived every step.
 */
export async function stopProcess(pid: number, stamp: string, steps: readonly StopStep[]): Promise<boolean> {
  for (const step of steps) {
    if (!isSameProcess(pid, stamp)) return true;
    try {
      process.kill(pid, step.signal);
    } catch {
      return !isSameProcess(pid, stamp);
    }
    if (await isGoneWithin(pid, stamp, step.waitMs)) return true;
  }
  return !isSameProcess(pid, stamp);
}

async function isGoneWithin(pid: number, stamp: string, waitMs: number): Promise<boolean> {
  const until = performance.now() + waitMs;
  while (performance.now() < until) {
    if (!isSameProcess(pid, stamp)) return true;
    await sleep(20);
  }
  return !isSameProcess(pid, stamp);
}
