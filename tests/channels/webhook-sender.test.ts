import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, test } from 'vitest';
import { guardAddress, isPrivate } from '#channels/webhook/address-guard.ts';
import { createWebhookSender } from '#channels/webhook/webhook-sender.ts';

const SECRET = `whsec_${Buffer.from('a secret of the province').toString('base64')}`;
const OTHER = `whsec_${Buffer.from('the secret before it').toString('base64')}`;
const EVENT = {
  id: 'evt_42',
  type: 'assignment.overdue',
  timestamp: '2026-11-18T01:00:00Z',
  data: { title: 'Rà soát văn bản' },
};
const NOW = new Date().toISOString();
const servers: http.Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

type Got = { headers: Record<string, string>; body: string };

async function receiver(answer: (response: http.ServerResponse) => void) {
  const got: Got[] = [];
  const server = http.createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    got.push({ headers: request.headers as Record<string, string>, body });
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, got };
}

const sender = createWebhookSender({ allowPrivate: true });
const status = (code: number) => (response: http.ServerResponse) =>
  void response.writeHead(code, { Location: '/other' }).end();

test('a receiver with the library of Standard Webhooks verifies what we send, old secret or new', async () => {
  const { url, got } = await receiver(status(204));
  expect(await sender.send({ url, secrets: [SECRET, OTHER] }, EVENT, NOW)).toMatchObject({ kind: 'accepted' });
  for (const secret of [SECRET, OTHER]) {
    expect(new Webhook(secret).verify(got[0]!.body, got[0]!.headers)).toMatchObject({
      type: 'assignment.overdue',
      data: EVENT.data,
    });
  }
  expect(() => new Webhook(SECRET).verify(`${got[0]!.body} `, got[0]!.headers)).toThrow();
  expect(got[0]!.headers['webhook-id']).toBe('evt_42');
});

describe('what the receiver answers', () => {
  test.each([
    [500, false],
    [429, false],
    [404, false],
    [301, false],
    [410, true],
  ])('%i: refused, for good: %s, and no redirect is followed', async (code, permanent) => {
    const { url, got } = await receiver(status(code));
    expect(await sender.send({ url, secrets: [SECRET] }, EVENT, NOW)).toMatchObject({
      kind: 'refused',
      permanent,
      code: String(code),
    });
    expect(got).toHaveLength(1);
  });

  test('silence or a cut connection is tried again later', async () => {
    const silent = await receiver(() => {});
    const impatient = createWebhookSender({ allowPrivate: true, timeoutMs: 300 });
    expect(await impatient.send({ url: silent.url, secrets: [SECRET] }, EVENT, NOW)).toMatchObject({
      permanent: false,
      code: 'timeout',
    });
    const cut = await receiver((response) => void response.destroy());
    expect(await sender.send({ url: cut.url, secrets: [SECRET] }, EVENT, NOW)).toMatchObject({
      kind: 'refused',
      permanent: false,
    });
  });
});

describe('where a webhook may not go', () => {
  const strict = createWebhookSender({ allowPrivate: false, lookup: async () => [{ address: '10.0.0.5', family: 4 }] });
  test.each([
    'http://example.com/hook',
    'https://127.0.0.1/hook',
    'https://[::1]/hook',
    'https://[::ffff:169.254.169.254]/latest/meta-data',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://noi-bo.example.vn/hook',
    'https://user:pass@example.com/',
    'file:///etc/passwd',
    'không phải địa chỉ',
  ])('%s is refused for good, without a connection', async (url) => {
    expect(await strict.send({ url, secrets: [SECRET] }, EVENT, NOW)).toMatchObject({
      kind: 'refused',
      permanent: true,
    });
  });

  test('a name with one private address among public ones is refused; a public one passes', async () => {
    const lookup = async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '192.168.1.1', family: 4 },
    ];
    const url = new URL('https://hai-mat.example.vn/');
    expect(await guardAddress(url, { allowPrivate: false, lookup })).toMatchObject({
      ok: false,
      code: 'private-address',
    });
    expect(
      await guardAddress(url, { allowPrivate: false, lookup: async () => [{ address: '8.8.8.8', family: 4 }] }),
    ).toEqual({
      ok: true,
      address: '8.8.8.8',
      family: 4,
    });
  });

  test.each(['64:ff9b::7f00:1', '2002:7f00:1::', '::127.0.0.1', 'fd00::1', 'fe80::1', '100.64.1.1', '0.0.0.0', 'x'])(
    '%s counts as private',
    (address) => {
      expect(isPrivate(address)).toBe(true);
    },
  );
  test.each(['8.8.8.8', '2606:4700:4700::1111', '64:ff9b::808:808'])('%s counts as public', (address) => {
    expect(isPrivate(address)).toBe(false);
  });
});
