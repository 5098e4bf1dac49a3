import { Connection } from '@temporalio/client';
import pg from 'pg';
import { expect, test } from 'vitest';
import { ownTestDatabase } from './postgres.ts';
import { createTestNamespace, testTemporalAddress } from './temporal.ts';

const database = ownTestDatabase();

test('a test file gets a migrated database of its own', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query('select count(*)::int as applied from _prisma_migrations');
  await client.end();
  expect(rows[0].applied).toBeGreaterThan(0);
});

test('the test server is one that can skip time', async () => {
  const connection = await Connection.connect({ address: testTemporalAddress() });
  const info = await connection.workflowService.getSystemInfo({});
  await connection.close();
  expect(info.serverVersion).toMatch(/^1\.(3[2-9]|[4-9]\d)\./);
});

test('a test namespace can be listed by our search attributes at once', async () => {
  const namespace = await createTestNamespace();
  const connection = await Connection.connect({ address: testTemporalAddress() });
  const listed = await connection.workflowService.listWorkflowExecutions({ namespace, query: "DondocPlan = 'x'" });
  await connection.close();
  expect(listed.executions).toEqual([]);
});
