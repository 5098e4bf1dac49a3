// A rehearsal that needs nothing: servers in a folder of their own, gone with it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { SEARCH_ATTRIBUTES } from '#contracts/search-attributes.ts';
import type { Preview } from '#domain/preview.ts';
import { prepareCluster } from '#local/postgres/prepare-cluster.ts';
import { startPostgres } from '#local/postgres/start-postgres.ts';
import { chooseFreePort } from '#local/process/choose-free-port.ts';
import { obtainTemporalBinary } from '#local/temporal/obtain-binary.ts';
import { startTemporal } from '#local/temporal/start-temporal.ts';
import { type RehearsalInput, rehearse } from './rehearse.ts';

/** Starts what it needs, rehearses, stops it and removes its folder; no installation is touched. */
export async function rehearseOnOwnServers(
  input: RehearsalInput,
  options: { cacheDir: string; say: (line: string) => void },
): Promise<Preview> {
  // The workers' own log is no word for people.
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-rehearsal-'));
  const stops: (() => Promise<void>)[] = [];
  const stopAll = async () => {
    await Promise.allSettled(stops.splice(0).map((stop) => stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  const interrupted = () => void stopAll().then(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const { path: binary } = await obtainTemporalBinary({ ...options, needsTimeSkipping: true });
    const starting = await Promise.allSettled([
      chooseFreePort().then((port) =>
        startPostgres({
          dataDir: join(folder, 'postgres'),
          port,
          logFile: join(folder, 'postgres.log'),
          durable: false,
        }),
      ),
      chooseFreePort().then((port) =>
        startTemporal({
          binary,
          inMemory: true,
          port,
          timeSkipping: true,
          searchAttributes: SEARCH_ATTRIBUTES,
          logFile: join(folder, 'temporal.log'),
        }),
      ),
    ]);
    for (const started of starting) if (started.status === 'fulfilled') stops.push(started.value.stop);
    const [postgres, temporal] = starting;
    if (postgres.status === 'rejected') throw postgres.reason;
    if (temporal.status === 'rejected') throw temporal.reason;
    const { url: databaseUrl } = await prepareCluster(join(folder, 'postgres'), postgres.value.url);
    const servers = {
      databaseUrl,
      temporalAddress: temporal.value.address,
      namespace: temporal.value.namespace,
    };
    return await rehearse(input, servers, options.say);
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await stopAll();
  }
}
