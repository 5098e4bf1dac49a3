// One peer in a process of its own (bench/peers.ts forks it): takes over the burst, sends it, and tells when each mail was complete.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import nodemailer from 'nodemailer';
import { startPostgres } from '#local/postgres/start-postgres.ts';
import { chooseFreePort } from '#local/process/choose-free-port.ts';
import type { SinkMail } from '../mail-sink.ts';
import { openSink } from '../sink.ts';
import { bareTemporal } from './bare-temporal.ts';
import { bullmq } from './bullmq.ts';
import { dbos } from './dbos.ts';
import { graphileWorker } from './graphile-worker.ts';
import type { Peer } from './peer.ts';
import { pgBoss } from './pg-boss.ts';

export const PEERS: Record<string, Peer> = {
  'graphile-worker': graphileWorker,
  'pg-boss': pgBoss,
  bullmq,
  dbos,
  'bare Temporal': bareTemporal,
};

const CONNECTIONS = 5;
const GIVE_UP_MS = 180_000;

const [name = '', packages = '', count = '2000', dueIn = '30'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'dondoc-peer-'));
const stops: (() => unknown)[] = [];
const resolver = createRequire(join(packages, 'package.json'));
const sink = await openSink();
const transport = nodemailer.createTransport({
  pool: true,
  host: '127.0.0.1',
  port: sink.port,
  maxConnections: CONNECTIONS,
  maxMessages: 500,
});
// As long as a reminder of the product.
const text = 'Nội dung nhắc việc. '.repeat(50);
const html = `<p>${'<b style="margin:0">Nội dung nhắc việc</b> '.repeat(250)}</p>`;

// A peer that complains while it is stopped has sent its mails before.
process.on('uncaughtException', () => undefined);
process.on('unhandledRejection', () => undefined);
process.send?.(await measure().catch((error: Error) => ({ error: error.message })));
transport.close();
for (const stop of stops.reverse()) await Promise.race([Promise.resolve(stop()).catch(() => undefined), sleep(20_000)]);
sink.close();
rmSync(folder, { recursive: true, force: true });
process.exit(0);

async function measure() {
  const peer = PEERS[name];
  if (peer === undefined) throw new Error(`no peer ${name}`);
  const { how, enqueue } = await peer({
    load: async (module) => import(pathToFileURL(resolver.resolve(module)).href),
    folder,
    postgres,
    send: async (n) => {
      const to = `p-${n}@vi-du.example.vn`;
      const messageId = `<${n}@peer.example.vn>`;
      await transport.sendMail({
        from: 'dondoc@vi-du.example.vn',
        to,
        subject: `Nhắc việc ${n}`,
        text,
        html,
        messageId,
      });
    },
    onStop: (stop) => void stops.push(stop),
  });
  const atMs = Math.ceil(Date.now() / 1000) * 1000 + Number(dueIn) * 1000;
  await enqueue(Number(count), atMs);
  if (Date.now() > atMs - 2_000) throw new Error('taken over too late: give it more seconds');
  const mails: SinkMail[] = [];
  while (mails.length < Number(count) && Date.now() < atMs + GIVE_UP_MS) {
    await sleep(250);
    mails.push(...(await sink.take()));
  }
  return { how, atMs, mails };
}

async function postgres(): Promise<string> {
  const server = await startPostgres({
    dataDir: join(folder, 'postgres'),
    port: await chooseFreePort(),
    logFile: join(folder, 'postgres.log'),
  });
  stops.push(server.stop);
  return server.url;
}
