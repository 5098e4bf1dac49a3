// The second step of signing in, and keys of the API: how far each goes, and when it ends.
import { expect, test } from 'vitest';
import { askPasswordReset } from '#operations/ask-password-reset.ts';
import { ADMINISTRATOR } from '#operations/seam/actor.ts';
import { codeOf } from '../support/app-code.ts';
import { aBrowser, addPerson, type Browser, ownApiWithPeople, PASSWORD, role } from '../support/people.ts';
import { furnish, runSql } from '../support/store.ts';

const api = ownApiWithPeople();

async function withFactor(browser: Browser): Promise<{ uri: string; recoveryCodes: string[]; code: string }> {
  const { body } = await browser.ask('POST', '/api/auth/second-factor/start', { password: PASSWORD });
  const code = codeOf(body.uri);
  expect((await browser.ask('POST', '/api/auth/second-factor/confirm', { code })).status).toBe(200);
  return { ...body, code };
}

test('once it was confirmed, a code of the app is asked for, and the password alone opens nothing', async () => {
  await furnish(api.context.database);
  await addPerson(api, { email: 'an@vi-du.example', roles: [role('officer')] });
  const browser = aBrowser(api);
  await browser.signIn('an@vi-du.example');
  const started = await browser.ask('POST', '/api/auth/second-factor/start', { password: 'không phải' });
  expect(started.body.code).toBe('sign-in-wrong');
  const { uri, recoveryCodes } = await withFactor(browser);
  expect((await browser.ask('GET', '/api/me')).body.secondFactor).toBe(true);
  expect(recoveryCodes.length).toBe(10);

  const other = aBrowser(api, '203.0.113.8');
  expect((await other.signIn('an@vi-du.example')).body).toEqual({ next: 'second-factor' });
  expect((await other.ask('GET', '/api/me')).status).toBe(401);
  const wrong = await other.ask('POST', '/api/auth/second-factor', { code: '000000' });
  expect([wrong.status, wrong.body.code]).toEqual([401, 'second-factor-wrong']);
  expect((await other.ask('POST', '/api/auth/second-factor', { code: codeOf(uri, 1) })).status).toBe(200);
  expect((await other.ask('GET', '/api/me')).status).toBe(200);
  const types = (await runSql(api.url, `select type from audit_event where subject like 'account/%' order by index`))
    .rows;
  expect(types.map(({ type }) => type).slice(-3)).toEqual([
    'account-signed-in',
    'account-factor-changed',
    'account-signed-in',
  ]);
});

test('a recovery code opens once', async () => {
  await addPerson(api, { email: 'binh@vi-du.example' });
  const browser = aBrowser(api);
  await browser.signIn('binh@vi-du.example');
  const { recoveryCodes } = await withFactor(browser);
  const enter = async (network: string) => {
    const other = aBrowser(api, network);
    await other.signIn('binh@vi-du.example');
    return other.ask('POST', '/api/auth/second-factor', { code: recoveryCodes[0], recovery: true });
  };
  expect((await enter('203.0.113.11')).status).toBe(200);
  expect((await enter('203.0.113.12')).body.code).toBe('second-factor-wrong');
});

test('a code of the app opens once, also for two at the same moment, and the next one opens again', async () => {
  await addPerson(api, { email: 'mot-lan@vi-du.example' });
  const browser = aBrowser(api, '203.0.113.91');
  await browser.signIn('mot-lan@vi-du.example');
  const { uri, code: first } = await withFactor(browser);
  const enter = async (code: string, ...networks: string[]) => {
    const others = networks.map((network) => aBrowser(api, network));
    for (const other of others) await other.signIn('mot-lan@vi-du.example');
    const answers = await Promise.all(others.map((other) => other.ask('POST', '/api/auth/second-factor', { code })));
    const open = await Promise.all(others.map((other) => other.ask('GET', '/api/me')));
    return answers.map(({ status, body }, at) => [status, body.code, open[at]?.status]).sort();
  };
  const opened = [200, undefined, 200];
  const refused = [401, 'second-factor-wrong', 401];
  // The code that switched it on is used up too.
  expect(await enter(first, '203.0.113.92')).toEqual([refused]);
  const next = codeOf(uri, 1);
  expect(await enter(next, '203.0.113.93', '203.0.113.94', '203.0.113.95')).toEqual([opened, refused, refused]);
  expect(await enter(next, '203.0.113.96')).toEqual([refused]);
  // Half a minute later, as far as the account knows.
  await runSql(api.url, 'update account_totp set last_step = last_step - 1');
  expect(await enter(next, '203.0.113.97')).toEqual([opened]);
});

test('a code without a password before it opens nothing', async () => {
  const answer = await aBrowser(api).ask('POST', '/api/auth/second-factor', { code: '123456' });
  expect([answer.status, answer.body.code]).toEqual([401, 'sign-in-needed']);
});

test('guessing codes ends the sign-in, and begins with the password again', async () => {
  const browser = aBrowser(api, '203.0.113.13');
  await browser.signIn('binh@vi-du.example');
  const codes = [];
  for (let guess = 0; guess < 8; guess++)
    codes.push((await browser.ask('POST', '/api/auth/second-factor', { code: '000000' })).body.code);
  expect(codes[0]).toBe('second-factor-wrong');
  expect(codes.at(-1)).toBe('sign-in-needed');
});

