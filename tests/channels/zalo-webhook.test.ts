import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readWebhook, type ZaloEvent } from '#channels/zalo/read-webhook.ts';
import { verifyWebhook } from '#channels/zalo/verify-webhook.ts';
import { createWebhookIntake } from '#channels/zalo/webhook-intake.ts';
import { USER, zaloMessage, zaloSetup } from './zalo-fixture.ts';

const BODY =
  '{"app_id":"3608465248940903967","sender":{"id":"246845883529197922"},"user_id_by_app":"552177279717587730","recipient":{"id":"388613280878808645"},"event_name":"user_send_text","message":{"text":"Đã nhận","msg_id":"96d3cdf3af150460909"},"timestamp":"1763600000000"}';
const MAC = 'f556f3b79df972a7654bb24cd45f067ee4ed5f91aadd3314e3cb8c8a1329848c';
const OA = '388613280878808645';
const settings = {
  appId: '3608465248940903967',
  oaId: OA,
  oaSecretKey: 'oa-secret-for-tests',
  appSecret: 'app-secret',
};
const headers = (all: Record<string, string>) => (name: string) => all[name.toLowerCase()];
const raw = Buffer.from(BODY);
const mac = (...parts: string[]) => createHash('sha256').update(parts.join('')).digest('hex');

describe('who wrote a webhook', () => {
  test('the published way of signing is accepted, with and without prefix', () => {
    for (const value of [`mac=${MAC}`, MAC, `sha256=${MAC}`]) {
      expect(verifyWebhook(raw, headers({ 'x-zevent-signature': value }), settings)).toEqual({
        ok: true,
        kind: 'event',
        variant: 'app-id/body-time/oa-secret',
        signedTime: '1763600000000',
      });
    }
  });

  test('the time of the header and the secret of the app count too, until one way is pinned', () => {
    const signed = {
      'x-zevent-signature': `mac=${mac(settings.appId, BODY, '1763600000999', settings.appSecret)}`,
      'x-zevent-timestamp': '1763600000999',
    };
    const variant = 'app-id/header-time/app-secret' as const;
    expect(verifyWebhook(raw, headers(signed), settings)).toMatchObject({ ok: true, variant });
    expect(verifyWebhook(raw, headers(signed), { ...settings, pinned: variant })).toMatchObject({ ok: true });
    const pinned = 'app-id/body-time/oa-secret' as const;
    expect(verifyWebhook(raw, headers(signed), { ...settings, pinned })).toEqual({ ok: false, why: 'forged' });
  });

  test('a changed byte, another secret, no signature or a wrong one are refused', () => {
    const changed = Buffer.from(BODY.replace('Đã nhận', 'Da nhan'));
    expect(verifyWebhook(changed, headers({ 'x-zevent-signature': MAC }), settings)).toEqual({
      ok: false,
      why: 'forged',
    });
    expect(verifyWebhook(raw, headers({ 'x-zevent-signature': MAC }), { ...settings, oaSecretKey: 'x' })).toMatchObject(
      { ok: false },
    );
    expect(verifyWebhook(raw, headers({}), settings)).toEqual({ ok: false, why: 'unsigned' });
    expect(verifyWebhook(raw, headers({ 'x-zevent-signature': 'mac=12' }), settings)).toEqual({
      ok: false,
      why: 'unsigned',
    });
  });

  test('an empty secret never verifies anything', () => {
    const signed = headers({ 'x-zevent-signature': mac(settings.appId, BODY, '1763600000000', '') });
    expect(verifyWebhook(raw, signed, { ...settings, oaSecretKey: '', appSecret: null })).toEqual({
      ok: false,
      why: 'forged',
    });
  });

  test('the probe of Zalo’s console is answered, anything else unsigned is not', () => {
    expect(verifyWebhook(Buffer.from('{}'), headers({}), settings)).toEqual({ ok: true, kind: 'probe' });
    expect(verifyWebhook(Buffer.from('{"a":1}'), headers({}), settings)).toMatchObject({ ok: false });
  });
});

