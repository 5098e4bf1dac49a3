// A session behind the guard: what another page, another name or another machine cannot do with somebody's cookie.
import { expect, test } from 'vitest';
import { type Route, routes } from '#contracts/routes.ts';
import { aBrowser, addPerson, ownApiWithPeople, role, TEST_KEY_OF_API } from '../support/people.ts';

const api = ownApiWithPeople({ PUBLIC_URL: 'http://localhost' });
const https = ownApiWithPeople({ PUBLIC_URL: 'https://tuky.example/dondoc' });

const key = { name: 'thử', scope: 'read' };
const form = 'multipart/form-data; boundary=x';

test('a change with a cookie says where it comes from, or is one that no form can send', async () => {
  await addPerson(api, { email: 'an@vi-du.example', roles: [role('administrator'), role('officer')] });
  const an = aBrowser(api);
  await an.signIn('an@vi-du.example');
  const status = async (headers: object, body: object | undefined = key, path = '/api/keys') =>
    (await an.ask('POST', path, body, headers)).status;
  expect(await status({})).toBe(200);
  expect(await status({ origin: 'http://localhost', host: 'localhost:80' })).toBe(200);
  for (const origin of ['https://xau.example', 'null', 'http://localhost.xau.example', 'https://localhost'])
    expect([origin, await status({ origin })]).toEqual([origin, 403]);
  for (const site of ['cross-site', 'same-site'])
    expect([site, await status({ 'sec-fetch-site': site })]).toEqual([site, 403]);
  expect(await status({ referer: 'https://xau.example/trang' })).toBe(403);
  // What a form of an old browser sends, which says nothing of where it comes from.
  expect(await status({ 'content-type': form }, undefined, '/api/plans')).toBe(403);
  expect(await status({ 'content-type': form, origin: 'http://localhost' }, undefined, '/api/plans')).not.toBe(403);
  // A script with a key says nothing of a page, because no page has the key.
  const script = { authorization: `Bearer ${TEST_KEY_OF_API}`, 'content-type': form };
  expect((await api.ask('POST', '/api/plans', script)).status).not.toBe(403);
});

test('another page reads nothing with somebody’s cookie, and another name is not served', async () => {
  const an = aBrowser(api);
  await an.signIn('an@vi-du.example');
  expect((await an.ask('GET', '/api/me', undefined, { origin: 'https://xau.example' })).status).toBe(403);
  expect((await an.ask('GET', '/api/me', undefined, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await an.ask('GET', '/api/me', undefined, { host: 'xau.example' })).status).toBe(421);
  expect((await an.ask('GET', '/api/me')).status).toBe(200);
});

test('no change of any route is taken from another page or under another name', async () => {
  const an = aBrowser(api);
  await an.signIn('an@vi-du.example');
  const changes = Object.entries(routes as Record<string, Route>).filter(([, { method }]) => method !== 'GET');
  expect(changes.length).toBeGreaterThan(40);
  const taken: string[] = [];
  for (const [name, { method, path }] of changes) {
    const ask = async (headers: object) =>
      (await an.ask(method as 'POST', path.replace(/:\w+/g, 'x'), {}, headers)).status;
    const foreign = { origin: 'https://xau.example', 'sec-fetch-site': 'cross-site' };
    for (const headers of [foreign, { origin: 'null' }])
      if ((await ask(headers)) !== 403) taken.push(`${name} from ${headers.origin}`);
    if ((await ask({ host: 'xau.example' })) !== 421) taken.push(`${name} as xau.example`);
  }
  expect(taken).toEqual([]);
});

test('below a path of https the cookies are for https and for the path, and come in with it or without', async () => {
  const { hostname } = new URL('https://tuky.example');
  https.context.publicUrl = 'https://tuky.example/dondoc';
  await addPerson(https, { email: 'an@vi-du.example', roles: [role('administrator')] });
  const an = aBrowser(https);
  const { headers } = await an.ask('POST', '/api/auth/sign-in', {
    name: 'an@vi-du.example',
    password: 'con đường làng quanh co',
  });
  const lines = [headers['set-cookie']].flat() as string[];
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(line).toMatch(/^__Secure-dondoc\.[\w]+=.*Path=\/dondoc;.*Secure/);
  expect([hostname, (await an.ask('GET', '/api/me')).status]).toEqual([hostname, 200]);
});
