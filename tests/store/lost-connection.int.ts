// PostgreSQL may end a connection at any moment, also of one that is held and asks nothing: whoever holds it hears so at the next statement, and nobody else.
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { openPool } from '#store/session.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { runSql } from '../support/store.ts';

const database = await createTestDatabase();
afterAll(() => database.drop());

test('a connection that ends while somebody holds it ends no process, and the next one is a new one', async () => {
  const pool = openPool(database.url, 1);
  const thrown: unknown[] = [];
  const note = (error: unknown) => thrown.push(error);
  process.on('uncaughtException', note);
  try {
    const held = await pool.connect();
    const { rows } = await held.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await runSql(database.url, `SELECT pg_terminate_backend(${rows[0]?.pid})`);
    await sleep(300);
    expect(thrown).toEqual([]);
    await expect(held.query('SELECT 1')).rejects.toThrow();
    held.release(true);
    const next: pg.PoolClient = await pool.connect();
    expect((await next.query<{ one: number }>('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    next.release();
  } finally {
    process.off('uncaughtException', note);
    await pool.end();
  }
});
