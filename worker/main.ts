// The worker process: the composition root of everything that has side effects on people.
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import pino from 'pino';
import { loadConnectedEnv } from '#config/connected-env.ts';
import { wallClock } from '#contracts/clock.ts';
import { DEFAULT_ZONE } from '#contracts/primitives.ts';
import { connectTemporal, temporalOptions } from '#engine/connect-temporal.ts';
import { createEngineClient } from '#engine/engine-client.ts';
import { prepareNamespace } from '#engine/prepare-namespace.ts';
import { closeDatabase } from '#store/database.ts';
import { openApplicationDatabase } from '#store/open-application-database.ts';
import { openAnswerJournal } from './answer-journal.ts';
import { startBeating } from './beat.ts';
import { createDependencies } from './create-dependencies.ts';
import { createWorkers } from './create-workers.ts';
import { runLoop } from './run-loop.ts';
import { startLoops } from './start-loops.ts';
import { createClockWatch } from './watch-clock.ts';
import { createTemporalWatch } from './watch-temporal.ts';
import { workflowBundlePath } from './workflow-bundle.ts';

const [TEMPORAL_IDLE_MS, CLOCK_IDLE_MS] = [15_000, 30_000];

const env = loadConnectedEnv();
const log = pino({ name: 'worker' });
Runtime.install({
  logger: new DefaultLogger('WARN', ({ level, message, meta }) => log.warn({ level, ...meta }, message)),
  shutdownSignals: [],
});
const [bundlePath, { database, guard }] = await Promise.all([
  workflowBundlePath(),
  openApplicationDatabase(env.databaseUrl, 20),
]);
log[guard === 'triggers' ? 'warn' : 'info']({ auditLogGuardedBy: guard }, 'database open');
const connection = await connectTemporal(env.temporalAddress);
const client = new Client({ connection, namespace: env.temporalNamespace });
await prepareNamespace(connection, env.temporalNamespace);
const engine = createEngineClient(client);
const answers = openAnswerJournal({ folder: join(env.dataDir, 'answers'), log, now: wallClock });
const deps = { ...(await createDependencies(env, { database, engine, log })), answers };
const workers = await createWorkers({
  connection: await NativeConnection.connect(temporalOptions(env.temporalAddress)),
  namespace: env.temporalNamespace,
  bundlePath,
  deps,
});
const watch = createTemporalWatch({ connection, client, database, engine, now: wallClock, log });
const loops = [
  ...startLoops({ env, database, engine, channels: deps.channels, log }),
  runLoop('clock', CLOCK_IDLE_MS, createClockWatch({ database, now: wallClock, zone: DEFAULT_ZONE, log }), log),
  runLoop('temporal', TEMPORAL_IDLE_MS, watch, log),
];
const beating = startBeating(database, loops, log);
const running = Promise.all(workers.map((worker) => worker.run()));
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
await beating.stop();
await Promise.allSettled([deps.channels.close(), connection.close(), closeDatabase(database)]);
answers?.close();
process.exit(0);
