import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { cacheDirOf } from '#config/cache-dir.ts';
import { SEARCH_ATTRIBUTES } from '#contracts/search-attributes.ts';
import { chooseFreePort } from '#local/process/choose-free-port.ts';
import { obtainTemporalBinary } from '#local/temporal/obtain-binary.ts';
import { type RunningTemporal, startTemporal, type TemporalOptions } from '#local/temporal/start-temporal.ts';

let binary: string;
let root: string;
let options: TemporalOptions;
const started: RunningTemporal[] = [];

beforeAll(async () => {
  const say = () => undefined;
  binary = (await obtainTemporalBinary({ cacheDir: cacheDirOf(process.env), needsTimeSkipping: true, say })).path;
});

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'dondoc-temporal-'));
  options = {
    binary,
    dataDir: join(root, 'temporal'),
    port: await chooseFreePort(),
    searchAttributes: SEARCH_ATTRIBUTES,
    logFile: join(root, 'temporal.log'),
  };
});

afterEach(stopAll);
afterAll(stopAll);

async function stopAll(): Promise<void> {
  for (const server of started.splice(0)) await server.stop();
  rmSync(root, { recursive: true, force: true });
}

async function start(changes: Partial<TemporalOptions> = {}): Promise<RunningTemporal> {
  const server = await startTemporal({ ...options, ...changes });
  started.push(server);
  return server;
}

async function withClient<T>(address: string, use: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await use(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

const startWorkflow = (workflowId: string) => (client: Client) =>
  client.workflow.start('anything', { workflowId, taskQueue: 'nobody-listens' });

test('a workflow started before kill -9 of the server is still there after the next start', async () => {
  const first = await start();
  await withClient(first.address, startWorkflow('assignment/1'));
  process.kill(first.pid, 'SIGKILL');
  await first.process.exited;
  const second = await start();
  const status = await withClient(
    second.address,
    async (client) => (await client.workflow.getHandle('assignment/1').describe()).status.name,
  );
  expect(status).toBe('RUNNING');
});

test('the search attributes are there at the first start and at the second', async () => {
  for (let round = 1; round <= 2; round++) {
    const server = await start();
    const known = await withClient(server.address, (client) =>
      client.connection.operatorService.listSearchAttributes({ namespace: 'default' }),
    );
    expect(Object.keys(known.customAttributes ?? {})).toEqual(expect.arrayContaining(Object.keys(SEARCH_ATTRIBUTES)));
    await server.stop();
  }
});

test('a server in memory forgets, and has its pages only when asked for', async () => {
  const uiPort = await chooseFreePort();
  const server = await start({ dataDir: undefined, inMemory: true, uiPort });
  expect(server.uiAddress).toBe(`http://localhost:${uiPort}`);
  expect((await fetch(server.uiAddress as string)).status).toBe(200);
  await server.stop();
  const again = await start({ dataDir: undefined, inMemory: true });
  expect(again.uiAddress).toBeNull();
});

test('a port in use is refused instead of talking to whoever listens there', async () => {
  await start();
  await expect(startTemporal({ ...options, dataDir: join(root, 'other') })).rejects.toThrow(/Cổng \d+.*đang bị chiếm/);
});

test('a server that cannot start shows its log', async () => {
  await expect(
    startTemporal({ ...options, searchAttributes: { 'wrong name!': 'Keyword' } as never, binary: '/bin/false' }),
  ).rejects.toThrow(/không khởi động được. Nhật ký/);
});
