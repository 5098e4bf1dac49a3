// Files of people are read in a process of their own, so that none can stop the loop that serves or take its memory (docs/adr/0100).
import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { setPriority } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ParsedPlan } from '#contracts/plan.ts';
import { READER_LIMITS, type ReaderLimits } from '../limits.ts';
import { refusedPlan } from '../read-plan.ts';
import type { FromReader, ToReader } from './reader-messages.ts';
import { type ReadingEnd, readingIssue } from './reading-issue.ts';

export interface PlanReader {
  /** The plan in a file, or no rows and every reason, a limit of time or memory among them; `busy` when too many files wait. */
  read(path: string, fileName: string): Promise<ParsedPlan | 'busy'>;
  /** Starts the process before the first file asks for it. */
  warm(): void;
  close(): void;
}

export interface PlanReaderOptions {
  limits?: ReaderLimits;
  /** Files that may wait for their turn. */
  waitingMax?: number;
  waitMs?: number;
  /** Told when the process ended by itself for no reason of time or memory. */
  onFailure?: (message: string) => void;
}

/** One process, one file at a time in order of arrival. Whatever a file does to the process, the next file finds a whole one. */
export function createPlanReader(options: PlanReaderOptions = {}): PlanReader {
  const { limits = READER_LIMITS, waitingMax = 12, waitMs = 60_000, onFailure = () => {} } = options;
  let reader: Reader | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const warm = () => {
    if (reader === null || !reader.isWhole()) reader = startReader(limits);
    return reader;
  };
  const readNow = async (task: ToReader): Promise<ParsedPlan> => {
    const end = await warm().read(task);
    if (end.kind === 'plan' && end.memoryMegabytes < limits.keptMegabytes) return end.plan;
    reader?.kill();
    warm();
    if (end.kind === 'plan') return end.plan;
    if (end.kind === 'failed') onFailure(end.message);
    return refusedPlan([readingIssue(end)]);
  };
  return {
    async read(path, fileName) {
      if (waiting >= waitingMax) return 'busy';
      waiting += 1;
      const before = last;
      let done = () => {};
      last = new Promise<void>((resolve) => {
        done = resolve;
      });
      try {
        const isTurn = await within(before, waitMs);
        // The turn that nobody takes must still come after the one before.
        if (!isTurn) {
          before.then(done);
          done = () => {};
          return 'busy';
        }
        return await readNow({ path, fileName });
      } finally {
        waiting -= 1;
        done();
      }
    },
    warm,
    close: () => reader?.kill(),
  };
}

async function within(turn: Promise<unknown>, ms: number): Promise<boolean> {
  let late: NodeJS.Timeout | undefined;
  const timeout = new Promise<boolean>((resolve) => {
    late = setTimeout(resolve, ms, false);
  });
  const isTurn = await Promise.race([turn.then(() => true), timeout]);
  clearTimeout(late);
  return isTurn;
}

interface Reader {
  isWhole(): boolean;
  read(task: ToReader): Promise<ReadingEnd | Extract<FromReader, { kind: 'plan' }>>;
  kill(): void;
}

const PROGRAM = fileURLToPath(new URL('./reader-process.ts', import.meta.url));
// By its place and not by its name: a name is looked up from the folder that the caller stands in.
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** A process that starts takes seconds on a busy machine; one that takes longer never will. */
const STARTED_WITHIN_MS = 60_000;

/** Whoever serves comes first: a file may take all that is left of the processor. */
const NICENESS = 5;

function startReader(limits: ReaderLimits): Reader {
  const child = fork(PROGRAM, [JSON.stringify(limits)], {
    execArgv: ['--import', TSX, `--max-old-space-size=${limits.heapMegabytes}`, '--max-semi-space-size=32'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-2_000);
  });
  try {
    if (child.pid !== undefined) setPriority(child.pid, NICENESS);
  } catch {
    // Not every system lets it; then the file is merely read as fast as the rest.
  }
  letParentLeave(child);
  const ready = messageOf(child, 'ready');
  const ended = endOf(child, limits, () => lastWords);
  let isReading = false;
  const isWhole = () => !isReading && child.exitCode === null && child.signalCode === null && child.connected;
  const kill = () => child.kill('SIGKILL');
  return {
    isWhole,
    kill,
    async read(task) {
      isReading = true;
      child.channel?.ref();
      const started = await Promise.race([ready, ended, after(STARTED_WITHIN_MS)]);
      if (started.kind === 'late') return { kind: 'failed', message: 'the reading process did not start' };
      if (started.kind !== 'ready') return started;
      const answer = messageOf(child, 'plan');
      child.send(task, () => {});
      const end = await Promise.race([answer, ended, after(limits.patienceSeconds * 1000)]);
      isReading = end.kind !== 'plan';
      child.channel?.unref();
      return end.kind === 'late' ? { kind: 'late', seconds: limits.patienceSeconds } : end;
    },
  };
}

/** A reader that waits for files keeps nobody from leaving. */
function letParentLeave(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
  (child.stderr as (NodeJS.ReadableStream & { unref?: () => void }) | null)?.unref?.();
}

function messageOf<K extends FromReader['kind']>(
  child: ChildProcess,
  kind: K,
): Promise<Extract<FromReader, { kind: K }>> {
  return new Promise((resolve) => {
    const listen = (message: FromReader) => {
      if (message.kind !== kind) return;
      child.off('message', listen);
      resolve(message as Extract<FromReader, { kind: K }>);
    };
    child.on('message', listen);
  });
}

/** How the process ended before it answered: killed for its time or memory by the watch, by V8 or by the system, or of itself. */
function endOf(child: ChildProcess, limits: ReaderLimits, lastWords: () => string): Promise<ReadingEnd> {
  return new Promise((resolve) => {
    const tell = (code: number | null, signal: NodeJS.Signals | null) => {
      if (signal === 'SIGXCPU') return resolve({ kind: 'late', seconds: limits.seconds });
      const isMemory = signal === 'SIGKILL' || signal === 'SIGABRT' || code === 134;
      resolve(
        isMemory
          ? { kind: 'too-large', megabytes: limits.memoryMegabytes }
          : { kind: 'failed', message: `exit ${code ?? signal}: ${lastWords()}` },
      );
    };
    child.once('exit', tell);
    child.once('error', (error) => resolve({ kind: 'failed', message: error.message }));
  });
}

function after(ms: number): Promise<{ kind: 'late' }> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, { kind: 'late' }).unref();
  });
}
