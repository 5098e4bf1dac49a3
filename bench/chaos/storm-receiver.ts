// The receiving side of the webhook storm: the real intake over HTTP, the store a file that is synced before each answer.

import { fsync, openSync, writeSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWebhookIntake } from '#channels/zalo/webhook-intake.ts';
import { wallClock } from '#contracts/clock.ts';
import { IDENTITY } from './identity.ts';

const file = process.argv[2];
if (file === undefined) throw new Error('usage: storm-receiver.ts FILE');
const store = createGroupCommitStore(file);
const intake = createWebhookIntake({
  settings: IDENTITY,
  oaId: IDENTITY.oaId,
  now: wallClock,
  store: ({ dedupeKey }) => store.add(dedupeKey),
});
const server = http.createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const answer = await intake(Buffer.concat(chunks), (name) => request.headers[name] as string | undefined);
  response.writeHead(answer === 'taken' ? 200 : 401).end();
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));

/** One sync to disk for all events that arrived while the last one ran: what a database's group commit does. */
function createGroupCommitStore(file: string) {
  const handle = openSync(file, 'a');
  const known = new Set<string>();
  let waiting: { key: string; done: (error?: Error) => void }[] = [];
  let syncing = false;
  const flush = () => {
    if (syncing || waiting.length === 0) return;
    syncing = true;
    const batch = waiting;
    waiting = [];
    writeSync(handle, batch.map(({ key }) => `${key}\n`).join(''));
    fsync(handle, (error) => {
      syncing = false;
      for (const { done } of batch) done(error ?? undefined);
      flush();
    });
  };
  return {
    async add(key: string): Promise<void> {
      if (known.has(key)) return;
      known.add(key);
      await new Promise<void>((resolve, reject) => {
        waiting.push({ key, done: (error) => (error ? reject(error) : resolve()) });
        flush();
      });
    },
  };
}
