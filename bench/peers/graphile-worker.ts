import { inParallel, numbers, type Peer } from './peer.ts';

interface Runner {
  stop(): Promise<void>;
  addJob(name: string, payload: object, spec: object): Promise<unknown>;
}

export const graphileWorker: Peer = async ({ load, postgres, send, onStop }) => {
  const library = await load('graphile-worker');
  const run = library.run as (options: object) => Promise<Runner>;
  const Logger = library.Logger as new (factory: () => () => void) => object;
  const runner = await run({
    connectionString: await postgres(),
    concurrency: 10,
    maxPoolSize: 20,
    noHandleSignals: true,
    logger: new Logger(() => () => undefined),
    taskList: { nhac: ({ n }: { n: number }) => send(n) },
  });
  onStop(() => runner.stop());
  return {
    how: '10 at once, polled each 2 s',
    enqueue: (count, atMs) =>
      inParallel(numbers(count), 20, (n) => runner.addJob('nhac', { n }, { runAt: new Date(atMs) })),
  };
};
