// A worker is killed while one message is on its way over Zalo and another by mail: a second worker ends both, and nobody gets a second message.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { afterAll, expect, test } from 'vitest';
import { loadConnectedEnv } from '#config/connected-env.ts';
import type { Slot } from '#contracts/primitives.ts';
import { slotNotBefore } from '#domain/calendar/slot.ts';
import { createEngineClient } from '#engine/engine-client.ts';
import { SANDBOX_REFRESH_TOKEN, startZaloSandbox } from '#local/zalo/start-zalo-sandbox.ts';
import { createDependencies } from '#worker/create-dependencies.ts';
import { createWorkers } from '#worker/create-workers.ts';
import { workflowBundlePath } from '#worker/workflow-bundle.ts';
import { startMailServer } from '../channels/smtp-fixture.ts';
import { aContact } from '../support/builders.ts';
import { CLERK, clerksMessage, createDeliveryWorld } from '../support/delivery.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { eventually } from '../support/running-engine.ts';
import { runSql } from '../support/store.ts';
import { createTestNamespace, testTemporalAddress } from '../support/temporal.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
// Zalo's doubt lasts two minutes; the second worker lives after them.
const LATER_MS = 3 * 60_000;
const MAIL_ONLY = 'a.thu';

const closing: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A mail server that takes the first mail and never answers for it: whoever sends it is in the middle of sending. */
async function startHoldingMailServer() {
  const bodies: { to: string; messageId: string }[] = [];
  const server = await startMailServer({
    onData(stream, session, done) {
      let raw = '';
      stream.on('data', (chunk: Buffer) => {
        raw += chunk.toString('utf8');
      });
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]?.address.split('@')[0] ?? '';
        bodies.push({ to, messageId: /^Message-ID: (.*)\r$/im.exec(raw)?.[1] ?? '' });
        if (bodies.length > 1) done();
      });
    },
  });
  closing.push(server.close);
  return { url: server.url, bodies };
}

/** The slot that is staged is now, and what the plan says besides comes in years: the programs of this test have the clock of the machine. */
async function moveToNow(url: string): Promise<Slot> {
  const slotAt = slotNotBefore(Date.now() - 1_000);
  await runSql(
    url,
    `update ledger_entry set slot_at = case status when 'staged' then timestamptz '${slotAt}' else slot_at + interval '9 years' end`,
  );
  return slotAt;
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

test('a kill in the middle of a Zalo message and of a mail: each ends, and nothing goes out twice under another id', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-killed-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const own = await createTestDatabase();
  closing.push(() => own.drop());
  const namespace = await createTestNamespace();
  const sandbox = await startZaloSandbox({ keepsNight: false });
  closing.push(() => sandbox.close());
  sandbox.setUser({ userId: '246845883529197922', phone: '84912345678' });
  sandbox.failNext({ path: '/business/message/template', times: 1, how: { kind: 'delay-answer', ms: 120_000 } });
  const mails = await startHoldingMailServer();

  const byZalo = { channels: ['zalo' as const, 'email' as const], phone: '0912 345 678' };
  const colleague = aContact({ id: MAIL_ONLY, agency: 'a' });
  const world = await createDeliveryWorld(own.url, byZalo, Date.now(), [colleague]);
  closing.push(() => world.database.$disconnect());
  await world.stage();
  const slotAt = await moveToNow(own.url);

  const { appId, appSecret, oaId, oaSecretKey } = sandbox.identity;
  const variables = {
    DATABASE_URL: own.url,
    TEMPORAL_ADDRESS: testTemporalAddress(),
    TEMPORAL_NAMESPACE: namespace,
    SMTP_URL: mails.url,
    DONDOC_SECRET: 'mot-bi-mat-du-dai-cho-thu-nghiem-ngat-ngang',
    DONDOC_DATA_DIR: folder,
    ZALO_OA_URL: sandbox.oaUrl,
    ZALO_BUSINESS_URL: sandbox.businessUrl,
    ZALO_OAUTH_URL: sandbox.oauthUrl,
    ZALO_APP_ID: appId,
    ZALO_APP_SECRET: appSecret,
    ZALO_OA_ID: oaId,
    ZALO_OA_SECRET_KEY: oaSecretKey,
    ZALO_REFRESH_TOKEN: SANDBOX_REFRESH_TOKEN,
    ZALO_SANDBOX_URL: sandbox.url,
  };
  const connection = await Connection.connect({ address: testTemporalAddress() });
  closing.push(() => connection.close());
  const engine = createEngineClient(new Client({ connection, namespace }));

  const first = spawn(process.execPath, ['--import', 'tsx', 'worker/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...variables },
    stdio: 'ignore',
  });
  closing.push(() => first.kill('SIGKILL'));
  await engine.openSlot(slotAt);
  await eventually(
    'both messages are on their way',
    async () => sandbox.messages().length === 1 && mails.bodies.length === 1,
    30_000,
    () => [sandbox.messages().length, mails.bodies, first.exitCode],
  );
  await killed(first);

  const env = loadConnectedEnv(variables);
  const deps = await createDependencies(env, { database: world.database, engine, log: SILENT });
  const native = await NativeConnection.connect({ address: testTemporalAddress() });
  const workers = await createWorkers({
    connection: native,
    namespace,
    bundlePath: await workflowBundlePath(),
    deps: { ...deps, now: () => new Date(Date.now() + LATER_MS) },
  });
  const running = Promise.all(workers.map((worker) => worker.run()));
  closing.push(async () => {
    for (const worker of workers) worker.shutdown();
    await running;
    await Promise.allSettled([native.close(), deps.channels.close()]);
  });
  const statuses = async () =>
    (await world.database.message.findMany({ orderBy: { contactId: 'asc' } })).map(({ status }) => status);
  await eventually('both messages have ended', async () => !(await statuses()).includes('sending'), 45_000, statuses);

  const clerks = await clerksMessage(world.database);
  expect(clerks).toMatchObject({
    message: { status: 'covered' },
    attempts: ['zalo started', 'email accepted'],
    ledger: ['sent email'],
  });
  expect(sandbox.messages().map(({ trackingId }) => trackingId)).toEqual([clerks.message.id]);
  const other = await world.database.message.findFirstOrThrow({
    where: { contactId: MAIL_ONLY },
    include: { entries: true },
  });
  expect([other.status, ...other.entries.map(({ status }) => status)]).toEqual(['sent', 'sent']);
  expect(mails.bodies.sort((a, b) => (a.to < b.to ? -1 : 1))).toEqual([
    { to: CLERK, messageId: clerks.message.rfcMessageId },
    { to: MAIL_ONLY, messageId: other.rfcMessageId },
    { to: MAIL_ONLY, messageId: other.rfcMessageId },
  ]);
  expect(sandbox.violations()).toEqual([]);
}, 120_000);
