import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSameProcess, readProcessStamp } from '#local/process/process-stamp.ts';
import { stopProcess } from '#local/process/stop-process.ts';

interface RunRecord {
  runner: ProcessRecord;
  servers: ProcessRecord[];
}

export interface ProcessRecord {
  pid: number;
  stamp: string;
}

const ALL_RUNS = join(tmpdir(), 'dondoc-test-runs');

/**
 * A folder for the servers of one test run. Servers of an earlier run that was killed are stopped first, so that
 * nothing gathers on a machine where tests are interrupted often.
 */
export async function openRunFolder(): Promise<{ folder: string; remember(server: ProcessRecord): void }> {
  mkdirSync(ALL_RUNS, { recursive: true, mode: 0o700 });
  await clearAbandonedRuns();
  const folder = mkdtempSync(join(ALL_RUNS, 'run-'));
  const record: RunRecord = {
    runner: { pid: process.pid, stamp: readProcessStamp(process.pid) ?? '' },
    servers: [],
  };
  const save = () => writeFileSync(join(folder, 'run.json'), JSON.stringify(record));
  save();
  return {
    folder,
    remember(server) {
      record.servers.push({ pid: server.pid, stamp: server.stamp });
      save();
    },
  };
}

async function clearAbandonedRuns(): Promise<void> {
  for (const name of readdirSync(ALL_RUNS)) {
    const folder = join(ALL_RUNS, name);
    const record = readRecord(folder);
    if (record === null || isSameProcess(record.runner.pid, record.runner.stamp)) continue;
    for (const { pid, stamp } of record.servers) {
      await stopProcess(pid, stamp, [
        { signal: 'SIGINT', waitMs: 3_000 },
        { signal: 'SIGKILL', waitMs: 1_000 },
      ]);
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

function readRecord(folder: string): RunRecord | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as RunRecord;
  } catch {
    return null;
  }
}
