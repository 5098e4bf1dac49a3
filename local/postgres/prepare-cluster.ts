import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { prepareDatabase } from '#store/prepare-database.ts';
import { withClient } from '#store/session.ts';
import { writePrivateFile } from '../private/write-private-file.ts';
import { CLUSTER_APPLICATION } from './initialise-cluster.ts';

/**
 * Brings the embedded database to the newest version and answers with the address for the programs: a role with a password of
 * its own, in a file beside the owner's. A cluster of an earlier version gets the role now.
 */
export async function prepareCluster(dataDir: string, ownerUrl: string): Promise<{ applied: string[]; url: string }> {
  const url = new URL(ownerUrl);
  url.username = CLUSTER_APPLICATION;
  url.password = applicationPassword(dataDir);
  const applied = await prepareDatabase(ownerUrl, url.href);
  await withClient(ownerUrl, letApplicationMeasure);
  return { applied, url: url.href };
}

function applicationPassword(dataDir: string): string {
  const file = join(dataDir, 'application-password');
  if (!existsSync(file)) writePrivateFile(file, randomBytes(24).toString('base64url'));
  return readFileSync(file, 'utf8').trim();
}

/** Reading the server's settings and counters is no right to change anything; only an administrator can preload the module. */
async function letApplicationMeasure(owner: pg.Client): Promise<void> {
  const role = pg.escapeIdentifier(CLUSTER_APPLICATION);
  await owner.query(`GRANT pg_read_all_settings, pg_read_all_stats TO ${role}`);
  const { rows } = await owner.query<{ preloaded: string }>(
    "SELECT current_setting('shared_preload_libraries') AS preloaded",
  );
  if (!/\bpg_stat_statements\b/.test(rows[0]?.preloaded ?? '')) return;
  await owner.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  const { rows: resets } = await owner.query<{ signature: string }>(
    "SELECT oid::regprocedure AS signature FROM pg_proc WHERE proname = 'pg_stat_statements_reset'",
  );
  for (const { signature } of resets) await owner.query(`GRANT EXECUTE ON FUNCTION ${signature} TO ${role}`);
}
