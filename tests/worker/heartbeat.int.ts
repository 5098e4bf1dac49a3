// A real process whose event loop stands: Temporal's threads would go on polling for it, and only its heartbeat tells.
import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { createReadiness } from '#api/readiness.ts';
import { registerWorkerMetrics } from '#api/worker-metrics.ts';
import { isAlive, listWorkers, recordHeartbeat } from '#store/heartbeat-store.ts';
import { startBeating } from '#worker/beat.ts';
import { runLoop } from '#worker/run-loop.ts';
import { ownDatabase } from '../support/store.ts';

const own = ownDatabase();
const PROGRAM = fileURLToPath(new URL('../support/beating-worker.ts', import.meta.url));
const quiet = { warn: () => undefined };

/** Temporal as it looks while a worker's loop stands: polled a moment ago. */
const polledClient = {
  options: { namespace: 'test' },
  schedule: { getHandle: () => ({ describe: async () => ({}) }) },
  connection: {
    workflowService: {
      getSystemInfo: async () => ({}),
      describeTaskQueue: async () => ({ pollers: [{ lastAccessTime: { seconds: Math.floor(Date.now() / 1000) } }] }),
    },
  },
} as unknown as Client;

const readiness = () => createReadiness({ database: own.database, client: polledClient, taskQueue: 'x' });

async function becomes(ready: () => Promise<{ worker: boolean }>, wanted: boolean, withinMs: number): Promise<void> {
  const giveUpAt = performance.now() + withinMs;
  while ((await ready()).worker !== wanted) {
    if (performance.now() > giveUpAt)
      throw new Error(`the worker is not ${wanted ? 'ready' : 'away'} within ${withinMs} ms`);
    await sleep(250);
  }
}

test('a worker whose loop stands is not ready within fifteen seconds, and ready again when it turns', async () => {
  const ready = readiness();
  expect((await ready()).worker).toBe(false);
  const child = fork(PROGRAM, [], { env: { ...process.env, DATABASE_URL: own.url }, execArgv: ['--import', 'tsx'] });
  try {
    await becomes(ready, true, 30_000);
    child.send(25_000);
    await becomes(ready, false, 18_000);
    await becomes(ready, true, 30_000);
    const [worker] = await listWorkers(own.database);
    expect(worker?.loops).toMatchObject([{ name: 'incoming' }]);
  } finally {
    child.disconnect();
  }
}, 120_000);

test('one worker that lives suffices, and one that stands beside it is seen', async () => {
  const { database } = own;
  const row = (name: string, roundSeconds: number) => ({
    worker: name,
    lagMs: 3_000,
    loops: [{ name: 'imap', isRunning: true, roundSeconds, failed: 2 }],
  });
  await database.workerHeartbeat.deleteMany();
  await recordHeartbeat(database, row('standing', 301));
  expect((await readiness()()).worker).toBe(false);
  await recordHeartbeat(database, row('well', 4));
  expect((await readiness()()).worker).toBe(true);
  const registry = new Registry();
  registerWorkerMetrics(registry, { database, now: () => new Date() });
  const figures = await registry.metrics();
  expect(figures).toContain('dondoc_worker_alive{worker="standing"} 0');
  expect(figures).toContain('dondoc_worker_alive{worker="well"} 1');
  expect(figures).toContain('dondoc_worker_rounds_failed{worker="well",loop="imap"} 2');
  expect(figures).toContain('dondoc_worker_loop_lag_seconds{worker="well"} 3');
  expect(figures).toContain('dondoc_incoming_events{source="mail",state="dead"} 0');
});

test('a worker that leaves in order is not missed, one that was killed is forgotten after an hour', async () => {
  const { database } = own;
  await database.workerHeartbeat.deleteMany();
  const beating = startBeating(database, [], quiet, 50);
  await sleep(300);
  expect((await listWorkers(database)).map(isAlive)).toEqual([true]);
  await beating.stop();
  expect(await listWorkers(database)).toEqual([]);
  await recordHeartbeat(database, { worker: 'killed', lagMs: 0, loops: [] });
  await database.$executeRaw`UPDATE worker_heartbeat SET at = now() - interval '2 hours'`;
  await recordHeartbeat(database, { worker: 'new', lagMs: 0, loops: [] });
  expect((await listWorkers(database)).map(({ worker }) => worker)).toEqual(['new']);
});

test('a round that throws, at once or later, is counted and comes again', async () => {
  let rounds = 0;
  const loop = runLoop(
    'x',
    1,
    () => {
      rounds += 1;
      if (rounds === 1) throw new Error('before its first await');
      return rounds === 2 ? Promise.reject(new Error('later')) : Promise.resolve(0);
    },
    quiet,
  );
  const giveUpAt = performance.now() + 20_000;
  while (rounds < 4 && performance.now() < giveUpAt) await sleep(50);
  await loop.stop();
  expect(rounds).toBeGreaterThanOrEqual(4);
  expect(loop.standing()).toMatchObject({ failed: 2, isRunning: false });
});
