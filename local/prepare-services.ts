// Run once before API and worker on real services (DATABASE_URL, TEMPORAL_ADDRESS): migrates the database and registers
// the search attributes, without which Temporal refuses our workflows. `npm start` does both for the embedded ones.
import { loadConnectedEnv } from '#config/connected-env.ts';
import { connectTemporal } from '#engine/connect-temporal.ts';
import { ensureNamespaceAttributes } from '#engine/ensure-namespace-attributes.ts';
import { migrateDatabase } from '#store/migrate.ts';

const env = loadConnectedEnv();
const applied = await migrateDatabase(env.databaseUrl);
console.error(`Cơ sở dữ liệu: đã áp dụng ${applied.length} bước nâng cấp cấu trúc`);
const connection = await connectTemporal(env.temporalAddress);
await ensureNamespaceAttributes(connection, env.temporalNamespace);
await connection.close();
console.error('Temporal: đã có các thuộc tính tìm kiếm');
