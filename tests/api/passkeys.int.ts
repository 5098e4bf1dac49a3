// Passkeys: what they open, and every answer of a device that opens nothing.
import { expect, test } from 'vitest';
import { codeOf } from '../support/app-code.ts';
import {
  aBrowser,
  addPerson,
  type Browser,
  ownApiWithPeople,
  PASSWORD,
  role,
  TEST_KEY_OF_API,
} from '../support/people.ts';
import { createSoftAuthenticator, type Says } from '../support/soft-authenticator.ts';
import { furnish, runSql } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApiWithPeople();
const byKey = { authorization: `Bearer ${TEST_KEY_OF_API}` };

type Device = ReturnType<typeof createSoftAuthenticator>;

let networks = 0;

function newBrowser(): Browser {
  networks++;
  return aBrowser(api, `203.0.113.${networks}`);
}

async function signedIn(email: string): Promise<Browser> {
  const browser = newBrowser();
  expect((await browser.signIn(email)).status).toBe(200);
  return browser;
}

const startOf = async (browser: Browser) => (await browser.ask('POST', '/api/passkeys/start')).body.options;
const askedOf = async (browser: Browser) => (await browser.ask('POST', '/api/auth/passkey/start')).body.options;
const send = (browser: Browser, response: object, more: object = {}) =>
  browser.ask('POST', '/api/auth/passkey', { response, ...more });

async function add(browser: Browser, device: Device, says: Parameters<Device['make']>[1] = {}) {
  const response = device.make(await startOf(browser), says);
  return browser.ask('POST', '/api/passkeys', { name: 'Máy của tôi', response });
}

async function enter(device: Device, says: Says = {}, browser = newBrowser()) {
  const { status, body } = await send(browser, device.show(await askedOf(browser), says));
  return { browser, status, code: body.code, detail: body.detail };
}

/** Somebody with a passkey, who is signed in by the password. */
async function withPasskey(email: string, roles = [role('officer')]) {
  const id = await addPerson(api, { email, roles });
  const [browser, device] = [await signedIn(email), createSoftAuthenticator()];
  expect((await add(browser, device)).body).toEqual({ done: true });
  return { id, browser, device };
}

const eventsOf = async (id: string) =>
  (
    await runSql(
      api.url,
      `select type, payload from audit_event where subject = 'account/${id}' and type ~ 'passkey|signed-in|sign-in-failed|factor' order by index`,
    )
  ).rows;

test('one that was added signs in by itself, is listed, and opens nothing when it was removed', async () => {
  await furnish(api.context.database);
  await addPerson(api, { email: 'quan-tri@vi-du.example', roles: [role('administrator')] });
  const { id, browser, device } = await withPasskey('an@vi-du.example');
  const listed = async () => (await browser.ask('GET', '/api/passkeys')).body;
  expect(await listed()).toEqual({
    address: 'http://localhost',
    passkeys: [{ id: expect.any(String), name: 'Máy của tôi', createdAt: '2026-03-02T02:00:00Z', lastUsedAt: null }],
  });
  api.at('2026-03-02 09:05');
  const other = newBrowser();
  const asked = await askedOf(other);
  expect(asked).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
  expect(asked.allowCredentials).toBeUndefined();
  expect((await send(other, device.show(asked))).body).toEqual({ done: true });
  expect((await other.ask('GET', '/api/me')).body).toMatchObject({ name: 'an@vi-du.example', passkeys: 1 });
  const [{ id: passkeyId, lastUsedAt }] = (await listed()).passkeys;
  expect(lastUsedAt).toBe('2026-03-02T02:05:00Z');
  expect((await browser.ask('DELETE', `/api/passkeys/${passkeyId}`)).body).toEqual({ removed: true });
  expect((await browser.ask('DELETE', `/api/passkeys/${passkeyId}`)).body).toEqual({ removed: false });
  const late = await enter(device);
  expect([late.status, late.code]).toEqual([401, 'sign-in-wrong']);
  expect((await eventsOf(id)).map(({ type, payload }) => [type, payload.passkeyId, payload.way])).toEqual([
    ['account-signed-in', undefined, '/sign-in/email'],
    ['account-passkey-added', passkeyId, undefined],
    ['account-signed-in', passkeyId, 'passkey'],
    ['account-passkey-removed', passkeyId, undefined],
  ]);
});

