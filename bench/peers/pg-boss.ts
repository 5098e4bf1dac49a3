import { inParallel, numbers, type Peer } from './peer.ts';

interface Job {
  data: { n: number };
}
interface Boss {
  start(): Promise<void>;
  stop(options: object): Promise<void>;
  createQueue(name: string): Promise<void>;
  work(name: string, options: object, handle: (jobs: Job[]) => Promise<void>): Promise<string>;
  insert(jobs: object[]): Promise<unknown>;
}

const AT_ONCE = 10;

/** A worker takes one batch in each polling interval, half a second at the least: the batch is the throughput. */
export const pgBoss: Peer = async ({ load, postgres, send, onStop }) => {
  const Boss = (await load('pg-boss')).default as new (options: object) => Boss;
  const boss = new Boss({ connectionString: await postgres(), max: 20 });
  await boss.start();
  onStop(() => boss.stop({ graceful: false, wait: false }));
  await boss.createQueue('nhac');
  await boss.work('nhac', { batchSize: 500, pollingIntervalSeconds: 0.5 }, (jobs) =>
    inParallel(jobs, AT_ONCE, ({ data }) => send(data.n)),
  );
  return {
    how: `batches of 500, ${AT_ONCE} at once, polled each 0.5 s`,
    enqueue: async (count, atMs) => {
      await boss.insert(numbers(count).map((n) => ({ name: 'nhac', data: { n }, startAfter: new Date(atMs) })));
    },
  };
};
