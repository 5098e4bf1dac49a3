// An installation as a user has it, whose PostgreSQL counts its statements.
import { appendFileSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { CLUSTER_APPLICATION } from '#local/postgres/initialise-cluster.ts';
import {
  openStackFolder,
  recordedPids,
  type StackFolder,
  servicesOf,
  startStack,
} from '../tests/support/started-stack.ts';

export interface MeasuredStack {
  folder: StackFolder;
  sql: pg.Pool;
  temporal: { address: string; namespace: string };
  /** Postgres, Temporal, worker and API by their names, and the supervisor. */
  pids(): Record<string, number>;
  /** Statements of the programs since the last reset. */
  statements(): Promise<number>;
  resetStatements(): Promise<void>;
  /** Bytes of the product's database, and of Temporal's. */
  sizes(): Promise<{ postgres: number; temporal: number }>;
  stop(): Promise<void>;
}

const COUNTING = `shared_preload_libraries = 'pg_stat_statements'\npg_stat_statements.track_utility = on\n`;

/** Returns when everything is ready. `SMTP_URL` among the variables leaves the sample out. */
export async function openMeasuredStack(variables: Readonly<Record<string, string>> = {}): Promise<MeasuredStack> {
  const folder = await openStackFolder();
  // The cluster is made at the first start; what it counts is asked for behind it.
  await (await startStack(folder, variables)).stop();
  appendFileSync(join(folder.dataDir, 'postgres', 'cluster', 'postgresql.auto.conf'), COUNTING);
  const stack = await startStack(folder, variables);
  const { ownerUrl, temporalAddress, temporalNamespace } = servicesOf(folder);
  // As the owner: what is asked here is told apart from what the programs ask.
  const sql = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  return {
    folder,
    sql,
    temporal: { address: temporalAddress, namespace: temporalNamespace },
    pids: () => ({ ...recordedPids(folder), supervisor: stack.supervisor.pid as number }),
    async statements() {
      const { rows } = await sql.query(
        'SELECT coalesce(sum(calls), 0)::float8 AS calls FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid WHERE r.rolname = $1',
        [CLUSTER_APPLICATION],
      );
      return rows[0].calls;
    },
    async resetStatements() {
      await sql.query('SELECT pg_stat_statements_reset()');
    },
    async sizes() {
      const { rows } = await sql.query('SELECT pg_database_size(current_database())::float8 AS size');
      const files = ['temporal.db', 'temporal.db-wal'].map((name) => join(folder.dataDir, 'temporal', name));
      const temporal = files.filter((file) => existsSync(file)).reduce((sum, file) => sum + statSync(file).size, 0);
      return { postgres: rows[0].size, temporal };
    },
    async stop() {
      await sql.end();
      await stack.stop();
      folder.remove();
    },
  };
}