test('a challenge is answered once, also by two at the same moment, within five minutes, and only one of here', async () => {
  api.at('2026-03-02 09:00');
  const { device } = await withPasskey('binh@vi-du.example');
  const asked = await askedOf(newBrowser());
  const answers = await Promise.all([1, 2, 3].map(() => send(newBrowser(), device.show(asked, { counter: 10 }))));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
  const again = await send(newBrowser(), device.show(asked));
  expectProblem(again, 'sign-in-wrong');
  expect(again.body.detail).toContain('đã dùng rồi');
  const own = await send(newBrowser(), device.show({ ...asked, challenge: 'tu-nghi-ra-mot-thach-thuc-khong-ai-hoi' }));
  expect([own.status, own.body.code]).toEqual([401, 'sign-in-wrong']);
  const old = await askedOf(newBrowser());
  api.at('2026-03-02 09:05:01');
  expect((await send(newBrowser(), device.show(old))).body.code).toBe('sign-in-wrong');
  expect((await enter(device)).status).toBe(200);
});

test.each<[string, Says]>([
  ['a page of another origin', { origin: 'https://dondoc.ke-gian.example' }],
  ['a page of another port', { origin: 'http://localhost:1' }],
  ['another relying party', { rpId: 'ke-gian.example' }],
  ['a device that has not looked who is there', { verifies: false }],
  ['the name of another account', { userHandle: Buffer.from('ai-do-khac').toString('base64url') }],
])('what is signed for %s opens nothing, and adds nothing', async (what, says) => {
  api.at('2026-03-02 09:00');
  const { browser, device } = await withPasskey(`${networks}@vi-du.example`);
  const refused = await enter(device, says);
  expect([refused.status, refused.code]).toEqual([401, 'sign-in-wrong']);
  expect((await refused.browser.ask('GET', '/api/me')).status).toBe(401);
  expect((await enter(device)).status).toBe(200);
  if (what.includes('name')) return;
  const added = await add(browser, createSoftAuthenticator(), says);
  expectProblem(added, 'passkey-refused');
  expect((await browser.ask('GET', '/api/me')).body.passkeys).toBe(1);
});

test('a signature of another key opens nothing', async () => {
  const { device } = await withPasskey('chu-ky@vi-du.example');
  const browser = newBrowser();
  const forged = createSoftAuthenticator().show(await askedOf(browser), { userHandle: 'x' });
  const own = device.show(await askedOf(browser));
  const mixed = { ...own, response: { ...own.response, signature: forged.response.signature } };
  expect((await send(browser, mixed)).body.code).toBe('sign-in-wrong');
});

test('a counter that goes back is refused and told in the log, and one without a signature tells nothing', async () => {
  const { id, device } = await withPasskey('dem@vi-du.example');
  expect((await enter(device, { counter: 7 })).status).toBe(200);
  const forged = await enter(device, { counter: 3, origin: 'http://localhost:1' });
  expect(forged.code).toBe('sign-in-wrong');
  expect((await eventsOf(id)).map(({ type }) => type)).not.toContain('account-passkey-doubted');
  for (const counter of [7, 6, 0]) {
    const refused = await enter(device, { counter });
    expect([refused.status, refused.code, refused.detail]).toEqual([
      401,
      'sign-in-wrong',
      expect.stringContaining('đã bị sao chép'),
    ]);
  }
  expect((await eventsOf(id)).filter(({ type }) => type === 'account-passkey-doubted').length).toBe(3);
  expect((await enter(device, { counter: 8 })).status).toBe(200);
  // A device that does not count says 0 each time.
  const other = await withPasskey('khong-dem@vi-du.example');
  await runSql(api.url, `update account_passkey set counter = 0 where account_id = '${other.id}'`);
  for (const counter of [0, 0]) expect((await enter(other.device, { counter })).status).toBe(200);
});

test('what is added is what this session has asked for, without the word of a maker, and once', async () => {
  await addPerson(api, { email: 'moi@vi-du.example' });
  const [browser, other] = [await signedIn('moi@vi-du.example'), await signedIn('moi@vi-du.example')];
  const device = createSoftAuthenticator();
  const put = (from: Browser, response: object) => from.ask('POST', '/api/passkeys', { name: 'x', response });
  const options = await startOf(browser);
  expect(options).toMatchObject({
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: [],
  });
  expectProblem(await put(other, device.make(options)), 'passkey-refused');
  expect((await put(browser, device.make(options))).status).toBe(200);
  expectProblem(await put(browser, device.make(options)), 'passkey-refused');
  // Asked of a sign-in, it adds nothing.
  const { rpId, challenge } = await askedOf(browser);
  const made = createSoftAuthenticator().make({ ...options, rp: { id: rpId }, challenge });
  expectProblem(await put(browser, made), 'passkey-refused');
  const certified = { format: 'packed', attestation: { alg: -7, sig: new Uint8Array(8), x5c: [new Uint8Array(8)] } };
  expectProblem(await add(browser, createSoftAuthenticator(), certified), 'passkey-refused');
  expect((await startOf(browser)).excludeCredentials).toMatchObject([{ id: device.id, transports: ['internal'] }]);
  const { browser: foreign } = await withPasskey('nguoi-khac@vi-du.example');
  const taken = await add(foreign, device);
  expectProblem(taken, 'passkey-refused');
  expect(taken.body.detail).toContain('đã có trong hệ thống');
});

