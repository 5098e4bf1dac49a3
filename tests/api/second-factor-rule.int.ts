// A second factor that is asked of people: who has none sets one up before anything else.
import { expect, test } from 'vitest';
import type { OutgoingMessage } from '#channels/channel.ts';
import { sendAccountMails } from '#worker/send-account-mails.ts';
import { codeOf } from '../support/app-code.ts';
import { CLIENT, followTo, startIdentityServer } from '../support/identity-server.ts';
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

const RETURN = 'http://localhost/api/auth/callback/co-quan';
const server = await startIdentityServer(RETURN);
const api = ownApiWithPeople({
  OIDC_ISSUER: server.issuer,
  OIDC_CLIENT_ID: CLIENT.id,
  OIDC_CLIENT_SECRET: CLIENT.secret,
  OIDC_NAME: 'tài khoản huyện',
  OIDC_AMR_VALUES: 'mfa',
});

const byKey = { authorization: `Bearer ${TEST_KEY_OF_API}` };
const rule = async (whom: string) =>
  (await api.ask('PUT', '/api/administration/second-factor', byKey, { whom })).body as { changed: boolean };

async function signedIn(email: string, network: string): Promise<Browser> {
  const browser = aBrowser(api, network);
  await browser.signIn(email);
  return browser;
}

async function setUp(browser: Browser): Promise<string> {
  const { body } = await browser.ask('POST', '/api/auth/second-factor/start', { password: PASSWORD });
  expect((await browser.ask('POST', '/api/auth/second-factor/confirm', { code: codeOf(body.uri) })).status).toBe(200);
  return body.uri;
}

const READS = [
  '/api/meta',
  '/api/overview',
  '/api/plans',
  '/api/keys',
  '/api/sessions',
  '/api/audit/export?format=csv',
];

test('asked of keepers, it holds those at the next request, and nobody else', async () => {
  await furnish(api.context.database);
  await addPerson(api, { email: 'quan-tri@vi-du.example', roles: [role('administrator')] });
  await addPerson(api, { email: 'kiem-tra@vi-du.example', roles: [role('auditor')] });
  const [keeper, auditor] = [
    await signedIn('quan-tri@vi-du.example', '203.0.113.1'),
    await signedIn('kiem-tra@vi-du.example', '203.0.113.2'),
  ];
  const { secret } = (await keeper.ask('POST', '/api/keys', { name: 'cổng', scope: 'read' })).body;
  expect((await keeper.ask('GET', '/api/administration/installation')).body.secondFactorFor).toBe('nobody');
  expect(await rule('administrators-and-officers')).toEqual({ whom: 'administrators-and-officers', changed: true });
  expect(await rule('administrators-and-officers')).toMatchObject({ changed: false });
  for (const path of READS) {
    const { status, body } = await keeper.ask('GET', path);
    expect([path, status, body.code]).toEqual([path, 403, 'second-factor-needed']);
  }
  const { status, body } = await keeper.ask('PUT', '/api/administration/second-factor', { whom: 'nobody' });
  expect([status, body.code]).toEqual([403, 'second-factor-needed']);
  expect((await keeper.ask('GET', '/api/me')).body).toMatchObject({
    awaits: 'second-factor',
    roles: [],
    rights: expect.any(Array),
  });
  expect((await auditor.ask('GET', '/api/overview')).status).toBe(200);
  // A program is nobody who could set one up.
  expect((await api.ask('GET', '/api/plans', { authorization: `Bearer ${secret}` })).status).toBe(200);
  await setUp(keeper);
  expect((await keeper.ask('GET', '/api/me')).body).toMatchObject({ awaits: null, secondFactor: true });
  expect((await keeper.ask('GET', '/api/overview')).status).toBe(200);
  const { rows } = await runSql(api.url, `select payload from audit_event where type = 'account-rule-changed'`);
  expect(rows.map(({ payload }) => payload)).toEqual([
    { before: 'nobody', secondFactorFor: 'administrators-and-officers' },
  ]);
});

