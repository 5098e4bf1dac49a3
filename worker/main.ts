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
import { closeDatabase, FIRST_OFFICE, forOffice, officeOf } from '#store/database.ts';
import { hasOffice, listOfficeDatabases, listOffices } from '#store/member-office-store.ts';
import { openApplicationDatabase } from '#store/open-application-database.ts';
import { openAnswerJournal } from './answer-journal.ts';
import { startBeating } from './beat.ts';
import { createDependencies, dependenciesOf } from './create-dependencies.ts';
import { createWorkers } from './create-workers.ts';
import { runLoop } from './run-loop.ts';
import { startLoops } from './start-loops.ts';
import { createClockWatch } from './watch-clock.ts';
import { createSetBackWatch } from './watch-set-back.ts';
import { createTemporalWatch } from './watch-temporal.ts';
import { workflowBundlePath } from './workflow-bundle.ts';

const [TEMPORAL_IDLE_MS, CLOCK_IDLE_MS] = [15_000, 30_000];
// Before the ledger's watch, which looks every two minutes, can take what was said for what was forgotten.
const SET_BACK_IDLE_MS = 15_000;

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
const engines = new Map([[FIRST_OFFICE, engine]]);
function engineOf(office: number) {
  const known = engines.get(office) ?? createEngineClient(client, { office });
  engines.set(office, known);
  return known;
}
const answers = openAnswerJournal({ folder: join(env.dataDir, 'answers'), log, now: wallClock });
const deps = { ...(await createDependencies(env, { database, engine, log })), answers };
const workers = await createWorkers({
  connection: await NativeConnection.connect(temporalOptions(env.temporalAddress)),
  namespace: env.temporalNamespace,
  bundlePath,
  deps,
  offices: {
    list: async () => (await listOffices(database)).map(({ id }) => id),
    depsOf: async (office) => {
      if (!(await hasOffice(database, office))) throw new Error(`there is no office ${office}`);
      return dependenciesOf(deps, { env, database: forOffice(database, office), engine: engineOf(office) });
    },
  },
});
const offices = async () =>
  (await listOfficeDatabases(database)).map((office) => ({ database: office, engine: engineOf(officeOf(office)) }));
const setBack = createSetBackWatch({ client, database, engine, offices, now: wallClock, zone: DEFAULT_ZONE, log });
await setBack.beforeWork();
const watch = createTemporalWatch({ connection, client, database, engine, offices, now: wallClock, log });
const loops = [
  ...startLoops({ env, database, engineOf, channels: deps.channels, log }),
  runLoop('clock', CLOCK_IDLE_MS, createClockWatch({ database, now: wallClock, zone: DEFAULT_ZONE, log }), log),
  runLoop('temporal', TEMPORAL_IDLE_MS, watch, log),
  runLoop('set-back', SET_BACK_IDLE_MS, setBack.round, log),
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
