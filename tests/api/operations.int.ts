import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { beforeAll, expect, test } from 'vitest';
import { createApp } from '#api/create-app.ts';
import { otherRoutes } from '#contracts/other-routes.ts';
import { routes } from '#contracts/routes.ts';
import { ownApi } from '../support/api.ts';
import { furnish, publishedPlan } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApi();

beforeAll(async () => {
  await furnish(api.context.database);
  const { planId } = await publishedPlan(api.context.database);
  await api.context.engine.publish(planId);
});

test('the process says that it is up, and that everything behind it is ready', async () => {
  expect(await api.get('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
  expect(await api.get('/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } });
});

test('metrics count reminders and assignments, and alarm at what is open past its time', async () => {
  api.at('2026-03-03 09:00');
  const running = await api.get('/metrics');
  expect(running.type).toContain('text/plain');
  expect(running.body).toMatch(/^dondoc_ledger_entries\{status="planned"\} \d+$/m);
  expect(running.body).toMatch(/^dondoc_assignments\{state="assigned"\} 1$/m);
  expect(running.body).toMatch(/^dondoc_ledger_open_past_time 0$/m);
  // In the database of an office that lost its engine: nobody wakes for this plan.
  await publishedPlan(api.context.database);
  expect((await api.get('/metrics')).body).toMatch(/^dondoc_ledger_open_past_time [1-9]\d*$/m);
});

test('the document of the API lists every operation', async () => {
  const { body } = await api.get('/openapi.json');
  expect(body.openapi).toMatch(/^3\.1/);
  const operations = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
    (path) => Object.values(path).map(({ operationId }) => operationId),
  );
  expect(operations.sort()).toEqual(Object.keys({ ...routes, ...otherRoutes }).sort());
});

test('an address that is nobody’s is a problem too', async () => {
  for (const path of ['/api/khong-co', '/khong-co', '/dev/messages']) expectProblem(await api.get(path), 'not-found');
  expectProblem(await api.post('/api/overview'), 'method-not-allowed');
  expectProblem(await api.post('/api/khong-co'), 'not-found');
});

test('with pages every other address is theirs, and the machines’ are not', async () => {
  const webDist = mkdtempSync(join(tmpdir(), 'dondoc-web-'));
  mkdirSync(join(webDist, 'assets'));
  writeFileSync(
    join(webDist, 'index.html'),
    '<!doctype html><head><title>dôn đốc</title></head><script src="./assets/app-1a2b.js"></script>',
  );
  writeFileSync(join(webDist, 'assets', 'app-1a2b.js'), '1');
  const app = await createApp({ ...api.context, webDist }, pino({ level: 'silent' }));
  try {
    const get = (url: string) => app.inject({ method: 'GET', url });
    for (const url of ['/', '/viec/123', '/l/token']) expect((await get(url)).body).toContain('dôn đốc');
    // A mail scanner or a proxy may only ask whether a link is there.
    for (const url of ['/', '/viec/123', '/l/token', '/l/token?nguon=thu'])
      expect([url, (await app.inject({ method: 'HEAD', url })).statusCode]).toEqual([url, 200]);
    const [first, again] = [await get('/'), await get('/')];
    expect(first.headers['cache-control']).toBe('no-store');
    const nonceOf = ({ body }: typeof first) => / data-nonce="([\w-]{22})"/.exec(body)?.[1] as string;
    expect(first.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonceOf(first)}'`);
    expect(first.headers['content-security-policy']).not.toContain('unsafe');
    expect(nonceOf(again)).not.toBe(nonceOf(first));
    expect(first.body).toContain('src="/assets/app-1a2b.js"');
    expect((await get('/assets/app-1a2b.js')).headers['cache-control']).toContain('immutable');
    for (const url of ['/api/khong-co', '/webhooks/khong-co', '/dev/messages'])
      expect([url, (await get(url)).statusCode]).toEqual([url, 404]);
    expect((await app.inject({ method: 'POST', url: '/viec/123' })).json().code).toBe('method-not-allowed');
    expect((await get('/../package.json')).body).not.toContain('dependencies');
  } finally {
    await app.close();
  }
});
