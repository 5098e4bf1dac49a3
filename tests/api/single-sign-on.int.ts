// Signing in by the office's own system, a real OpenID Connect server: who was invited comes in, and nobody else.
import { afterAll, expect, test } from 'vitest';
import { CLIENT, followTo, startIdentityServer } from '../support/identity-server.ts';
import { aBrowser, addPerson, type Browser, ownApiWithPeople, role } from '../support/people.ts';
import { furnish, runSql } from '../support/store.ts';

const RETURN = 'http://localhost/api/auth/callback/co-quan';
const server = await startIdentityServer(RETURN);
const api = ownApiWithPeople({
  OIDC_ISSUER: server.issuer,
  OIDC_CLIENT_ID: CLIENT.id,
  OIDC_CLIENT_SECRET: CLIENT.secret,
  OIDC_NAME: 'tài khoản huyện',
});
afterAll(() => server.close());

/** As far as the page that is shown in the end. */
async function comeBy(browser: Browser, returnTo = '/viec'): Promise<string> {
  const { body } = await browser.ask('POST', '/api/auth/single-sign-on', { returnTo });
  const back = await followTo(body.url, RETURN);
  // From a page of the other system: what a browser says of such a way.
  const answer = await browser.ask('GET', back.replace('http://localhost', ''), undefined, {
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
  });
  expect(answer.status).toBe(302);
  return String(answer.headers.location);
}

test('who was invited comes in by the address that the other system has verified, and back to where they wanted to go', async () => {
  await furnish(api.context.database);
  expect((await api.get('/api/auth/page')).body.singleSignOn).toEqual({ name: 'tài khoản huyện' });
  await addPerson(api, { email: 'an@vi-du.example', name: 'Nguyễn Văn An', roles: [role('officer')] });
  server.person = { sub: 'an-1', email: 'an@vi-du.example', emailVerified: true, name: 'An ở nơi khác' };
  const browser = aBrowser(api);
  expect(await comeBy(browser, '/viec?dueState=open-overdue')).toBe('/viec?dueState=open-overdue');
  // As the account is called here.
  expect((await browser.ask('GET', '/api/me')).body).toMatchObject({
    name: 'Nguyễn Văn An',
    email: 'an@vi-du.example',
  });
  const { rows } = await runSql(api.url, `select payload from audit_event where type = 'account-signed-in'`);
  expect(rows.map(({ payload }) => payload.way)).toEqual(['/callback/:id']);
});

test('from then on the account is known by what the other system calls it, whatever its address there', async () => {
  server.person = { sub: 'an-1', email: 'an-moi@vi-du.example', emailVerified: true, name: 'An' };
  const browser = aBrowser(api);
  expect(await comeBy(browser)).toBe('/viec');
  expect((await browser.ask('GET', '/api/me')).body.email).toBe('an@vi-du.example');
});

test('who comes back from the other system as somebody leaves no session behind', async () => {
  const browser = aBrowser(api);
  await comeBy(browser);
  const before = aBrowser(api);
  for (const [name, value] of browser.cookies) before.cookies.set(name, value);
  expect(await comeBy(browser)).toBe('/viec');
  expect((await browser.ask('GET', '/api/me')).status).toBe(200);
  expect((await before.ask('GET', '/api/me')).status).toBe(401);
});

test('whoever was not invited is not let in, and is told so at the sign-in page', async () => {
  server.person = { sub: 'la-1', email: 'nguoi-la@vi-du.example', emailVerified: true, name: 'Người lạ' };
  const browser = aBrowser(api);
  expect(await comeBy(browser)).toMatch(/^\/dang-nhap\?ve=%2Fviec&error=signup_disabled/);
  expect((await browser.ask('GET', '/api/me')).status).toBe(401);
  expect((await runSql(api.url, `select email from user_account`)).rows).toEqual([{ email: 'an@vi-du.example' }]);
});

test('an address that the other system has not verified opens nobody’s account', async () => {
  await addPerson(api, { email: 'binh@vi-du.example', roles: [role('administrator')] });
  server.person = { sub: 'gian-1', email: 'binh@vi-du.example', emailVerified: false, name: 'Người gian' };
  const browser = aBrowser(api);
  expect(await comeBy(browser)).toMatch(/^\/dang-nhap\?.*error=/);
  expect((await browser.ask('GET', '/api/me')).status).toBe(401);
});

test('an account that is switched off stays out by this way too', async () => {
  server.person = { sub: 'an-1', email: 'an@vi-du.example', emailVerified: true, name: 'An' };
  await runSql(api.url, `update user_account set disabled_at = now() where email = 'an@vi-du.example'`);
  const browser = aBrowser(api);
  expect(await comeBy(browser)).toMatch(/^\/dang-nhap/);
  expect((await browser.ask('GET', '/api/me')).status).toBe(401);
});

test('an answer that this browser did not ask for is none', async () => {
  await runSql(api.url, `update user_account set disabled_at = null`);
  const [asking, other] = [aBrowser(api), aBrowser(api)];
  const { body } = await asking.ask('POST', '/api/auth/single-sign-on', { returnTo: '/viec' });
  const back = (await followTo(body.url, RETURN)).replace('http://localhost', '');
  expect(String((await other.ask('GET', back)).headers.location)).toMatch(/^\/dang-nhap/);
  expect((await other.ask('GET', '/api/me')).status).toBe(401);
});

test('the way back leads to a page of this server and to no other', async () => {
  for (const returnTo of ['https://evil.example/', '//evil.example', '/\\evil.example', 'viec'])
    expect([returnTo, (await aBrowser(api).ask('POST', '/api/auth/single-sign-on', { returnTo })).status]).toEqual([
      returnTo,
      400,
    ]);
});
