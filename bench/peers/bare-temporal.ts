import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { cacheDirOf } from '#config/cache-dir.ts';
import { chooseFreePort } from '#local/process/choose-free-port.ts';
import { obtainTemporalBinary } from '#local/temporal/obtain-binary.ts';
import { startTemporal } from '#local/temporal/start-temporal.ts';
import { inParallel, numbers, type Peer } from './peer.ts';

const WORKFLOW = `import { proxyActivities, sleep } from '@temporalio/workflow';
const { send } = proxyActivities({ startToCloseTimeout: '10 minutes' });
export async function remind(n, atMs) { const ms = atMs - Date.now(); if (ms > 0) await sleep(ms); await send(n); }`;

/** The product's own server, used the obvious way: a workflow with a timer and an activity for each reminder. */
export const bareTemporal: Peer = async ({ folder, send, onStop }) => {
  const cacheDir = cacheDirOf(process.env);
  const binary = await obtainTemporalBinary({ cacheDir, needsTimeSkipping: false, say: () => undefined });
  const server = await startTemporal({
    binary: binary.path,
    dataDir: join(folder, 'temporal'),
    port: await chooseFreePort(),
    logFile: join(folder, 'temporal.log'),
  });
  onStop(() => server.stop());
  symlinkSync(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'workflow.mjs'), WORKFLOW);
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  const worker = await Worker.create({
    connection: await NativeConnection.connect({ address: server.address }),
    taskQueue: 'nhac',
    workflowsPath: join(folder, 'workflow.mjs'),
    activities: { send },
  });
  const running = worker.run();
  onStop(async () => {
    worker.shutdown();
    await Promise.race([running, sleep(15_000)]);
  });
  const client = new Client({ connection: await Connection.connect({ address: server.address }) });
  return {
    how: 'a workflow each: timer, then one activity; SDK defaults',
    enqueue: (count, atMs) =>
      inParallel(numbers(count), 20, (n) =>
        client.workflow.start('remind', { workflowId: `r-${n}`, taskQueue: 'nhac', args: [n, atMs] }),
      ),
  };
};
