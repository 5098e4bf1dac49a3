// The sandbox must be at least as strict as Zalo is described to be: what it lets through, a test of ours would call good.
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SANDBOX_REFRESH_TOKEN, startZaloSandbox, type ZaloSandbox } from '#local/zalo/start-zalo-sandbox.ts';
import { DAY_MS, PHONE, USER, zaloForm } from './zalo-fixture.ts';

let sandbox: ZaloSandbox;
let token: string;
const HOUR_MS = 3_600_000;

beforeEach(async () => {
  sandbox = await startZaloSandbox({ nowMs: () => DAY_MS });
  sandbox.setUser({ userId: USER, name: 'Nguyễn Thị Hoàng Anh', phone: PHONE });
  token = (await refresh(SANDBOX_REFRESH_TOKEN)).access_token;
});
afterEach(() => sandbox.close());

async function refresh(refreshToken: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${sandbox.oauthUrl}/v4/oa/access_token`, {
    method: 'POST',
    headers: { secret_key: sandbox.identity.appSecret, ...headers },
    body: new URLSearchParams({
      refresh_token: refreshToken,
      app_id: sandbox.identity.appId,
      grant_type: 'refresh_token',
    }),
  });
  return response.json();
}

async function call(url: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', access_token: token, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return (await response.json()).error as number;
}

const cs = (body: unknown, headers?: Record<string, string>) =>
  call(`${sandbox.oaUrl}/v3.0/oa/message/cs`, body, headers);
const text = (words: string, more: object = {}) => ({
  recipient: { user_id: USER },
  message: { text: words, ...more },
});
const buttons = (list: object[]) => ({ attachment: { type: 'template', payload: { buttons: list } } });
const { key: template_id, data: template_data } = zaloForm().template;
const phone = (over: object = {}) =>
  call(`${sandbox.businessUrl}/message/template`, {
    phone: PHONE,
    template_id,
    template_data,
    tracking_id: 't1',
    ...over,
  });
const uid = (over: object = {}) =>
  call(`${sandbox.oaUrl}/v3.0/oa/message/template`, { user_id: USER, template_id, template_data, ...over });

describe('tokens', () => {
  test('a refresh token works once and kills the pair before it', async () => {
    const next = await refresh((await refresh('x')).refresh_token ?? 'unknown');
    expect(next.access_token).toBeUndefined();
    expect(await refresh(SANDBOX_REFRESH_TOKEN)).toMatchObject({ error: -14014 });
    expect(sandbox.violations().map(({ rule }) => rule)).toEqual(['refresh-token-reused']);
  });
  test('a wrong secret or a JSON body gets no pair', async () => {
    expect((await refresh(SANDBOX_REFRESH_TOKEN, { secret_key: 'x' })).access_token).toBeUndefined();
    expect((await refresh(SANDBOX_REFRESH_TOKEN, { 'Content-Type': 'application/json' })).access_token).toBeUndefined();
  });
  test('each host refuses a bad and an expired token in its own code', async () => {
    expect(await cs(text('a'), { access_token: 'x' })).toBe(-216);
    sandbox.expireAccessToken();
    expect(await cs(text('a'))).toBe(-220);
    expect(await phone()).toBe(-124);
  });
  test('a token in the wrong place is noticed', async () => {
    await cs(text('a'), { Authorization: 'Bearer x' });
    await call(`${sandbox.oaUrl}/v3.0/oa/message/cs?access_token=x`, text('a'));
    expect(sandbox.violations().map(({ rule }) => rule)).toEqual(['authorization-header', 'token-in-query']);
  });
});

describe('consultation message', () => {
  test('needs an interaction in the last seven days, by somebody who follows', async () => {
    expect(await cs(text('a'))).toBe(-232);
    sandbox.writeAs(USER, 'chào');
    expect(await cs(text('a'))).toBe(0);
    sandbox.setUser({ userId: USER, lastInteractionMs: DAY_MS - 7 * 24 * HOUR_MS - 1 });
    expect(await cs(text('a'))).toBe(-230);
    sandbox.follow(USER, false);
    expect(await cs(text('a'))).toBe(-213);
  });
  test('refuses wrong bodies', async () => {
    sandbox.writeAs(USER, 'chào');
    expect(await cs(text('x'.repeat(2_001)))).toBe(-210);
    expect(await cs(text(''))).toBe(-201);
    expect(await cs({ message: { text: 'a' } })).toBe(-201);
    expect(await cs('{')).toBe(-201);
    expect(await cs(text('a'), { 'Content-Type': 'text/plain' })).toBe(-201);
    expect(await cs(`{"recipient":{"user_id":${USER}},"message":{"text":"a"}}`)).toBe(-201);
    expect(sandbox.violations().map(({ rule }) => rule)).toEqual(['numeric-id']);
  });
  test('refuses wrong buttons', async () => {
    sandbox.writeAs(USER, 'chào');
    const show = { title: 'Đã nhận', type: 'oa.query.show', payload: '#nhan' };
    expect(await cs(text('a', buttons([show])))).toBe(0);
    expect(await cs(text('a', buttons(Array(6).fill(show))))).toBe(-210);
    expect(await cs(text('a', buttons([{ ...show, title: 'x'.repeat(101) }])))).toBe(-210);
    expect(await cs(text('a', buttons([{ ...show, payload: 'x'.repeat(1_001) }])))).toBe(-210);
    expect(await cs(text('a', buttons([{ ...show, type: 'button' }])))).toBe(-201);
    expect(await cs(text('a', buttons([{ ...show, payload: { url: 'x' } }])))).toBe(-201);
  });
  test('the retired kinds of message are loud', async () => {
    expect(await call(`${sandbox.oaUrl}/v3.0/oa/message/transaction`, {})).toBe(-240);
    expect(sandbox.violations()).toHaveLength(1);
  });
});

describe('template', () => {
  test.each([
    ['0912345678', -108],
    ['+84912345678', 0],
    ['8491234567', -108],
    ['84999999999', -118],
  ])('phone %s', async (number, code) => {
    expect(await phone({ phone: number })).toBe(code);
  });
  test('refuses unknown or unapproved templates and wrong parameters, on both wires', async () => {
    const wrong = (over: object) => ({ template_data: { ...template_data, ...over } });
    expect(await phone({ template_id: 'x' })).toBe(-109);
    expect(await uid({ template_id: 'x' })).toBe(-201);
    expect(await phone({ template_data: {} })).toBe(-111);
    expect(await phone(wrong({ han: undefined }))).toBe(-1122);
    expect(await uid(wrong({ nguoi_nhan: 'x'.repeat(31) }))).toBe(-1121);
    expect(await phone(wrong({ han: 'mai' }))).toBe(-1124);
    expect(await phone(wrong({ han: 5 }))).toBe(-112);
  });
  test('wants a tracking id of at most 48 characters by phone and none by user id', async () => {
    expect(await phone({ tracking_id: undefined })).toBe(-132);
    expect(await phone({ tracking_id: 'x'.repeat(49) })).toBe(-132);
    expect(await uid({ tracking_id: 'x' })).toBe(-201);
    expect(await phone()).toBe(0);
    expect(await phone()).toBe(0);
    expect(sandbox.violations().map(({ rule }) => rule)).toEqual(['tracking-id-sent-twice']);
  });
  test('keeps the daily quota, which opens again the next day, and the night', async () => {
    sandbox.setDailyQuota(1);
    expect(await phone({ tracking_id: 'a' })).toBe(0);
    expect(await phone({ tracking_id: 'b' })).toBe(-144);
    sandbox.moveClock(20 * HOUR_MS);
    expect(await phone({ tracking_id: 'c' })).toBe(-133);
    sandbox.moveClock(2 * HOUR_MS);
    expect(await phone({ tracking_id: 'd' })).toBe(0);
  });
});

test('the phone page shows what came, in safety, and its buttons are presses, not links that act', async () => {
  sandbox.setUser({ userId: USER, name: '<b>Anh</b>' });
  sandbox.writeAs(USER, '<img src=x onerror=alert(1)>');
  await cs(
    text(
      'Nhắc <script>x</script> https://dondoc.example.vn/l/1',
      buttons([{ title: 'Đã nhận', type: 'oa.query.show', payload: '#nhan:1' }]),
    ),
  );
  const page = await (await fetch(`${sandbox.url}phone/${USER}`)).text();
  expect(page).not.toMatch(/<script>x|<img|<b>Anh/);
  expect(page).toContain('href="https://dondoc.example.vn/l/1"');
  const sent = sandbox.messages()[0]!;
  expect(sent.seen).toBe(false);
  await fetch(`${sandbox.url}phone/${USER}/press`, {
    method: 'POST',
    body: new URLSearchParams({ message: sent.messageId, button: '0' }),
  });
  expect(sandbox.messages()[0]).toMatchObject({ wire: 'from-user', text: '#nhan:1' });
  expect(await (await fetch(sandbox.url)).text()).toContain('&lt;b&gt;Anh');
});

test('it goes on where it stopped: tokens, people and messages', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zalo-'));
  const stateFile = join(folder, 'zalo.json');
  const first = await startZaloSandbox({ stateFile, nowMs: () => DAY_MS });
  first.setUser({ userId: USER, name: 'Anh' });
  first.writeAs(USER, 'chào');
  await first.close();
  const second = await startZaloSandbox({ stateFile, nowMs: () => DAY_MS });
  expect(second.messages().map(({ text: words }) => words)).toEqual(['chào']);
  expect(second.users()).toHaveLength(1);
  await second.close();
  rmSync(folder, { recursive: true });
});

test('it can be steered over HTTP by a test outside this process', async () => {
  const control = (method: string, path: string, body?: object) =>
    fetch(`${sandbox.url}_sandbox/${path}`, { method, body: body && JSON.stringify(body) }).then((reply) =>
      reply.json(),
    );
  await control('PUT', 'users', { userId: 'u2', name: 'B', phone: '84900000001' });
  await control('POST', 'text', { userId: 'u2', text: 'chào' });
  await control('POST', 'faults', { path: '/cs', how: { kind: 'error', code: -200, message: 'x' } });
  expect(await cs({ recipient: { user_id: 'u2' }, message: { text: 'a' } })).toBe(-200);
  expect(await cs({ recipient: { user_id: 'u2' }, message: { text: 'a' } })).toBe(0);
  expect(await control('GET', 'messages')).toHaveLength(2);
  await control('POST', 'tokens/expire');
  expect(await cs(text('a'))).toBe(-220);
});

test('a page of another site reads no phone and presses no button, under whatever name it comes', async () => {
  const { port } = new URL(sandbox.url);
  const ask = (headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve) => {
      http.get({ host: '127.0.0.1', port, path: '/_sandbox/messages', headers }, (answer) => {
        resolve(answer.statusCode);
        answer.resume();
      });
    });
  expect(await ask({})).toBe(200);
  for (const headers of [
    { host: `evil.example:${port}` },
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
  ] as Record<string, string>[])
    expect([headers, await ask(headers)]).toEqual([headers, 403]);
});
