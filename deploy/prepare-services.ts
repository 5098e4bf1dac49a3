// Run once before API and worker on real services (DATABASE_URL, TEMPORAL_ADDRESS): migrates the database, makes the
// programs' role, creates the namespace and registers the search attributes, without which Temporal refuses our workflows. `npm start` does both for the embedded ones.
import { loadConnectedEnv } from '#config/connected-env.ts';
import { connectTemporal } from '#engine/connect-temporal.ts';
import { prepareNamespace } from '#engine/prepare-namespace.ts';
import { prepareGivenDatabase } from './prepare-given-database.ts';

const env = loadConnectedEnv();
for (const line of await prepareGivenDatabase(env.databaseUrl, env.databaseOwnerUrl)) console.error(line);
const connection = await connectTemporal(env.temporalAddress);
await prepareNamespace(connection, env.temporalNamespace);
await connection.close();
console.error(`Temporal: namespace «${env.temporalNamespace}» đã sẵn sàng`);