test('with the password it is switched off again', async () => {
  await addPerson(api, { email: 'cuc@vi-du.example' });
  const browser = aBrowser(api);
  await browser.signIn('cuc@vi-du.example');
  await withFactor(browser);
  expect((await browser.ask('POST', '/api/auth/second-factor/stop', { password: PASSWORD })).status).toBe(200);
  expect((await aBrowser(api, '203.0.113.14').signIn('cuc@vi-du.example')).body).toEqual({ next: 'signed-in' });
});

test('a key does what its scope and its owner may, until it ends', async () => {
  api.at('2026-03-02 09:00');
  await addPerson(api, { email: 'khoa@vi-du.example', roles: [role('officer')] });
  const browser = aBrowser(api);
  await browser.signIn('khoa@vi-du.example');
  const make = async (scope: string, days: number | null = 30) =>
    (await browser.ask('POST', '/api/keys', { name: `khóa ${scope}`, scope, days })).body as {
      id: string;
      secret: string;
    };
  const [read, all] = [await make('read', 1), await make('all', null)];
  const by = ({ secret }: { secret: string }, method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) =>
    api.ask(method, path, { authorization: `Bearer ${secret}` }, body);
  expect((await by(read, 'GET', '/api/plans')).status).toBe(200);
  expect((await by(read, 'POST', '/api/attention/resolve', { id: 'x' })).status).toBe(403);
  expect((await by(all, 'POST', '/api/attention/resolve', { id: 'x' })).status).toBe(200);
  // Not what its owner may not, and never another key.
  expect((await by(all, 'POST', '/api/webhooks', { url: 'https://nhan.example.vn/x' })).status).toBe(403);
  expect((await by(all, 'POST', '/api/keys', { name: 'con', scope: 'all' })).status).toBe(403);
  expect((await by(all, 'GET', '/api/me')).body.name).toBe('khoa@vi-du.example (khóa khóa all)');

  const stored = (await runSql(api.url, 'select hash from account_key')).rows.map(({ hash }) => hash);
  expect(stored).not.toContain(read.secret);
  const used = async () =>
    (await browser.ask('GET', '/api/keys')).body.find(({ id }: { id: string }) => id === all.id).lastUsedAt;
  expect(await used()).toBe('2026-03-02T02:00:00Z');
  api.at('2026-03-02 09:00:30');
  await by(all, 'GET', '/api/plans');
  expect(await used()).toBe('2026-03-02T02:00:00Z');
  api.at('2026-03-02 09:01:30');
  await by(all, 'GET', '/api/plans');
  expect(await used()).toBe('2026-03-02T02:01:30Z');

  api.at('2026-03-03 09:00');
  expect((await by(read, 'GET', '/api/plans')).status).toBe(401);
  expect((await browser.ask('DELETE', `/api/keys/${all.id}`)).body).toEqual({ revoked: true });
  expect((await by(all, 'GET', '/api/plans')).status).toBe(401);
});

test('a key is nobody else’s to revoke', async () => {
  await addPerson(api, { email: 'mot@vi-du.example' });
  await addPerson(api, { email: 'hai@vi-du.example' });
  const [one, two] = [aBrowser(api), aBrowser(api)];
  await one.signIn('mot@vi-du.example');
  await two.signIn('hai@vi-du.example');
  const { id, secret } = (await one.ask('POST', '/api/keys', { name: 'của một', scope: 'read' })).body;
  expect((await two.ask('DELETE', `/api/keys/${id}`)).body).toEqual({ revoked: false });
  expect((await api.ask('GET', '/api/me', { authorization: `Bearer ${secret}` })).status).toBe(200);
});

test('what a key was answered under an Idempotency-Key is nobody else’s answer', async () => {
  const [one, two] = [aBrowser(api), aBrowser(api)];
  await one.signIn('mot@vi-du.example');
  await two.signIn('hai@vi-du.example');
  const make = (browser: Browser) =>
    browser.ask('POST', '/api/keys', { name: 'cùng một khóa', scope: 'read' }, { 'idempotency-key': 'cung-mot-khoa' });
  const [first, again, other] = [await make(one), await make(one), await make(two)];
  expect(again.body).toEqual(first.body);
  expect(other.headers['idempotency-replayed']).toBeUndefined();
  expect(other.body.secret).not.toBe(first.body.secret);
});

test('starting anew takes nothing from a factor that works', async () => {
  await addPerson(api, { email: 'doi-may@vi-du.example' });
  const browser = aBrowser(api, '203.0.113.81');
  await browser.signIn('doi-may@vi-du.example');
  const { uri } = await withFactor(browser);
  const again = await browser.ask('POST', '/api/auth/second-factor/start', { password: PASSWORD });
  expect([again.status, again.body.detail]).toEqual([
    400,
    expect.stringContaining('tắt xác thực hai bước, rồi bật lại'),
  ]);
  const other = aBrowser(api, '203.0.113.82');
  await other.signIn('doi-may@vi-du.example');
  expect((await other.ask('POST', '/api/auth/second-factor', { code: codeOf(uri, 1) })).status).toBe(200);
});

test('a reset sets the password and still asks for the code', async () => {
  const { token } = await askPasswordReset({ ...api.context, letters: null }, ADMINISTRATOR, {
    email: 'doi-may@vi-du.example',
  });
  const browser = aBrowser(api, '203.0.113.83');
  const set = await browser.ask('POST', '/api/auth/set-password', { token, password: 'một câu hoàn toàn khác' });
  expect(set.body).toEqual({ next: 'second-factor' });
  expect((await browser.ask('GET', '/api/me')).status).toBe(401);
});
