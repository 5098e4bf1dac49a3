// Nobody takes the server for themselves: accounts, keys and addresses are counted apart, and what nobody has signed in for is too.
import { expect, test } from 'vitest';
import { aBrowser, addPerson, ownApiWithPeople, role, TEST_KEY_OF_API } from '../support/people.ts';
import { furnish } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApiWithPeople({}, { rateLimits: { account: 8, key: 5, address: 6 } });

test('who asks too often is told when to ask again, and nobody else waits for that', async () => {
  await furnish(api.context.database);
  for (const email of ['an@vi-du.example', 'binh@vi-du.example'])
    await addPerson(api, { email, roles: [role('officer')] });
  const [an, binh, stranger] = [
    aBrowser(api, '203.0.113.1'),
    aBrowser(api, '203.0.113.1'),
    aBrowser(api, '203.0.113.9'),
  ];
  expect((await an.signIn('an@vi-du.example')).status).toBe(200);
  expect((await binh.signIn('binh@vi-du.example')).status).toBe(200);
  const { body: key } = await an.ask('POST', '/api/keys', { name: 'hệ thống', scope: 'read' });
  const first = await an.ask('GET', '/api/me');
  expect(first.headers).toMatchObject({ 'ratelimit-limit': '8', 'ratelimit-remaining': '6' });
  for (let n = 0; n < 6; n++) expect((await an.ask('GET', '/api/me')).status).toBe(200);
  const refused = await an.ask('GET', '/api/me');
  expectProblem(refused, 'too-many-requests');
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
  // The same address, another account; and the key has a count of its own.
  expect((await binh.ask('GET', '/api/me')).status).toBe(200);
  const byKey = () => api.ask('GET', '/api/me', { authorization: `Bearer ${key.secret}` });
  const answers = [];
  for (let n = 0; n < 6; n++) answers.push((await byKey()).status);
  expect(answers).toEqual([200, 200, 200, 200, 200, 429]);
  // Guessing keys is counted by where it comes from.
  const guess = (network: string) =>
    api.ask('GET', '/api/me', { authorization: 'Bearer dondoc_x', 'x-forwarded-for': network });
  const guesses = [];
  for (let n = 0; n < 7; n++) guesses.push((await guess('203.0.113.50')).status);
  expect(guesses).toEqual([401, 401, 401, 401, 401, 401, 429]);
  expect((await guess('203.0.113.51')).status).toBe(401);
  expect((await stranger.ask('GET', '/api/auth/page')).status).toBe(200);
});

test('what runs beside the server, and the pages themselves, are not counted', async () => {
  for (let n = 0; n < 12; n++) {
    expect((await api.ask('GET', '/api/me', { authorization: `Bearer ${TEST_KEY_OF_API}` })).status).toBe(200);
    expect((await api.ask('GET', '/healthz', { 'x-forwarded-for': '203.0.113.77' })).status).toBe(200);
  }
});
