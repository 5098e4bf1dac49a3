// A thread beside the reader's own, which cannot watch itself while it reads: ends the process when a file takes more of the processor or
// of memory than it may, or when the parent is gone. `resourceLimits` and --max-old-space-size bound the heap only; buffers lie outside
// (docs/adr/0100). Plain JavaScript, so that the thread starts without a compiler.
import { workerData } from 'node:worker_threads';

const EVERY_MS = 50;
const { parentPid, memoryMegabytes, seconds } = workerData;
// 0 while no file is read, else the number of the file.
const reading = new Int32Array(workerData.reading);
let watched = 0;
let began = process.cpuUsage();

setInterval(() => {
  const file = Atomics.load(reading, 0);
  if (file !== watched) {
    watched = file;
    began = process.cpuUsage();
  }
  const { user, system } = process.cpuUsage(began);
  if (process.memoryUsage.rss() > memoryMegabytes * 1024 * 1024) process.kill(process.pid, 'SIGKILL');
  if (process.ppid !== parentPid) process.kill(process.pid, 'SIGKILL');
  if (file !== 0 && (user + system) / 1e6 > seconds) process.kill(process.pid, 'SIGXCPU');
}, EVERY_MS);
