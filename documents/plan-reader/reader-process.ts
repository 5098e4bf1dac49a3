// The process in which uploaded files are read: one file after the other, for a parent that may kill it at any moment.
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { readPlan } from '../read-plan.ts';
import type { FromReader, ToReader } from './reader-messages.ts';

const limits = JSON.parse(process.argv[2] ?? '{}');
const reading = new Int32Array(new SharedArrayBuffer(4));
let files = 0;

new Worker(new URL('./watch-process.mjs', import.meta.url), {
  execArgv: [],
  workerData: { ...limits, reading: reading.buffer, parentPid: process.ppid },
}).unref();

process.on('message', async ({ path, fileName }: ToReader) => {
  files += 1;
  Atomics.store(reading, 0, files);
  const plan = await readPlan(await readFile(path), fileName);
  Atomics.store(reading, 0, 0);
  answer({ kind: 'plan', plan, memoryMegabytes: process.memoryUsage.rss() / 1024 / 1024 });
});
process.on('disconnect', () => process.exit(0));
answer({ kind: 'ready' });

function answer(message: FromReader): void {
  process.send?.(message);
}
