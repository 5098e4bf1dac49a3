// The product behind a proxy of the office: https, below a path, and machines that are told apart. `npm run proxies` does the same with the very
// examples of docs/install.md, on nginx and Caddy.
import { readFileSync } from 'node:fs';
import httpProxy from '@fastify/http-proxy';
import fastify, { type FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { chooseFreePort } from '#local/process/choose-free-port.ts';
import { SAMPLE_PASSWORD } from '#local/sample/accounts.ts';
import { ensureWebBuilt } from '../support/built-web.ts';
import { launchChromium } from '../support/chromium.ts';
import { privateWordsInLogs } from '../support/said-in-logs.ts';
import {
  openStackFolder,
  type StackFolder,
  type StartedStack,
  startStack,
  TEST_KEY,
} from '../support/started-stack.ts';
import { signInThroughProxy, walkThroughProxy } from '../support/walk-through-proxy.ts';

let folder: StackFolder;
let stack: StartedStack | undefined;
let browser: Browser | undefined;
let proxy: FastifyInstance | undefined;

const tls = (file: string) => readFileSync(new URL(`../fixtures/tls/co-quan.${file}`, import.meta.url));

beforeAll(() => ensureWebBuilt());

afterEach(async () => {
  await browser?.close();
  await proxy?.close();
  await stack?.stop();
  folder?.remove();
});

/** `rewritten`: what stands in the place of the path when the server is asked. */
async function proxyAt(port: number, path: string, rewritten: string): Promise<void> {
  proxy = fastify({ https: { key: tls('key'), cert: tls('crt') } }) as unknown as FastifyInstance;
  await proxy.register(httpProxy, {
    upstream: `http://127.0.0.1:${folder.port}`,
    prefix: path,
    rewritePrefix: rewritten,
    replyOptions: {
      rewriteRequestHeaders: ({ ip, headers: before }, headers) => ({
        ...headers,
        host: before.host as string,
        'x-forwarded-for': [before['x-forwarded-for'], ip].filter(Boolean).join(', '),
      }),
    },
  });
  await proxy.listen({ port, host: '127.0.0.1' });
}

test('people sign in, act and follow letters through a proxy, whether it passes the path on or takes it off', async () => {
  const port = await chooseFreePort();
  const path = '/cong-viec/dondoc';
  const publicUrl = `https://co-quan.localhost:${port}${path}`;
  folder = await openStackFolder();
  [stack, browser] = await Promise.all([startStack(folder, { PUBLIC_URL: publicUrl }), launchChromium()]);
  await proxyAt(port, path, path);
  expect(await walkThroughProxy({ publicUrl, folder, browser })).toEqual([]);
  expect(stack.output()).toContain(`Địa chỉ cho mọi người: ${publicUrl}`);
  await proxy?.close();
  await proxyAt(port, path, '/');
  expect(await signInThroughProxy({ publicUrl, folder, browser })).toEqual([]);
  // A whole day has gone by: people, guesses, letters, reminders of the sample.
  expect(await privateWordsInLogs(folder, ['kiem-tra', SAMPLE_PASSWORD, TEST_KEY, 'sai mật khẩu'])).toEqual([]);
}, 400_000);