test('asked of everybody, it holds whoever comes in by a password alone, and not who comes by the office’s own system that has proved more', async () => {
  await rule('everybody');
  const auditor = await signedIn('kiem-tra@vi-du.example', '203.0.113.3');
  expect((await auditor.ask('GET', '/api/overview')).body.code).toBe('second-factor-needed');
  server.person = { sub: 'kt-1', email: 'kiem-tra@vi-du.example', emailVerified: true, name: 'Kiểm tra' };
  server.shown = { amr: ['pwd', 'mfa'] };
  const other = aBrowser(api, '203.0.113.4');
  const { url } = (await other.ask('POST', '/api/auth/single-sign-on', { returnTo: '/viec' })).body;
  await other.ask('GET', (await followTo(url, RETURN)).replace('http://localhost', ''));
  expect((await other.ask('GET', '/api/overview')).status).toBe(200);
  // It stays so when they show again that it is they, and the password alone opens no more than before.
  expect((await other.ask('POST', '/api/auth/prove', { password: PASSWORD })).status).toBe(200);
  expect((await other.ask('GET', '/api/overview')).status).toBe(200);
  expect((await auditor.ask('POST', '/api/auth/prove', { password: PASSWORD })).status).toBe(200);
  expect((await auditor.ask('GET', '/api/overview')).body.code).toBe('second-factor-needed');
  expect((await auditor.ask('POST', '/api/auth/sign-out', {})).status).toBe(200);
  await server.close();
});

test('an administrator takes it from who has lost it, which signs them out and leads them to a new one', async () => {
  const em = await addPerson(api, { email: 'em@vi-du.example' });
  const browser = await signedIn('em@vi-du.example', '203.0.113.5');
  await setUp(browser);
  const how = 'Gặp trực tiếp ở phòng, đối chiếu thẻ công chức';
  const drop = (id: string, said: object = { how }) => api.ask('POST', `/api/accounts/${id}/drop-factor`, byKey, said);
  // Nothing said of how they were recognised, or as good as nothing.
  for (const said of [
    {},
    { how: ' ' },
    { how: 'ok' },
    { how: 'đã xong' },
    { how: 'ok ok ok ok' },
    { how: '... 123 ---' },
  ])
    expect([said, (await drop(em, said)).body.code]).toEqual([said, 'invalid-request']);
  expect((await browser.ask('GET', '/api/me')).status).toBe(200);
  expect((await drop(em)).body).toEqual({ dropped: true });
  expect((await drop(em)).body).toEqual({ dropped: false });
  expect((await drop('khong-co')).status).toBe(404);
  expect((await browser.ask('GET', '/api/me')).status).toBe(401);
  expect((await browser.signIn('em@vi-du.example')).body).toEqual({ next: 'signed-in' });
  expect((await browser.ask('GET', '/api/me')).body.awaits).toBe('second-factor');
  const { rows } = await runSql(
    api.url,
    `select payload from audit_event where type = 'account-factor-changed' and subject = 'account/${em}' order by index`,
  );
  expect(rows.at(-1)?.payload).toEqual({
    secondFactor: false,
    dropped: true,
    passkeys: 0,
    recognised: how,
    sessionsEnded: 1,
  });
  // As page Nhật ký shows it.
  const lines = (await api.ask('GET', '/api/audit/events', byKey)).body.items as {
    sentence: string;
    note: string | null;
  }[];
  expect(lines.find(({ sentence }) => sentence.includes('gỡ xác thực hai bước của'))?.note).toBe(how);
});

test('who had it taken away is told by mail, by whom and what to do, whatever is asked for meanwhile', async () => {
  // Whoever wants to come in as them asks for a new password next: that letter takes the place of older links alone.
  await api.post('/api/auth/forgot-password', { email: 'em@vi-du.example' });
  const sent: OutgoingMessage[] = [];
  const { database, letters, now } = api.context;
  await sendAccountMails({
    database,
    box: letters,
    email: {
      send: async (message) => {
        sent.push(message);
        return { kind: 'accepted', providerId: 'x' };
      },
    },
    publicUrl: 'http://localhost',
    mailDomain: 'thu.example',
    now,
    log: { warn: () => undefined },
  });
  const told = sent.filter(({ subject }) => subject === 'Đã gỡ xác thực hai bước của tài khoản');
  expect(told.map(({ to }) => to.address)).toEqual(['em@vi-du.example']);
  for (const words of [
    'khóa thử nghiệm (DONDOC_TEST_KEY) đã gỡ xác thực hai bước',
    '“Gặp trực tiếp ở phòng, đối chiếu thẻ công chức”',
    'Nếu anh/chị không nhờ',
    'http://localhost/dang-nhap',
  ])
    expect([told[0]?.text, told[0]?.html].map((body) => body?.includes(words))).toEqual([true, true]);
  expect(sent.length).toBe(2);
  expect(await database.accountMail.count({ where: { dueAt: { not: null } } })).toBe(0);
});
