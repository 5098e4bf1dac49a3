import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivateFolder } from '../private/make-private-folder.ts';
import { writePrivateFile } from '../private/write-private-file.ts';
import { isSameProcess } from '../process/process-stamp.ts';
import { stopProcess } from '../process/stop-process.ts';

interface RecordedChild {
  name: string;
  pid: number;
  stamp: string;
}

export interface ChildRecord {
  /** Call as soon as the process exists, before it is ready. */
  add(name: string, child: { pid: number; stamp: string }): void;
  /** Ends every recorded process that still runs; returns the names of those found. */
  endAll(signals: readonly NodeJS.Signals[], waitMs: number): Promise<string[]>;
  clear(): void;
}

/**
 * Knows the children of the data folder even after their supervisor was killed, each by pid and start, so that the
 * next start ends them and never somebody else's process. The holder of the folder's lock calls it.
 */
export function openChildRecord(dataDir: string): ChildRecord {
  const file = join(dataDir, 'run', 'pids.json');
  makePrivateFolder(join(dataDir, 'run'));
  let children = readChildren(file);
  const save = () => writePrivateFile(file, JSON.stringify(children, null, 2));
  return {
    add(name, { pid, stamp }) {
      children = children.filter((child) => isSameProcess(child.pid, child.stamp));
      children.push({ name, pid, stamp });
      save();
    },
    async endAll(signals, waitMs) {
      const running = children.filter((child) => isSameProcess(child.pid, child.stamp));
      const steps = signals.map((signal) => ({ signal, waitMs }));
      await Promise.all(running.map(({ pid, stamp }) => stopProcess(pid, stamp, steps)));
      return running.map(({ name }) => name);
    },
    clear() {
      children = [];
      rmSync(file, { force: true });
    },
  };
}

function readChildren(file: string): RecordedChild[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RecordedChild[];
  } catch {
    return [];
  }
}
