// Run once before API and worker on real services (DATABASE_URL, TEMPORAL_ADDRESS): migrates the database, creates the
// namespace and registers the search attributes, without which Temporal refuses our workflows. `npm start` does both for the embedded ones.
import { loadConnectedEnv } from '#config/connected-env.ts';
import { connectTemporal } from '#engine/connect-temporal.ts';
import { prepareNamespace } from '#engine/prepare-namespace.ts';
import { migrateDatabase } from '#store/migrate.ts';

const env = loadConnectedEnv();
const applied = await migrateDatabase(env.databaseUrl);
console.error(`Cơ sở dữ liệu: đã áp dụng ${applied.length} bước nâng cấp cấu trúc`);
const connection = await connectTemporal(env.temporalAddress);
await prepareNamespace(connection, env.temporalNamespace);
await connection.close();
console.error(`Temporal: namespace «${env.temporalNamespace}» đã sẵn sàng`);
