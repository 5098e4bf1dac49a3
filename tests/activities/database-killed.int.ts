// PostgreSQL is killed in the middle of a burst and comes back: the worker holds what the mail server took over, so nothing is lost and nothing
// leaves twice.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, expect, test } from 'vitest';
import { createDeliverSlot } from '#activities/deliver-slot.ts';
import { createEmailChannel } from '#channels/email/email-channel.ts';
import { slotNotBefore } from '#domain/calendar/slot.ts';
import { prepareCluster } from '#local/postgres/prepare-cluster.ts';
import { type PostgresOptions, startPostgres } from '#local/postgres/start-postgres.ts';
import { chooseFreePort } from '#local/process/choose-free-port.ts';
import { createStore } from '#store/create-store.ts';
import { openDatabase } from '#store/database.ts';
import type { SlotOutcome } from '#workflows/activities.ts';
import { startMailServer } from '../channels/smtp-fixture.ts';
import { furnishOffice, stageBurst } from '../support/staged-burst.ts';
import { activityFixture } from './activity-fixture.ts';

const PEOPLE = 300;
const KILLED_AFTER = 60;
const AWAY_MS = 1_500;

const closing: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

test('PostgreSQL killed in a burst: every mail arrives once, and each is known as sent', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-killed-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const dataDir = join(folder, 'pg');
  const options: PostgresOptions = { dataDir, port: await chooseFreePort(), logFile: join(folder, 'pg.log') };
  let postgres = await startPostgres(options);
  closing.push(() => postgres.stop());
  const { url } = await prepareCluster(dataDir, postgres.url);
  await furnishOffice(url);

  const received: string[] = [];
  const mails = await startMailServer({
    onData(stream, session, done) {
      stream.resume();
      stream.on('end', () => {
        received.push(session.envelope.rcptTo[0]?.address ?? '');
        setTimeout(() => done(null, 'queued'), 10);
      });
    },
  });
  closing.push(mails.close);
  const channel = createEmailChannel({ smtpUrl: mails.url, from: 'dondoc@tuky.example.vn' });
  closing.push(() => channel.close());
  const database = openDatabase(url);
  closing.push(() => database.$disconnect());
  const { deps, logged } = activityFixture(database);
  const deliver = createDeliverSlot({
    ...deps,
    store: createStore(database),
    channels: { ...deps.channels, get: (name) => (name === 'email' ? channel : undefined) },
    now: () => new Date(),
  });
  const slotAt = slotNotBefore(Date.now());
  await stageBurst(postgres.url, 'k', { people: PEOPLE, each: 1 }, slotAt);

  const attempt = () => new MockActivityEnvironment().run(deliver, { slotAt }) as Promise<SlotOutcome>;
  const running = attempt().catch(() => null);
  await expect.poll(() => received.length, { timeout: 20_000, interval: 5 }).toBeGreaterThanOrEqual(KILLED_AFTER);
  process.kill(postgres.pid, 'SIGKILL');
  await postgres.process.exited;
  await sleep(AWAY_MS);
  const beforeReturn = received.length;
  postgres = await startPostgres(options);

  // As Temporal does: an attempt that failed is made again, and a slot that is open is looked at again.
  let open = (await running)?.open ?? -1;
  for (let tries = 0; open !== 0 && tries < 20; tries += 1) {
    await sleep(500);
    open = await attempt().then(
      (outcome) => outcome.open,
      () => -1,
    );
  }
  expect(open).toBe(0);
  expect(logged.length).toBeGreaterThan(0);
  // As long as nobody could write down what became of them, no more were handed over than were under way.
  expect(beforeReturn).toBeLessThan(PEOPLE);
  expect(received.filter((to, index) => received.indexOf(to) !== index)).toEqual([]);
  expect(new Set(received).size).toBe(PEOPLE);
  expect(await database.message.count({ where: { status: 'sent' } })).toBe(PEOPLE);
  expect(await database.delivery.count({ where: { outcome: 'accepted', attempt: 1 } })).toBe(PEOPLE);
}, 120_000);