describe('what a webhook says', () => {
  const read = (event: object): ZaloEvent => readWebhook(JSON.stringify(event), OA);

  test('a pressed button arrives as its payload, ids as strings', () => {
    expect(readWebhook(BODY, OA)).toMatchObject({
      kind: 'text',
      userId: '246845883529197922',
      text: 'Đã nhận',
      messageId: '96d3cdf3af150460909',
    });
  });

  test.each([
    ['OA', { sender: { id: OA }, recipient: { id: 'u' } }],
    ['person', { sender: { id: 'u' }, recipient: { id: OA } }],
  ])('a receipt is read alike with the %s as its sender', (_, parties) => {
    expect(
      read({ ...parties, event_name: 'user_received_message', message: { msg_id: 'm' }, timestamp: '1' }),
    ).toMatchObject({
      kind: 'delivered',
      userId: 'u',
      messageIds: ['m'],
    });
    expect(read({ ...parties, event_name: 'user_seen_message', message: { msg_ids: ['m', 'n'] } })).toMatchObject({
      kind: 'seen',
      messageIds: ['m', 'n'],
    });
    expect(read({ ...parties, event_name: 'user_seen_message', message: { msg_id: 'm' } })).toMatchObject({
      kind: 'seen',
      messageIds: ['m'],
    });
  });

  test('a message by phone is named by what we called it', () => {
    const message = { delivery_time: '1602960467432', msg_id: 'm', tracking_id: 'msg-42' };
    expect(
      read({ sender: { id: OA }, recipient: { id: '84123456789' }, event_name: 'user_received_message', message }),
    ).toMatchObject({
      kind: 'delivered',
      trackingId: 'msg-42',
    });
  });

  test('follow, shared data and template verdicts are told apart; unknown events are kept, not refused', () => {
    expect(read({ follower: { id: 'u' }, event_name: 'follow', timestamp: '1' })).toMatchObject({
      kind: 'follow',
      userId: 'u',
    });
    const info = { name: 'A', phone: '84912345678' };
    expect(read({ sender: { id: OA }, recipient: { id: 'u' }, event_name: 'user_submit_info', info })).toMatchObject({
      kind: 'shared-info',
      phone: '84912345678',
    });
    const status = { prev_status: 'ENABLE', new_status: 'REJECT' };
    expect(read({ event_name: 'change_template_status', template_id: 't', status })).toMatchObject({
      kind: 'template-status',
      status: 'REJECT',
    });
    expect(read({ event_name: 'la_lam' })).toMatchObject({ kind: 'other', name: 'la_lam' });
  });

  test('two deliveries of one event share a key, two events do not', () => {
    const event = {
      sender: { id: 'u' },
      recipient: { id: OA },
      event_name: 'user_received_message',
      message: { msg_id: 'm' },
      timestamp: '1',
    };
    expect(read(event).dedupeKey).toBe(read({ ...event }).dedupeKey);
    expect(read(event).dedupeKey).not.toBe(read({ ...event, event_name: 'user_seen_message' }).dedupeKey);
    expect(read({ follower: { id: 'u' }, event_name: 'follow', timestamp: '1' }).dedupeKey).not.toBe(
      read({ follower: { id: 'u' }, event_name: 'follow', timestamp: '2' }).dedupeKey,
    );
  });
});

const STATUS = { taken: 200, 'not-json': 400, 'not-genuine': 401, 'too-old': 401, 'not-stored': 503 };

