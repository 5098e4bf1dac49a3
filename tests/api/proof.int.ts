// What is asked for again: a session that was left open lets nobody else in, and changes nothing about how its owner comes in.
import { expect, test } from 'vitest';
import { type Route, routes } from '#contracts/routes.ts';
import { NEEDS_PROOF } from '#domain/rights/proof.ts';
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
import { furnish, runSql } from '../support/store.ts';

const api = ownApiWithPeople();

/** As if everybody had signed in that long ago. */
const ago = (minutes: number) =>
  runSql(
    api.url,
    `update account_session set created_at = timestamptz '2026-03-02T02:00:00Z' - interval '${minutes} minutes'`,
  );

async function signedIn(email: string, network: string): Promise<Browser> {
  const browser = aBrowser(api, network);
  await browser.signIn(email);
  return browser;
}

let otherId = '';

const OF_PEOPLE: [string, 'POST' | 'PUT' | 'DELETE', () => string, object?][] = [
  ['endSession', 'DELETE', () => '/api/sessions/others'],
  ['endAnySession', 'DELETE', () => '/api/administration/sessions/khong-co'],
  ['addKey', 'POST', () => '/api/keys', { name: 'thử', scope: 'read' }],
  ['inviteAccount', 'POST', () => '/api/accounts', { email: 'moi@vi-du.example', name: 'Người mới' }],
  ['changeRoles', 'POST', () => `/api/accounts/${otherId}/roles`, { give: [{ role: 'auditor' }] }],
  ['switchAccount', 'PUT', () => `/api/accounts/${otherId}/active`, { active: true }],
  ['dropSecondFactor', 'POST', () => `/api/accounts/${otherId}/drop-factor`, { how: 'gặp trực tiếp ở phòng' }],
  ['requireSecondFactor', 'PUT', () => '/api/administration/second-factor', { whom: 'nobody' }],
  ['addOffice', 'POST', () => '/api/offices', { name: 'UBND xã', officer: { name: 'A', email: 'xa@vi-du.example' } }],
];
const OF_ONESELF: [string, 'POST', () => string, object][] = [
  [
    'changePassword',
    'POST',
    () => '/api/auth/change-password',
    { current: PASSWORD, password: 'một câu khác thật dài' },
  ],
  ['startSecondFactor', 'POST', () => '/api/auth/second-factor/start', { password: PASSWORD }],
  ['stopSecondFactor', 'POST', () => '/api/auth/second-factor/stop', { password: PASSWORD }],
];

test('after ten minutes it is asked for again, before what lets others in or changes how one comes in', async () => {
  api.at('2026-03-02 09:00');
  await furnish(api.context.database);
  await addPerson(api, { email: 'an@vi-du.example', roles: [role('administrator')] });
  otherId = await addPerson(api, { email: 'khac@vi-du.example' });
  const an = await signedIn('an@vi-du.example', '203.0.113.7');
  await ago(11);
  for (const [name, method, path, body] of [...OF_PEOPLE, ...OF_ONESELF]) {
    const { status, body: answer } = await an.ask(method, path(), body);
    expect([name, status, answer.code]).toEqual([name, 403, 'proof-needed']);
  }
  expect((await runSql(api.url, `select 1 from account_key`)).rows).toEqual([]);
  // What shows and what only closes goes on, and so does a program with a key.
  for (const path of ['/api/me', '/api/sessions', '/api/accounts', '/api/keys'])
    expect([path, (await an.ask('GET', path)).status]).toEqual([path, 200]);
  const byKey = { authorization: `Bearer ${TEST_KEY_OF_API}` };
  expect((await api.ask('POST', `/api/accounts/${otherId}/roles`, byKey, {})).status).toBe(200);
  // Whoever may not do it at all hears that, and is not asked for a password in vain.
  const other = await signedIn('khac@vi-du.example', '203.0.113.8');
  await ago(11);
  expect((await other.ask('POST', '/api/accounts', { email: 'x@vi-du.example', name: 'X' })).body.code).toBe(
    'not-allowed',
  );
});

test('the password opens them again, by a session in the place of the one before', async () => {
  const an = await signedIn('an@vi-du.example', '203.0.113.9');
  await ago(11);
  const before = new Map(an.cookies);
  expect((await an.ask('POST', '/api/auth/prove', { password: 'không phải' })).body.code).toBe('sign-in-wrong');
  expect((await an.ask('POST', '/api/keys', { name: 'thử', scope: 'read' })).body.code).toBe('proof-needed');
  expect((await an.ask('POST', '/api/auth/prove', { password: PASSWORD })).status).toBe(200);
  for (const [name, method, path, body] of OF_PEOPLE)
    expect([name, (await an.ask(method, path(), body)).status]).toEqual([name, 200]);
  const stolen = aBrowser(api, '203.0.113.9');
  for (const [name, value] of before) stolen.cookies.set(name, value);
  expect((await stolen.ask('GET', '/api/me')).status).toBe(401);
});

test('with a second factor the code is asked for too, and guesses at either wait', async () => {
  await addPerson(api, { email: 'hai-buoc@vi-du.example' });
  const browser = await signedIn('hai-buoc@vi-du.example', '203.0.113.10');
  const { body } = await browser.ask('POST', '/api/auth/second-factor/start', { password: PASSWORD });
  await browser.ask('POST', '/api/auth/second-factor/confirm', { code: codeOf(body.uri) });
  await ago(11);
  const prove = (asked: object) => browser.ask('POST', '/api/auth/prove', { password: PASSWORD, ...asked });
  expect((await prove({})).body.code).toBe('second-factor-wrong');
  expect((await prove({ code: '000000' })).body.code).toBe('second-factor-wrong');
  expect((await browser.ask('POST', '/api/auth/second-factor/stop', { password: PASSWORD })).body.code).toBe(
    'proof-needed',
  );
  expect((await prove({ code: codeOf(body.uri, 1) })).status).toBe(200);
  expect((await browser.ask('GET', '/api/me')).status).toBe(200);
  await ago(11);
  expect((await prove({ code: body.recoveryCodes[0], recovery: true })).status).toBe(200);
  expect((await browser.ask('POST', '/api/auth/second-factor/stop', { password: PASSWORD })).status).toBe(200);
  await ago(11);
  const guesses = [];
  for (let guess = 0; guess < 6; guess++) guesses.push((await prove({ password: `đoán ${guess}` })).body.code);
  expect(guesses).toEqual([...Array(5).fill('sign-in-wrong'), 'sign-in-slowed']);
});

test('what the table of rights asks it for is what the route table says', () => {
  const said = Object.entries<Route>(routes).flatMap(([name, { proof }]) => (proof === true ? [name] : []));
  expect(said.sort()).toEqual([...OF_PEOPLE, ...OF_ONESELF].map(([name]) => name).sort());
  expect(NEEDS_PROOF.size).toBe(OF_PEOPLE.length);
});
