import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { chooseFreePort } from '#local/process/choose-free-port.ts';
import { numbers, type Peer } from './peer.ts';

interface Closing {
  close(force?: boolean): Promise<void>;
}
interface Queue extends Closing {
  addBulk(jobs: object[]): Promise<unknown>;
}

/** On the `redis-server` of the machine; throws where there is none. */
export const bullmq: Peer = async ({ load, folder, send, onStop }) => {
  const port = await chooseFreePort();
  const settings = ['--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--maxmemory-policy', 'noeviction'];
  const redis = spawn('redis-server', ['--port', String(port), ...settings], { stdio: 'ignore' });
  await new Promise((resolve, reject) => {
    redis.once('spawn', resolve);
    redis.once('error', () => reject(new Error('there is no redis-server on PATH')));
  });
  onStop(() => redis.kill('SIGTERM'));
  await sleep(1_000);
  const library = await load('bullmq');
  const connection = { host: '127.0.0.1', port };
  const queue = new (library.Queue as new (name: string, options: object) => Queue)('nhac', { connection });
  const worker = new (library.Worker as new (name: string, work: object, options: object) => Closing)(
    'nhac',
    (job: { data: { n: number } }) => send(job.data.n),
    { connection, concurrency: 10 },
  );
  onStop(() => worker.close(true));
  return {
    how: '10 at once, Redis with its log written each second',
    enqueue: async (count, atMs) => {
      await queue.addBulk(
        numbers(count).map((n) => ({ name: 'nhac', data: { n }, opts: { delay: atMs - Date.now() } })),
      );
    },
  };
};
