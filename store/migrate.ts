// Applies prisma/migrations in order and records them as `prisma migrate deploy` would, so both tools agree.
// Prisma's own engine is a downloaded binary that a closed server room cannot have; the format stays Prisma's.
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { withClient } from './session.ts';

const MIGRATIONS = fileURLToPath(new URL('../prisma/migrations/', import.meta.url));
/** Held by whoever changes the structure or the rights of a database. */
export const MIGRATION_LOCK = 7_246_001; // any constant

/**
 * Brings the database to the newest migration or changes nothing: each migration is one transaction.
 * @returns the names of the migrations applied now.
 * @throws when an applied migration's file was edited afterwards.
 */
export async function migrateDatabase(url: string): Promise<string[]> {
  return withClient(url, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(TABLE);
    const done = await appliedMigrations(client);
    const applied: string[] = [];
    for (const name of await migrationNames()) {
      const sql = await readFile(`${MIGRATIONS}${name}/migration.sql`, 'utf8');
      const checksum = createHash('sha256').update(sql).digest('hex');
      const before = done.get(name);
      if (before === undefined) {
        await apply(client, name, sql, checksum);
        applied.push(name);
      } else if (before !== checksum) throw new Error(`migration ${name} was edited after it was applied`);
    }
    return applied;
  });
}

/** The migrations that this program knows and the database has not seen; all of them when it can not be told. */
export async function listMissingMigrations(client: pg.ClientBase): Promise<string[]> {
  const names = await migrationNames();
  const { rows } = await client.query<{ readable: boolean | null }>(
    `SELECT has_table_privilege(to_regclass('_prisma_migrations'), 'SELECT') AS readable`,
  );
  if (rows[0]?.readable !== true) return names;
  const done = await appliedMigrations(client);
  return names.filter((name) => !done.has(name));
}

async function migrationNames(): Promise<string[]> {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function appliedMigrations(client: pg.ClientBase): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

async function apply(client: pg.Client, name: string, sql: string, checksum: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       VALUES ($1, $2, now(), $3, 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`migration ${name} failed and was rolled back: ${error instanceof Error ? error.message : error}`);
  }
}

const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;