describe('a signed event has its time', () => {
  const NOW_MS = 1_763_600_000_000;
  const stored: string[] = [];
  const intake = createWebhookIntake({
    settings,
    oaId: OA,
    now: () => new Date(NOW_MS),
    store: async ({ dedupeKey }) => void stored.push(dedupeKey),
  });
  const signedAt = (time: string) => {
    const body = BODY.replace('1763600000000', time);
    const signature = mac(settings.appId, body, time, settings.oaSecretKey);
    return intake(Buffer.from(body), headers({ 'x-zevent-signature': signature }));
  };
  const minutes = (count: number) => String(NOW_MS + count * 60_000);

  test('the first attempt and every repeat of Zalo is taken, the last after nearly two hours too', async () => {
    for (const late of [0, 0.5, 5.5, 20.5, 50.5, 110.5, 120]) expect(await signedAt(minutes(-late))).toBe('taken');
  });

  test('what was written hours ago, lies ahead or has no time is a replay, and nothing of it is stored', async () => {
    stored.length = 0;
    for (const time of [minutes(-122), minutes(-60 * 24 * 365), minutes(11), '0', '-1', 'x', '1e99', '9'.repeat(400)])
      expect([time, await signedAt(time)]).toEqual([time, 'too-old']);
    expect(stored).toEqual([]);
  });

  test('the time that the signature covers counts, not the one beside it', async () => {
    const old = BODY.replace('1763600000000', minutes(-300));
    const signature = mac(settings.appId, old, minutes(-300), settings.oaSecretKey);
    const given = { 'x-zevent-signature': signature, 'x-zevent-timestamp': minutes(0) };
    expect(await intake(Buffer.from(old), headers(given))).toBe('too-old');
  });
});

describe('from a press on the phone to our store', () => {
  const cleanups: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  async function receiver(store: (event: { dedupeKey: string; rawBody: Buffer }) => Promise<void>) {
    const { sandbox, channel } = await zaloSetup();
    const { appId, appSecret, oaId, oaSecretKey } = sandbox.identity;
    const intake = createWebhookIntake({
      settings: { appId, appSecret, oaId, oaSecretKey },
      oaId,
      now: () => new Date(sandbox.nowMs()),
      store,
    });
    const server = http.createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const answer = await intake(Buffer.concat(chunks), (name) => request.headers[name] as string | undefined);
      response.writeHead(STATUS[answer]).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanups.push(() => new Promise((resolve) => server.close(resolve)));
    cleanups.push(() => sandbox.close());
    sandbox.webhooks.settings.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/zalo`;
    return { sandbox, channel };
  }
  test.each([
    { time: 'header', secret: 'oa', prefix: 'mac=', receiptSender: 'user' },
    { time: 'body', secret: 'app', prefix: '', receiptSender: 'oa' },
  ] as const)('received, seen and pressed all arrive, signed by $time time and $secret secret', async (variant) => {
    const events: ZaloEvent[] = [];
    const { sandbox, channel } = await receiver(
      async ({ rawBody }) => void events.push(readWebhook(rawBody.toString('utf8'), OA)),
    );
    Object.assign(sandbox.webhooks.settings, variant);
    expect(await sandbox.webhooks.probe()).toBe(200);
    await channel.send(zaloMessage(), '1');
    sandbox.openChat(USER);
    const pressed = await fetch(`${sandbox.url}phone/${USER}/text`, {
      method: 'POST',
      body: new URLSearchParams({ text: '#nhan:42' }),
    });
    expect(pressed.status).toBe(200);
    await vi.waitFor(() => expect(events.map(({ kind }) => kind).sort()).toEqual(['delivered', 'seen', 'text']), 5_000);
    expect(events.find(({ kind }) => kind === 'text')).toMatchObject({ userId: USER, text: '#nhan:42' });
  });

  test('an event that could not be stored comes again until it is, and is stored once', async () => {
    const stored = new Map<string, string>();
    let failures = 2;
    const { sandbox, channel } = await receiver(async ({ dedupeKey, rawBody }) => {
      failures -= 1;
      if (failures >= 0) throw new Error('database away');
      stored.set(dedupeKey, rawBody.toString('utf8'));
    });
    sandbox.webhooks.settings.retryMs = [20, 20, 20];
    sandbox.webhooks.settings.copies = 2;
    await channel.send(zaloMessage(), '1');
    await vi.waitFor(() => expect(sandbox.webhooks.deliveries.every(({ done }) => done)).toBe(true), 5_000);
    expect(stored.size).toBe(1);
  });
});
