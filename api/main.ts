// The API process: reads the environment, connects, listens, and leaves in order when told to.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import pino from 'pino';
import { createSecretBox } from '#channels/secret-box.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import { createWebhookPorts } from '#channels/webhook/webhook-ports.ts';
import { loadConnectedEnv } from '#config/connected-env.ts';
import { wallClock } from '#contracts/clock.ts';
import { DEFAULT_ZONE } from '#contracts/primitives.ts';
import { createFileWriter } from '#documents/file-writer/file-writer.ts';
import { createPlanReader } from '#documents/plan-reader/plan-reader.ts';
import { connectTemporal } from '#engine/connect-temporal.ts';
import { createEngineClient } from '#engine/engine-client.ts';
import { ensureDefaults } from '#operations/ensure-defaults.ts';
import { BY_SYSTEM } from '#operations/seam/actor.ts';
import { closeDatabase } from '#store/database.ts';
import { createDirectory } from '#store/directory.ts';
import { ensureListed } from '#store/listed-assignment-store.ts';
import { openApplicationDatabase } from '#store/open-application-database.ts';
import { stateWhatStands } from '#store/state-what-stands.ts';
import { openSteadyClock } from '#store/steady-clock.ts';
import { ENGINE_QUEUE } from '#workflows/names.ts';
import { channelSetups } from './channel-setups.ts';
import { createApp } from './create-app.ts';
import { incomingSettings } from './incoming-settings.ts';
import { createReadiness } from './readiness.ts';
import { createUploads } from './uploads/uploads.ts';

const WEB_DIST = fileURLToPath(new URL('../web/dist', import.meta.url));
const CLOCK_LOOK_MS = 5_000;

const env = loadConnectedEnv();
const log = pino({ name: 'api' });
const { database, guard } = await openApplicationDatabase(env.databaseUrl);
log[guard === 'triggers' ? 'warn' : 'info']({ auditLogGuardedBy: guard }, 'database open');
await ensureDefaults({ database, now: wallClock }, BY_SYSTEM, {});
await stateWhatStands(database, wallClock());
// An earlier version may have written events while this one was prepared.
await ensureListed(database);
const connection = await connectTemporal(env.temporalAddress);
const client = new Client({ connection, namespace: env.temporalNamespace });
const clock = await openSteadyClock(database, wallClock);
setInterval(() => void clock.refresh().catch(() => undefined), CLOCK_LOOK_MS).unref();
const uploads = createUploads();
const planReader = createPlanReader({ onFailure: (message) => log.error({ message }, 'the reading process failed') });
const fileWriter = createFileWriter();
const app = await createApp(
  {
    database,
    directory: createDirectory(database),
    engine: createEngineClient(client),
    links: createLinkSigner(env.secret),
    uploads,
    planReader,
    fileWriter,
    zone: DEFAULT_ZONE,
    now: clock.now,
    publicUrl: env.publicUrl,
    mailboxDir: env.mailboxDir,
    zaloSandboxUrl: env.zalo.sandboxUrl,
    incoming: incomingSettings(env),
    channels: channelSetups(env),
    webhooks: createWebhookPorts({
      box: createSecretBox(env.encryptionKey ?? env.secret, 'webhook-secret'),
      allowPrivate: env.webhookAllowPrivate,
    }),
    answers: createSecretBox(env.encryptionKey ?? env.secret, 'idempotent-answer'),
    webDist: existsSync(WEB_DIST) ? WEB_DIST : null,
    ready: createReadiness({ database, client, taskQueue: ENGINE_QUEUE }),
  },
  log,
);

// Until accounts exist only this machine may reach the pages (docs/adr/0006).
await app.listen({ port: env.port, host: env.listenHost });
log.info({ port: env.port }, 'listening');
planReader.warm();
fileWriter.warm();

let leaving = false;
async function leave(): Promise<void> {
  if (leaving) return;
  leaving = true;
  await app.close();
  planReader.close();
  await uploads.close();
  await fileWriter.close();
  await Promise.allSettled([connection.close(), closeDatabase(database)]);
  process.exit(0);
}
process.on('SIGTERM', leave);
process.on('SIGINT', leave);
process.on('disconnect', leave);
