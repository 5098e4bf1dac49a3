import { inParallel, numbers, type Peer } from './peer.ts';

interface Dbos {
  setConfig(config: object): void;
  registerWorkflow(run: Remind, options: object): Remind;
  launch(): Promise<void>;
  shutdown(): Promise<void>;
  sleep(ms: number): Promise<void>;
  now(): Promise<number>;
  runStep(step: () => Promise<void>, options: object): Promise<void>;
  startWorkflow(run: Remind, options: object): Remind;
}
type Remind = (n: number, atMs: number) => Promise<unknown>;

export const dbos: Peer = async ({ load, postgres, send, onStop }) => {
  const DBOS = (await load('@dbos-inc/dbos-sdk')).DBOS as Dbos;
  DBOS.setConfig({
    name: 'nhac',
    systemDatabaseUrl: await postgres(),
    systemDatabasePoolSize: 20,
    logLevel: 'error',
    runAdminServer: false,
  });
  const remind = DBOS.registerWorkflow(
    async (n, atMs) => {
      await DBOS.sleep(Math.max(1, atMs - (await DBOS.now())));
      await DBOS.runStep(() => send(n), { name: 'send' });
    },
    { name: 'remind' },
  );
  await DBOS.launch();
  onStop(() => DBOS.shutdown());
  return {
    how: 'a workflow each: sleep, then one step; 20 connections',
    enqueue: (count, atMs) =>
      inParallel(numbers(count), 50, (n) => DBOS.startWorkflow(remind, { workflowID: `r-${n}` })(n, atMs)),
  };
};
