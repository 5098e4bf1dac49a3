// Files to download are written in a thread of their own, one after the other, so that none holds up the loop that serves (docs/adr/0161).
import { Worker } from 'node:worker_threads';
import type { OverdueReport } from '#contracts/report.ts';
import type { FromWriter, ReportFormat } from './writer-messages.ts';

export interface FileWriter {
  /**
   * The report as a file. `load` is called when it is this file's turn, so that who waits holds no figures; what it throws is thrown here.
   * Rejects when the file took too long or the thread failed; the next one finds a whole thread.
   */
  write(
    format: ReportFormat,
    load: () => Promise<OverdueReport>,
  ): Promise<{ report: OverdueReport; bytes: Uint8Array }>;
  /** Starts the thread before the first file asks for it. */
  warm(): void;
  close(): Promise<void>;
}

// Of 20,000 overdue rows it takes half a minute; to load the program on a busy machine it takes some seconds.
const DEADLINE_MS = 120_000;
const START_MS_MAX = 30_000;
const MEMORY_MEGABYTES = 1_024;

/** One thread and a queue: with more, the files of ten people would take the processor from the pages of all. */
export function createFileWriter({ deadlineMs = DEADLINE_MS }: { deadlineMs?: number } = {}): FileWriter {
  let thread: Promise<Worker> | null = null;
  let running: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const warm = () => {
    thread ??= start();
    // Whoever writes next hears of it.
    thread.catch(() => {
      thread = null;
    });
    return thread;
  };
  const writeNow = async (format: ReportFormat, load: () => Promise<OverdueReport>) => {
    const report = await load();
    const whole = await warm();
    // Only a thread that answered is used again.
    thread = null;
    running = whole;
    const answer = answerOf(whole, deadlineMs);
    whole.postMessage({ format, report });
    const said = await answer.finally(() => {
      running = null;
    });
    thread = Promise.resolve(whole);
    if (said.kind !== 'written')
      throw new Error(`the file was not written: ${said.kind === 'failed' ? said.why : said.kind}`);
    return { report, bytes: said.bytes };
  };
  return {
    write(format, load) {
      const mine = last.then(() => writeNow(format, load));
      last = mine.catch(() => undefined);
      return mine;
    },
    warm() {
      void warm().catch(() => undefined);
    },
    async close() {
      await running?.terminate();
      await (await thread?.catch(() => null))?.terminate();
      thread = null;
    },
  };
}

async function start(): Promise<Worker> {
  const started = new Worker(new URL('./start-thread.mjs', import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MEGABYTES },
  });
  started.on('error', () => undefined);
  await answerOf(started, START_MS_MAX);
  started.unref();
  return started;
}

function answerOf(thread: Worker, withinMs: number): Promise<FromWriter> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => end(new Error(`the file took longer than ${withinMs / 1000} s`)), withinMs);
    const end = (outcome: FromWriter | Error) => {
      clearTimeout(late);
      thread.off('message', end).off('error', end).off('exit', left);
      if (outcome instanceof Error) {
        void thread.terminate();
        reject(outcome);
      } else resolve(outcome);
    };
    const left = () => end(new Error('the thread that writes files ended'));
    thread.on('message', end).on('error', end).on('exit', left);
  });
}
