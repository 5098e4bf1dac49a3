// Size and time: every route of the server, found by asking it and not by a list.
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '#api/create-app.ts';
import { ownApi } from '../support/api.ts';

const api = ownApi(({ now }) => ({ mailboxDir: '/khong-co', now, incoming: undefined }) as object);

type App = Awaited<ReturnType<typeof createApp>>;
let app: App;
const all: { method: string; url: string }[] = [];

beforeAll(async () => {
  app = await createApp(api.context, pino({ level: 'silent' }));
  for (const line of app.printRoutes({ commonPrefix: false, includeHooks: false }).split('\n')) {
    const [, url, methods] = /── (\S+) \(([A-Z, ]+)\)/.exec(line) ?? [];
    for (const method of methods?.split(', ') ?? []) all.push({ method, url: url as string });
  }
});

afterAll(() => app?.close());

const MEGABYTES = 1024 * 1024;
// A file is taken apart while it comes in (tests/api/uploads.int.ts), and what it may have is the business of documents/limits.ts.
const isUpload = (url: string) => ['/api/plans'].includes(url);

test('no route takes more of a body than a megabyte, nor an address of any length', async () => {
  expect(all.length).toBeGreaterThan(50);
  const odd: string[] = [];
  for (const { method, url } of all) {
    const path = url.replace(/:\w+/g, 'x');
    const long = await app.inject({ method: method as 'GET', url: `${path}?x=${'x'.repeat(25 * 1024)}` });
    // HEAD of a page is answered before its query counts for anything.
    if (long.statusCode !== 414) odd.push(`${method} ${url}: ${long.statusCode} to a long address`);
    if (['GET', 'HEAD'].includes(method) || isUpload(url)) continue;
    for (const type of ['application/json', 'application/octet-stream', 'message/rfc822']) {
      const body = type.endsWith('json') ? JSON.stringify({ x: 'x'.repeat(MEGABYTES) }) : 'x'.repeat(MEGABYTES + 1);
      const headers = { 'content-type': type };
      const { statusCode } = await app.inject({ method: method as 'POST', url: path, headers, payload: body });
      if (![401, 404, 413, 415].includes(statusCode)) odd.push(`${method} ${url}: ${statusCode} to ${type}`);
    }
  }
  expect(odd).toEqual([]);
});

test('whoever is slow or silent is given up, whatever they ask', () => {
  const { server } = app;
  expect(server.headersTimeout).toBeLessThanOrEqual(15_000);
  expect(server.requestTimeout).toBeLessThanOrEqual(120_000);
  expect(server.keepAliveTimeout).toBeLessThanOrEqual(10_000);
  for (const limit of [server.headersTimeout, server.requestTimeout, server.timeout, server.keepAliveTimeout])
    expect(limit).toBeGreaterThan(0);
});

/** A stream has no end: what it begins with is all that is looked at. */
async function answerOf(method: string, url: string) {
  if (url !== '/api/events') return app.inject({ method: method as 'GET', url });
  const { headers, stream } = await app.inject({ method: 'GET', url, payloadAsStream: true });
  stream().destroy();
  return { headers, body: '…' };
}

test('nothing that is said of people is kept by a browser or a proxy on the way, and everything says in which letters it is written', async () => {
  const kept: string[] = [];
  for (const { method, url } of all) {
    const { headers, body } = await answerOf(method, url.replace(/:\w+/g, 'x'));
    if (body !== '' && !/; charset=utf-8$/.test(String(headers['content-type'])))
      kept.push(`${method} ${url}: ${headers['content-type']}`);
    if (headers['cache-control'] !== 'no-store') kept.push(`${method} ${url}: ${headers['cache-control']}`);
  }
  expect(kept).toEqual([]);
});
