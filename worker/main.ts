// The worker process: the composition root of everything that has side effects on people.
import { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import pino from 'pino';
import { dueDateCalendar } from '#channels/email/due-date-calendar.ts';
import { createTokenAddresses } from '#channels/email/token-address.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import { loadConnectedEnv } from '#config/connected-env.ts';
import { connectTemporal, temporalOptions } from '#engine/connect-temporal.ts';
import { createEngineClient } from '#engine/engine-client.ts';
import { ensureNamespaceAttributes } from '#engine/ensure-namespace-attributes.ts';
import { ensureSweepSchedule } from '#engine/ensure-sweep-schedule.ts';
import { createStore } from '#store/create-store.ts';
import { openDatabase } from '#store/database.ts';
import { migrateDatabase } from '#store/migrate.ts';
import { createChannels } from './create-channels.ts';
import { createWorkers } from './create-workers.ts';
import { startLoops } from './start-loops.ts';
import { workflowBundlePath } from './workflow-bundle.ts';

const env = loadConnectedEnv();
const log = pino({ name: 'worker' });
Runtime.install({
  logger: new DefaultLogger('WARN', ({ level, message, meta }) => log.warn({ level, ...meta }, message)),
  shutdownSignals: [],
});
const [bundlePath] = await Promise.all([workflowBundlePath(), migrateDatabase(env.databaseUrl)]);
const database = openDatabase(env.databaseUrl, 20);
const connection = await connectTemporal(env.temporalAddress);
const client = new Client({ connection, namespace: env.temporalNamespace });
await ensureNamespaceAttributes(connection, env.temporalNamespace);
const host = new URL(env.publicUrl).hostname;
const channels = createChannels(env, database);
const engine = createEngineClient(client);
const { replyAddress } = env.mail;
const addresses = replyAddress === null ? null : createTokenAddresses(replyAddress, env.secret);
const workers = await createWorkers({
  connection: await NativeConnection.connect(temporalOptions(env.temporalAddress)),
  namespace: env.temporalNamespace,
  bundlePath,
  deps: {
    store: createStore(database),
    channels,
    links: createLinkSigner(env.secret),
    nowMs: Date.now,
    publicUrl: env.publicUrl,
    mailDomain: host,
    addresses,
    zaloTemplateIds: env.zalo.templateIds,
    calendarEntry: dueDateCalendar,
    engine,
    log,
  },
});
const loops = startLoops({ env, database, engine, addresses, log });
const running = Promise.all(workers.map((worker) => worker.run()));
await ensureSweepSchedule(client);
log.info({ address: env.temporalAddress }, 'polling');

let leaving = false;
function leave(): void {
  if (leaving) return;
  leaving = true;
  for (const worker of workers) worker.shutdown();
}
process.on('SIGTERM', leave);
process.on('SIGINT', leave);
process.on('disconnect', leave);
await running;
await Promise.all(loops.map((loop) => loop.stop()));
await Promise.allSettled([channels.close(), connection.close(), database.$disconnect()]);
process.exit(0);