test('nobody else’s can be seen or removed, and no key of a program makes one', async () => {
  const { browser } = await withPasskey('chu@vi-du.example');
  const [{ id }] = (await browser.ask('GET', '/api/passkeys')).body.passkeys;
  const other = (await withPasskey('khach@vi-du.example')).browser;
  expect((await other.ask('DELETE', `/api/passkeys/${id}`)).body).toEqual({ removed: false });
  expect((await other.ask('GET', '/api/passkeys')).body.passkeys.length).toBe(1);
  const { secret } = (await browser.ask('POST', '/api/keys', { name: 'mọi quyền', scope: 'all' })).body;
  const asKey = { authorization: `Bearer ${secret}` };
  for (const [method, path] of [
    ['GET', '/api/passkeys'],
    ['POST', '/api/passkeys/start'],
    ['DELETE', `/api/passkeys/${id}`],
  ] as const)
    expect([path, (await api.ask(method, path, asKey)).body.code]).toEqual([path, 'not-allowed']);
});

test('twenty are enough', async () => {
  const { id, browser } = await withPasskey('nhieu@vi-du.example');
  await runSql(
    api.url,
    `insert into account_passkey (id, account_id, name, credential_id, public_key, counter, transports, created_at)
     select 'n' || n, '${id}', 'x', 'n' || n, '', 0, '{}', now() from generate_series(1, 19) n`,
  );
  expectProblem(await browser.ask('POST', '/api/passkeys/start'), 'passkey-refused');
});

test('an account that is off is refused as with a password, and one without a role may do as little', async () => {
  const { id, device } = await withPasskey('tat@vi-du.example');
  await runSql(api.url, `delete from role_held where account_id = '${id}'`);
  const without = await enter(device);
  expect((await without.browser.ask('GET', '/api/overview')).body.code).toBe('not-allowed');
  const turn = (active: boolean) => api.ask('PUT', `/api/accounts/${id}/active`, byKey, { active });
  expect((await turn(false)).body).toMatchObject({ active: false });
  const off = await enter(device);
  expect([off.status, off.code]).toEqual([403, 'account-off']);
  expect((await without.browser.ask('GET', '/api/me')).status).toBe(401);
  await turn(true);
  expect((await enter(device)).status).toBe(200);
});

test('a browser has one session, until it is closed where somebody wants that', async () => {
  const { browser, device } = await withPasskey('phien@vi-du.example');
  const before = new Map(browser.cookies);
  const { headers } = await send(browser, device.show(await askedOf(browser)), { remember: false });
  const line = [headers['set-cookie']].flat().find((one) => /session_token=[^;]/.test(String(one)));
  expect(line).not.toMatch(/max-age/i);
  expect((await browser.ask('GET', '/api/me')).status).toBe(200);
  const stolen = newBrowser();
  for (const [name, value] of before) stolen.cookies.set(name, value);
  expect((await stolen.ask('GET', '/api/me')).status).toBe(401);
  const again = await send(browser, device.show(await askedOf(browser)));
  expect([again.headers['set-cookie']].flat().find((one) => /session_token=[^;]/.test(String(one)))).toMatch(
    /max-age=604800/i,
  );
});

test('failures make whoever fails wait, and nobody who is known', async () => {
  const { id, browser, device } = await withPasskey('cham@vi-du.example');
  const thief = newBrowser();
  const codes = [];
  for (let guess = 0; guess < 6; guess++)
    codes.push((await enter(device, { origin: 'http://localhost:1' }, thief)).code);
  expect(codes).toEqual([...Array(5).fill('sign-in-wrong'), 'sign-in-slowed']);
  expect((await eventsOf(id)).map(({ type }) => type)).toContain('account-sign-in-failed');
  // The device that has signed in before, from the very network of the thief; and the password, counted by itself.
  const { status } = await send(browser, device.show(await askedOf(browser)));
  expect(status).toBe(200);
  expect((await thief.signIn('cham@vi-du.example')).status).toBe(200);
});

