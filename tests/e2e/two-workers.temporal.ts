// Two workers share a slot. One of them is killed in the middle of it: its shares go on in the other within fifteen seconds, and nobody misses a mail.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { afterAll, expect, test } from 'vitest';
import { slotNotBefore } from '#domain/calendar/slot.ts';
import { createEngineClient } from '#engine/engine-client.ts';
import { ensureSweepSchedule } from '#engine/ensure-sweep-schedule.ts';
import { openDatabase } from '#store/database.ts';
import { workflowNames } from '#workflows/names.ts';
import { startMailServer } from '../channels/smtp-fixture.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { eventually } from '../support/running-engine.ts';
import { furnishOffice, stageBurst } from '../support/staged-burst.ts';
import { runSql } from '../support/store.ts';
import { createTestNamespace, testTemporalAddress } from '../support/temporal.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PEOPLE = 2_000;
const SHARES = 8;
const KILLED_AFTER = 300;
const GOES_ON_WITHIN_MS = 15_000;
// What a server took over and the one that died had not heard of: at most one for each of its connections.
const CONNECTIONS = 5;

const closing: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function startWorker(variables: Record<string, string>): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'worker/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  closing.push(() => child.kill('SIGKILL'));
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-20_000);
  });
  await eventually(
    'the worker polls',
    async () => said.includes('"polling"'),
    60_000,
    () => said,
  );
  return child;
}

test('two workers share a slot, and the shares of one that is killed go on in the other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-two-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const own = await createTestDatabase();
  closing.push(() => own.drop());
  const namespace = await createTestNamespace();
  const received: { to: string; messageId: string }[] = [];
  const mails = await startMailServer({
    onData(stream, session, done) {
      let head = '';
      stream.on('data', (chunk: Buffer) => {
        if (head.length < 4_000) head += chunk.toString('latin1');
      });
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]?.address ?? '';
        received.push({ to, messageId: /^message-id:\s*(\S+)/im.exec(head)?.[1] ?? '' });
        done(null, 'queued');
      });
    },
  });
  closing.push(mails.close);
  const database = openDatabase(own.url);
  closing.push(() => database.$disconnect());
  await furnishOffice(own.url);
  await stageBurst(own.ownerUrl, 'w', { people: PEOPLE, each: 1 }, slotNotBefore(Date.now() + 3_600_000));
  // What the plan of the office says besides is no part of this.
  await runSql(own.url, `delete from ledger_entry where status = 'planned'`);

  const variables = {
    DATABASE_URL: own.url,
    TEMPORAL_ADDRESS: testTemporalAddress(),
    TEMPORAL_NAMESPACE: namespace,
    SMTP_URL: mails.url,
    DONDOC_SECRET: 'mot-bi-mat-du-dai-cho-thu-nghiem-hai-tien-trinh',
    // Of one machine: what the one had in its hand when it was killed is found by the other.
    DONDOC_DATA_DIR: folder,
  };
  const connection = await Connection.connect({ address: testTemporalAddress() });
  closing.push(() => connection.close());
  const client = new Client({ connection, namespace });
  // A Temporal that knows the installation: to one that does not, workers would give back a lifecycle for each row of the burst.
  await ensureSweepSchedule(client);
  const workers = await Promise.all([startWorker(variables), startWorker(variables)]);
  const engine = createEngineClient(client);
  const slotAt = slotNotBefore(Date.now() + 40_000);
  await runSql(own.url, `update ledger_entry set slot_at = '${slotAt}'`);
  await engine.openSlot(slotAt);

  const shares = async () => {
    const { raw } = await client.workflow.getHandle(workflowNames().delivery(slotAt)).describe();
    return (raw.pendingActivities ?? []).map(({ lastWorkerIdentity, attempt }) => ({
      pid: Number(lastWorkerIdentity?.split('@')[0]),
      attempt,
    }));
  };
  const pidsOf = (list: Awaited<ReturnType<typeof shares>>) => [...new Set(list.map(({ pid }) => pid))].sort();
  await eventually(
    'both workers hold shares',
    async () => pidsOf(await shares()).length === 2 && (await shares()).length === SHARES,
    80_000,
    () => received.length,
  );
  await eventually(
    'the burst is on',
    async () => received.length >= KILLED_AFTER,
    60_000,
    () => received.length,
    5,
  );
  expect(received.length).toBeLessThan(PEOPLE);
  const [dead, alive] = workers as [ChildProcess, ChildProcess];
  const gone = once(dead, 'exit');
  dead.kill('SIGKILL');
  await gone;
  const killedAtMs = performance.now();

  await eventually(
    'the shares of the dead one are in the hands of the other',
    async () => (await shares()).every(({ pid }) => pid === alive.pid),
    60_000,
    () => received.length,
  );
  expect(performance.now() - killedAtMs).toBeLessThan(GOES_ON_WITHIN_MS);
  await eventually(
    'everything has left',
    async () => (await database.message.count({ where: { status: 'sent' } })) === PEOPLE,
    60_000,
    () => received.length,
  );
  expect(new Set(received.map(({ to }) => to)).size).toBe(PEOPLE);
  // Nobody hears twice but by the same mail, which a mail client shows once.
  expect(new Set(received.map(({ messageId }) => messageId)).size).toBe(PEOPLE);
  expect(received.length - PEOPLE).toBeLessThanOrEqual(CONNECTIONS);
}, 240_000);
