// Figures of the worker and of what came in, read from the database at each scrape.
import { Gauge, type Registry } from 'prom-client';
import { isAlive, listWorkers } from '#store/heartbeat-store.ts';
import { countIncoming } from '#store/incoming-store.ts';
import type { ApiContext } from './context.ts';

type Source = Pick<ApiContext, 'database' | 'now'>;

/** Adds heartbeat, loop lag, rounds and incoming events to the registry. */
export function registerWorkerMetrics(registry: Registry, source: Source): void {
  registerHeartbeats(registry, source);
  registerIncoming(registry, source);
}

function registerHeartbeats(registry: Registry, { database }: Source): void {
  const workers = oncePerScrape(() => listWorkers(database));
  const gauge = <L extends string>(
    name: string,
    help: string,
    labelNames: L[],
    valuesOf: (worker: Awaited<ReturnType<typeof listWorkers>>[number]) => [Record<L, string>, number][],
  ) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        this.reset();
        for (const worker of await workers()) for (const [labels, value] of valuesOf(worker)) this.set(labels, value);
      },
    });
  gauge(
    'dondoc_worker_alive',
    '1 = the worker does its work, 0 = it is silent or one of its loops stands',
    ['worker'],
    (one) => [[{ worker: one.worker }, isAlive(one) ? 1 : 0]],
  );
  gauge(
    'dondoc_worker_heartbeat_age_seconds',
    'Seconds since the last heartbeat of each worker of the last hour',
    ['worker'],
    ({ worker, ageSeconds }) => [[{ worker }, ageSeconds]],
  );
  gauge(
    'dondoc_worker_loop_lag_seconds',
    'Longest time that the event loop of a worker stood between its last two heartbeats',
    ['worker'],
    ({ worker, lagMs }) => [[{ worker }, lagMs / 1000]],
  );
  gauge(
    'dondoc_worker_rounds_failed',
    'Rounds of a loop that failed since its worker began',
    ['worker', 'loop'],
    ({ worker, loops }) => loops.map(({ name, failed }) => [{ worker, loop: name }, failed]),
  );
  gauge(
    'dondoc_worker_round_seconds',
    'Seconds since the round under way began, or since the last one ended',
    ['worker', 'loop'],
    ({ worker, loops }) => loops.map(({ name, roundSeconds }) => [{ worker, loop: name }, roundSeconds]),
  );
}

function registerIncoming(registry: Registry, { database, now }: Source): void {
  const counts = oncePerScrape(() => countIncoming(database, now()));
  new Gauge({
    name: 'dondoc_incoming_events',
    help: 'Mails and Zalo events that wait, and those that were given up (dead); any dead one is an alarm',
    labelNames: ['source', 'state'],
    registers: [registry],
    async collect() {
      for (const { source, waiting, dead } of await counts()) {
        this.set({ source, state: 'waiting' }, waiting);
        this.set({ source, state: 'dead' }, dead);
      }
    },
  });
  new Gauge({
    name: 'dondoc_incoming_oldest_seconds',
    help: 'Age of the oldest event that came in and still waits',
    labelNames: ['source'],
    registers: [registry],
    async collect() {
      for (const { source, oldestSeconds } of await counts()) this.set({ source }, oldestSeconds);
    },
  });
}

/** Gauges are collected side by side: those of one kind share one question to the database. */
function oncePerScrape<T>(load: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  return () => {
    asked ??= load().finally(() => {
      asked = null;
    });
    return asked;
  };
}
