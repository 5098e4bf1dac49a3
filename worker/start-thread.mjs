// What a bounded thread runs first: a thread does not take over the loader of its parent, and without it a program in TypeScript does not load.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.program);
