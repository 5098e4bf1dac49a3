import { connect } from 'node:net';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guardServer, serverOptions } from '#api/http-server.ts';
import { answerProblem } from '#api/problem.ts';

describe('connections that hold the server up', () => {
  // The product's own options, with less patience.
  const app = fastify({
    ...serverOptions,
    requestTimeout: 400,
    http: { ...serverOptions.http, headersTimeout: 200, connectionsCheckingInterval: 50 },
  });
  let port: number;
  beforeAll(async () => {
    app.setErrorHandler(answerProblem);
    guardServer(app);
    app.post('/', async () => 'taken');
    port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
  });
  afterAll(() => app.close());

  test.each([
    ['headers that never end', 'POST / HTTP/1.1\r\nHost: localhost\r\nX: '],
    [
      'a body that never comes',
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    ],
  ])('%s: the sender is told in time, and cut off', async (_kind, bytes) => {
    const { text, ms } = await untilClosed(port, bytes);
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
    expect(text).toContain('application/problem+json');
    expect(text).toContain('"code":"request-too-slow"');
    expect(ms).toBeLessThan(2_000);
  });

  test('what is no HTTP is answered, and what is too large by its name', async () => {
    const long = 'a'.repeat(60_000);
    for (const [bytes, status, code] of [
      ['hello\r\n\r\n', 400, 'invalid-request'],
      [`GET /${long} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 414, 'address-too-long'],
      [`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${long}\r\n\r\n`, 431, 'headers-too-large'],
      ['CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n', 405, 'method-not-allowed'],
    ] as const) {
      const { text } = await untilClosed(port, bytes);
      expect(text).toContain(`HTTP/1.1 ${status} `);
      expect(text).toContain(`"code":"${code}"`);
      expect(text).toContain('x-content-type-options: nosniff');
    }
  });

  test('the real limits let an honest plan through on a slow line, and no more', () => {
    const { requestTimeout = 0, http } = serverOptions as { requestTimeout?: number; http: { headersTimeout: number } };
    const honestMs = ((25 * 8) / 2) * 1000;
    expect(requestTimeout).toBeGreaterThan(honestMs);
    expect(requestTimeout).toBeLessThan(5 * 60_000);
    expect(http.headersTimeout).toBeLessThan(requestTimeout);
  });
});

function untilClosed(port: number, bytes: string): Promise<{ text: string; ms: number }> {
  return new Promise((resolve) => {
    const began = Date.now();
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve({ text, ms: Date.now() - began }));
    socket.write(bytes);
  });
}
