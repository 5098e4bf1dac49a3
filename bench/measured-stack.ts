// An installation as a user has it, whose PostgreSQL counts its statements.
import { appendFileSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CLUSTER_APPLICATION } from '#local/postgres/initialise-cluster.ts';
import type { StackFolder } from '../tests/support/started-stack.ts';
import { type OpenedStack, openStack } from './opened-stack.ts';

export interface MeasuredStack extends OpenedStack {
  /** Statements of the programs since the last reset. */
  statements(): Promise<number>;
  resetStatements(): Promise<void>;
  /** Bytes of the product's database, and of Temporal's. */
  sizes(): Promise<{ postgres: number; temporal: number }>;
}

const COUNTING = `shared_preload_libraries = 'pg_stat_statements'\npg_stat_statements.track_utility = on\n`;

/** Returns when everything is ready. `SMTP_URL` among the variables leaves the sample out. */
export async function openMeasuredStack(variables: Readonly<Record<string, string>> = {}): Promise<MeasuredStack> {
  const stack = await openStack({ variables, prepare: askForCounts });
  const { sql, folder } = stack;
  return {
    ...stack,
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
  };
}

/** The cluster is made at the first start; what it counts is asked for behind it. */
function askForCounts({ dataDir }: StackFolder): void {
  appendFileSync(join(dataDir, 'postgres', 'cluster', 'postgresql.auto.conf'), COUNTING);
}
