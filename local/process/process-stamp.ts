import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { bareEnvironment } from './child-environment.ts';

/**
 * Names one life of a process: the same pid given to another process later, or after a reboot, has another stamp.
 * Null when no such process runs.
 */
export function readProcessStamp(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return process.platform === 'linux' ? linuxStamp(pid) : psStamp(pid);
}

/** True only while the very process that `stamp` was read from still runs. */
export function isSameProcess(pid: number, stamp: string): boolean {
  return readProcessStamp(pid) === stamp;
}

// Field 22 counts clock ticks since boot, so the boot id belongs to it.
function linuxStamp(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name may hold spaces and brackets: the fields are counted after its last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended; only its parent has not looked yet.
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return `${bootId()}/${fields[19]}`;
  } catch {
    return null;
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return 'boot';
  }
}

function psStamp(pid: number): string | null {
  try {
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: bareEnvironment(),
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    return started === '' ? null : started;
  } catch {
    return null;
  }
}
