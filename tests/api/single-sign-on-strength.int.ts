// How strong a sign-in at the office's own system is: what it has to prove is refused below that, and where nothing is asked of it, it is one factor.
import { afterAll, expect, test } from 'vitest';
import type { ApiFixture } from '../support/api.ts';
import { codeOf } from '../support/app-code.ts';
import { CLIENT, followTo, startIdentityServer } from '../support/identity-server.ts';
import { aBrowser, addPerson, type Browser, ownApiWithPeople, PASSWORD, TEST_KEY_OF_API } from '../support/people.ts';
import { furnish, runSql } from '../support/store.ts';

const RETURN = 'http://localhost/api/auth/callback/co-quan';
const server = await startIdentityServer(RETURN);
const system = {
  OIDC_ISSUER: server.issuer,
  OIDC_CLIENT_ID: CLIENT.id,
  OIDC_CLIENT_SECRET: CLIENT.secret,
};
const strict = ownApiWithPeople({ ...system, OIDC_ACR_VALUES: 'hai-buoc', OIDC_AMR_VALUES: 'otp hwk' });
const plain = ownApiWithPeople(system);
afterAll(() => server.close());

async function comeBy(browser: Browser, shown: { acr?: string; amr?: string[] }): Promise<string> {
  server.shown = shown;
  const { body } = await browser.ask('POST', '/api/auth/single-sign-on', { returnTo: '/viec?trang=2' });
  const back = await followTo(body.url, RETURN);
  return String((await browser.ask('GET', back.replace('http://localhost', ''))).headers.location);
}

const askedOfEverybody = ({ ask }: ApiFixture) =>
  ask(
    'PUT',
    '/api/administration/second-factor',
    { authorization: `Bearer ${TEST_KEY_OF_API}` },
    { whom: 'everybody' },
  );

test('what is set is asked for, and a sign-in below it is refused and leaves nothing', async () => {
  await furnish(strict.context.database);
  await addPerson(strict, { email: 'an@vi-du.example' });
  server.person = { sub: 'an-1', email: 'an@vi-du.example', emailVerified: true, name: 'An' };
  for (const shown of [
    {},
    { acr: 'mot-buoc', amr: ['otp'] },
    { acr: 'hai-buoc' },
    { acr: 'hai-buoc', amr: ['pwd'] },
    { amr: ['otp'] },
  ]) {
    const browser = aBrowser(strict);
    expect([shown, await comeBy(browser, shown)]).toEqual([
      shown,
      expect.stringMatching(/^\/dang-nhap\?.*error=sign_in_too_weak/),
    ]);
    expect((await browser.ask('GET', '/api/me')).status).toBe(401);
  }
  expect(server.asked.acrValues).toBe('hai-buoc');
  expect((await runSql(strict.url, `select 1 from account_credential where provider_id = 'co-quan'`)).rows).toEqual([]);
});

test('one that is as strong comes in, and counts as more than one factor', async () => {
  await askedOfEverybody(strict);
  const browser = aBrowser(strict);
  expect(await comeBy(browser, { acr: 'hai-buoc', amr: ['pwd', 'otp'] })).toBe('/viec?trang=2');
  expect((await browser.ask('GET', '/api/me')).body).toMatchObject({ email: 'an@vi-du.example', awaits: null });
  // What was strong once says nothing of the next time.
  const again = aBrowser(strict);
  expect(await comeBy(again, { acr: 'mot-buoc', amr: ['pwd'] })).toContain('sign_in_too_weak');
  expect((await again.ask('GET', '/api/me')).status).toBe(401);
});

test('an address that is not verified there opens nobody’s account, however strong', async () => {
  await addPerson(strict, { email: 'binh@vi-du.example' });
  server.person = { sub: 'gian-1', email: 'binh@vi-du.example', emailVerified: false, name: 'Gian' };
  const browser = aBrowser(strict);
  expect(await comeBy(browser, { acr: 'hai-buoc', amr: ['otp'] })).toMatch(/^\/dang-nhap\?.*error=/);
  expect((await browser.ask('GET', '/api/me')).status).toBe(401);
});

test('where nothing is set it is one factor: who has to have two sets one up, also without a password here', async () => {
  await furnish(plain.context.database);
  await addPerson(plain, { email: 'cuc@vi-du.example' });
  await runSql(plain.url, `delete from account_credential where provider_id = 'credential'`);
  await askedOfEverybody(plain);
  server.person = { sub: 'cuc-1', email: 'cuc@vi-du.example', emailVerified: true, name: 'Cúc' };
  const browser = aBrowser(plain);
  expect(await comeBy(browser, { acr: 'hai-buoc', amr: ['otp'] })).toBe('/viec?trang=2');
  expect((await browser.ask('GET', '/api/me')).body.awaits).toBe('second-factor');
  expect((await browser.ask('GET', '/api/plans')).body.code).toBe('second-factor-needed');
  const { body } = await browser.ask('POST', '/api/auth/second-factor/start', {});
  const first = codeOf(body.uri);
  expect((await browser.ask('POST', '/api/auth/second-factor/confirm', { code: first })).status).toBe(200);
  expect((await browser.ask('GET', '/api/me')).body.awaits).toBe(null);

  // From then on the code is asked for on this way too, and leads on to where they wanted to go.
  const next = aBrowser(plain, '203.0.113.8');
  expect(await comeBy(next, {})).toBe(`/dang-nhap?${new URLSearchParams({ ve: '/viec?trang=2', buoc: 'ma' })}`);
  expect((await next.ask('GET', '/api/me')).status).toBe(401);
  expect((await next.ask('POST', '/api/auth/second-factor', { code: '000000' })).body.code).toBe('second-factor-wrong');
  expect((await next.ask('POST', '/api/auth/second-factor', { code: codeOf(body.uri, 1) })).status).toBe(200);
  expect((await next.ask('GET', '/api/me')).body).toMatchObject({ email: 'cuc@vi-du.example', awaits: null });
  const { rows } = await runSql(
    plain.url,
    `select payload from audit_event where type = 'account-signed-in' order by index`,
  );
  expect(rows.map(({ payload }) => payload.way).slice(-2)).toEqual(['/callback/:id', '/two-factor/verify-totp']);
});

test('who has a password here gives it before they set one up', async () => {
  await addPerson(plain, { email: 'dung@vi-du.example' });
  const browser = aBrowser(plain, '203.0.113.9');
  await browser.signIn('dung@vi-du.example');
  expect((await browser.ask('POST', '/api/auth/second-factor/start', {})).body.code).toBe('sign-in-wrong');
  expect((await browser.ask('POST', '/api/auth/second-factor/start', { password: PASSWORD })).status).toBe(200);
});