test('it is content with it where a second factor is asked of everybody, and a password alone adds none beside it', async () => {
  const { id, device } = await withPasskey('hai-buoc@vi-du.example');
  await addPerson(api, { email: 'chua-co@vi-du.example', roles: [role('auditor')] });
  const rule = (whom: string) => api.ask('PUT', '/api/administration/second-factor', byKey, { whom });
  await rule('everybody');
  const { browser } = await enter(device);
  expect((await browser.ask('GET', '/api/me')).body.awaits).toBeNull();
  expect((await browser.ask('GET', '/api/overview')).status).toBe(200);

  const byPassword = await signedIn('hai-buoc@vi-du.example');
  expect((await byPassword.ask('GET', '/api/me')).body).toMatchObject({ awaits: 'passkey', roles: [] });
  const [{ id: passkeyId }] = (await browser.ask('GET', '/api/passkeys')).body.passkeys;
  for (const [method, path, body] of [
    ['GET', '/api/overview'],
    ['GET', '/api/passkeys'],
    ['POST', '/api/passkeys/start'],
    ['DELETE', `/api/passkeys/${passkeyId}`],
    ['POST', '/api/auth/second-factor/start', { password: PASSWORD }],
    ['POST', '/api/auth/second-factor/confirm', { code: '123456' }],
    ['POST', '/api/auth/change-password', { current: PASSWORD, password: 'một câu khác thật dài' }],
  ] as const) {
    const answer = await byPassword.ask(method, path, body);
    expect([path, answer.status, answer.body.code]).toEqual([path, 403, 'second-factor-needed']);
  }
  const response = device.show(await askedOf(byPassword));
  expect((await byPassword.ask('POST', '/api/auth/prove/passkey', { response })).body).toEqual({ done: true });
  expect((await byPassword.ask('GET', '/api/overview')).status).toBe(200);

  // Who has no factor at all sets one up, and this is one.
  const fresh = await signedIn('chua-co@vi-du.example');
  expect((await fresh.ask('GET', '/api/me')).body.awaits).toBe('second-factor');
  const first = createSoftAuthenticator();
  expect((await add(fresh, first)).status).toBe(200);
  expect((await fresh.ask('GET', '/api/me')).body.awaits).toBe('passkey');
  const shown = first.show(await askedOf(fresh));
  expect((await fresh.ask('POST', '/api/auth/prove/passkey', { response: shown })).status).toBe(200);
  expect((await fresh.ask('GET', '/api/me')).body.awaits).toBeNull();

  // An administrator takes it from who has lost it.
  const listed = (await api.ask('GET', '/api/accounts?q=hai-buoc', byKey)).body;
  expect(listed).toMatchObject([{ twoFactor: false, passkeys: 1 }]);
  const how = 'Gặp trực tiếp, đối chiếu thẻ công chức';
  const dropped = await api.ask('POST', `/api/accounts/${id}/drop-factor`, byKey, { how });
  expect(dropped.body).toEqual({ dropped: true });
  expect((await browser.ask('GET', '/api/me')).status).toBe(401);
  expect((await enter(device)).code).toBe('sign-in-wrong');
  expect((await eventsOf(id)).at(-1)).toMatchObject({
    type: 'account-factor-changed',
    payload: { dropped: true, passkeys: 1 },
  });
  await rule('nobody');
});

test('it proves who is signed in, also where a code would be asked for, and only its owner', async () => {
  const { browser, device } = await withPasskey('chung-minh@vi-du.example');
  const { body } = await browser.ask('POST', '/api/auth/second-factor/start', { password: PASSWORD });
  await browser.ask('POST', '/api/auth/second-factor/confirm', { code: codeOf(body.uri) });
  const ago = () => runSql(api.url, `update account_session set created_at = timestamptz '2026-03-02T00:00:00Z'`);
  await ago();
  expect((await browser.ask('POST', '/api/passkeys/start')).body.code).toBe('proof-needed');
  const prove = async (by: Device) =>
    browser.ask('POST', '/api/auth/prove/passkey', { response: by.show(await askedOf(browser)) });
  const other = await withPasskey('nguoi-la@vi-du.example');
  await ago();
  expectProblem(await prove(other.device), 'sign-in-wrong');
  const before = new Map(browser.cookies);
  expect((await prove(device)).status).toBe(200);
  expect((await browser.ask('POST', '/api/passkeys/start')).status).toBe(200);
  const stolen = newBrowser();
  for (const [name, value] of before) stolen.cookies.set(name, value);
  expect((await stolen.ask('GET', '/api/me')).status).toBe(401);
  const nobody = await newBrowser().ask('POST', '/api/auth/prove/passkey', {
    response: device.show(await askedOf(browser)),
  });
  expectProblem(nobody, 'sign-in-needed');
});

test('what is no answer of a device is refused as such, in Vietnamese', async () => {
  const browser = newBrowser();
  for (const response of [{}, { id: 'a b', rawId: 'x', response: {} }, 'x'])
    expectProblem(await send(browser, response as object), 'invalid-request');
  const empty = { clientDataJSON: 'bm9uZQ', authenticatorData: 'eA', signature: 'eA', userHandle: 'eA' };
  expectProblem(await send(browser, { id: 'eA', rawId: 'eA', response: empty }), 'sign-in-wrong');
});
