import { parentPort } from 'node:worker_threads';
import type { FromThread } from './bounded-thread.ts';

/** Does `work` for each message that a bounded thread is given, and tells what came of it. */
export function answerInThread<In, Out>(work: (input: In) => Promise<Out>): void {
  const say = (answer: FromThread<Out>) => parentPort?.postMessage(answer);
  parentPort?.on('message', (input: In) =>
    work(input).then(
      (value) => say({ kind: 'done', value }),
      (error: unknown) => say({ kind: 'failed', why: error instanceof Error ? error.message : String(error) }),
    ),
  );
  say({ kind: 'ready' });
}
