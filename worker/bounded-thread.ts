// Work on texts from outside, away from the loop that serves: a thread with a deadline and a memory of its own.
import { Worker } from 'node:worker_threads';

/** The work was ended from outside. `reason` says by what: its time, its memory, or an error of its own. */
export class BoundedWorkEnded extends Error {
  readonly reason: 'time' | 'memory' | 'error';
  constructor(reason: 'time' | 'memory' | 'error', why: string) {
    super(why);
    this.name = 'BoundedWorkEnded';
    this.reason = reason;
  }
}

export interface BoundedThread<In, Out> {
  /** One piece after the other; rejects with BoundedWorkEnded, and the next piece finds a whole thread. */
  run(input: In): Promise<Out>;
  close(): Promise<void>;
}

export interface BoundedThreadOptions {
  /** The program; it answers what `answerInThread` makes of each message. */
  program: URL;
  deadlineMs: number;
  memoryMegabytes: number;
}

/** What a thread says when it is ready, and of each piece of work. */
export type FromThread<Out> = { kind: 'ready' } | { kind: 'done'; value: Out } | { kind: 'failed'; why: string };

// To load the program on a busy machine; the deadline of the work begins after it.
const START_MS_MAX = 30_000;

/** Keeps one thread warm from the first piece of work on; it keeps nobody from leaving. */
export function createBoundedThread<In, Out>(options: BoundedThreadOptions): BoundedThread<In, Out> {
  const { program, deadlineMs, memoryMegabytes } = options;
  let thread: Worker | null = null;
  let before: Promise<unknown> = Promise.resolve();

  async function start(): Promise<Worker> {
    const started = new Worker(new URL('./start-thread.mjs', import.meta.url), {
      execArgv: [],
      workerData: { program: program.href },
      resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes, maxYoungGenerationSizeMb: 16 },
    });
    started.on('error', () => undefined);
    try {
      await answerOf(started, START_MS_MAX);
    } catch (error) {
      // No fault of the work: it may be given again.
      throw new Error('the thread did not start', { cause: error });
    }
    started.unref();
    return started;
  }

  async function work(input: In): Promise<Out> {
    const whole = thread ?? (await start());
    thread = null;
    const answer = answerOf<Out>(whole, deadlineMs);
    whole.postMessage(input);
    const said = await answer;
    // Only a thread that answered is used again.
    thread = whole;
    if (said.kind === 'done') return said.value;
    throw new BoundedWorkEnded('error', said.kind === 'failed' ? said.why : 'no answer');
  }

  return {
    run(input) {
      const mine = before.then(() => work(input));
      before = mine.catch(() => undefined);
      return mine;
    },
    async close() {
      await thread?.terminate();
      thread = null;
    },
  };
}

function answerOf<Out>(thread: Worker, withinMs: number): Promise<FromThread<Out>> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => end(new BoundedWorkEnded('time', `longer than ${withinMs / 1000} s`)), withinMs);
    const end = (outcome: FromThread<Out> | Error) => {
      clearTimeout(late);
      thread.off('message', end).off('error', failed).off('exit', left);
      if (outcome instanceof Error) {
        void thread.terminate();
        reject(outcome);
      } else resolve(outcome);
    };
    const failed = (error: Error & { code?: string }) =>
      end(new BoundedWorkEnded(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'error', error.message));
    const left = () => end(new BoundedWorkEnded('error', 'the thread ended'));
    thread.on('message', end).on('error', failed).on('exit', left);
  });
}
