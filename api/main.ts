// The API process: reads the environment, connects, listens, and leaves in order when told to.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import pino from 'pino';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { createSecretBox } from '#channels/secret-box.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import { createWebhookPorts } from '#channels/webhook/webhook-ports.ts';
import { whyNoTestKey } from '#config/account-settings.ts';
import { loadConnectedEnv } from '#config/connected-env.ts';
import { exposureOf } from '#config/exposure.ts';
import { closeSecretFiles } from '#config/secret-files.ts';
import { wallClock } from '#contracts/clock.ts';
import { DEFAULT_ZONE } from '#contracts/primitives.ts';
import { createFileWriter } from '#documents/file-writer/file-writer.ts';
import { createPlanReader } from '#documents/plan-reader/plan-reader.ts';
import { connectTemporal } from '#engine/connect-temporal.ts';
import { createEngineClient } from '#engine/engine-client.ts';
import { openEvidenceStore } from '#evidence/open-evidence-store.ts';
import { ensureDefaults } from '#operations/ensure-defaults.ts';
import { beginOffice } from '#operations/parts/begin-office.ts';
import { BY_SYSTEM } from '#operations/seam/actor.ts';
import { sweepEvidence } from '#operations/sweep-evidence.ts';
import { closeDatabase } from '#store/database.ts';
import { createDirectory } from '#store/directory.ts';
import { ensureListed } from '#store/listed-assignment-store.ts';
import { listOfficeDatabases } from '#store/member-office-store.ts';
import { openApplicationDatabase } from '#store/open-application-database.ts';
import { ensureSharedAddresses } from '#store/shared-address-store.ts';
import { stateWhatStands } from '#store/state-what-stands.ts';
import { openSteadyClock } from '#store/steady-clock.ts';
import { ENGINE_QUEUE } from '#workflows/names.ts';
import { channelSetups } from './channel-setups.ts';
import { createApp } from './create-app.ts';
import { incomingSettings } from './incoming-settings.ts';
import { createLogCheck } from './log-check/log-check.ts';
import { createOfficePlaces } from './office-places.ts';
import { openAccounts } from './open-accounts.ts';
import { createReadiness } from './readiness.ts';
import { createUploads } from './uploads/uploads.ts';

const WEB_DIST = fileURLToPath(new URL('../web/dist', import.meta.url));
const CLOCK_LOOK_MS = 5_000;
const SWEEP_MS = 10 * 60_000;

const env = loadConnectedEnv();
const whyNot = whyNoTestKey(env.accounts, env.accounts.embeddedDatabase);
if (whyNot !== null) throw new Error(whyNot);
const log = pino({ name: 'api' });
const { database, guard } = await openApplicationDatabase(env.databaseUrl);
log[guard === 'triggers' ? 'warn' : 'info']({ auditLogGuardedBy: guard }, 'database open');
await ensureDefaults({ database, now: wallClock }, BY_SYSTEM, {});
for (const office of await listOfficeDatabases(database)) {
  if (office !== database) await beginOffice({ database: office, now: wallClock }, database);
  await stateWhatStands(office, wallClock());
  // An earlier version may have written events while this one was prepared.
  await ensureListed(office);
  // A version before may have taken the roster.
  await ensureSharedAddresses(office, CHANNEL_KINDS);
}
const connection = await connectTemporal(env.temporalAddress);
const client = new Client({ connection, namespace: env.temporalNamespace });
const clock = await openSteadyClock(database, wallClock);
setInterval(() => void clock.refresh().catch(() => undefined), CLOCK_LOOK_MS).unref();
const uploads = createUploads();
const planReader = createPlanReader({ onFailure: (message) => log.error({ message }, 'the reading process failed') });
const fileWriter = createFileWriter();
const checks = { databaseUrl: env.databaseUrl, evidence: env.evidence, now: clock.now };
const logCheck = createLogCheck({ database, ...checks });
const evidence = { store: await openEvidenceStore(env.evidence), limits: env.evidence.limits };
const directory = createDirectory(database);
const placeOf = createOfficePlaces({ database, directory, now: wallClock });
const people = openAccounts({ env, database, directory, zone: DEFAULT_ZONE, now: clock.now, placeOf });
const app = await createApp(
  {
    ofOffice: (office) => ({
      ...placeOf(office),
      engine: createEngineClient(client, { office }),
      links: createLinkSigner(env.secret, office),
      logCheck: createLogCheck({ database: placeOf(office).database, ...checks }),
    }),
    database,
    directory,
    engine: createEngineClient(client),
    links: createLinkSigner(env.secret),
    uploads,
    planReader,
    fileWriter,
    logCheck,
    evidence,
    ...people,
    zone: DEFAULT_ZONE,
    now: clock.now,
    publicUrl: env.publicUrl,
    rateLimits: env.rateLimits,
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

// Which machines may reach it is for HOST to say: the loopback unless somebody decides otherwise.
for (const note of [...closeSecretFiles(env), ...exposureOf(env)]) log.warn({ note }, 'read this');
await app.listen({ port: env.port, host: env.listenHost });
log.info({ port: env.port }, 'listening');
planReader.warm();
// A version before may have sealed them; who uses one meanwhile finds it hashed too.
void people.signIn
  .hashRecoveryCodes()
  .catch((error: unknown) => log.warn({ error: String(error) }, 'recovery codes were not hashed'));
const sweepAll = async () => {
  for (const office of await listOfficeDatabases(database))
    await sweepEvidence({ database: office, zone: DEFAULT_ZONE, now: clock.now, evidence }, BY_SYSTEM, {});
};
const sweep = () => sweepAll().catch((error: unknown) => log.warn({ error: String(error) }, 'uploads were not swept'));
void sweep();
setInterval(() => void sweep(), SWEEP_MS).unref();
fileWriter.warm();

let leaving = false;
async function leave(): Promise<void> {
  if (leaving) return;
  leaving = true;
  await app.close();
  planReader.close();
  await uploads.close();
  await fileWriter.close();
  await logCheck.close();
  await Promise.allSettled([connection.close(), closeDatabase(database)]);
  process.exit(0);
}
process.on('SIGTERM', leave);
process.on('SIGINT', leave);
process.on('disconnect', leave);
