import { writeFileSync } from 'node:fs';
import { prepareCluster } from '#local/postgres/prepare-cluster.ts';
import { startPostgres } from '#local/postgres/start-postgres.ts';
import { chooseFreePort } from '#local/process/choose-free-port.ts';
import { closeDatabase, openDatabase } from '#store/database.ts';
import { fillLists } from './lists-fill.ts';

const folder = '/tmp/lists-scratch';
const server = await startPostgres({
  dataDir: folder + '/postgres',
  port: await chooseFreePort(),
  logFile: folder + '/postgres.log',
  durable: false,
});
const { url } = await prepareCluster(folder + '/postgres', server.url);
const database = openDatabase(server.url);
const t0 = performance.now();
const plans = await fillLists(database, 20000, 500);
console.log('filled', performance.now() - t0);
await closeDatabase(database);
writeFileSync(folder + '/where.json', JSON.stringify({ url, owner: server.url, plans, pid: server.pid }));
process.on('SIGTERM', async () => {
  await server.stop();
  process.exit(0);
});
setInterval(() => {}, 1000);
