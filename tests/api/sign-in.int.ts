// Coming in and going out: what a session opens, what ends it, and who waits after wrong passwords.
import { expect, test } from 'vitest';
import { aBrowser, addPerson, ownApiWithPeople, PASSWORD, role, TEST_KEY_OF_API } from '../support/people.ts';
import { furnish, runSql } from '../support/store.ts';

const api = ownApiWithPeople();

async function eventsOf(type: string): Promise<{ actor: string; payload: Record<string, unknown> }[]> {
  const { rows } = await runSql(
    api.url,
    `select actor, payload from audit_event where type = '${type}' order by index`,
  );
  return rows;
}

test('nobody sees anything before they have signed in, and is told so in Vietnamese', async () => {
  await furnish(api.context.database);
  for (const path of [
    '/api/meta',
    '/api/overview',
    '/api/assignments',
    '/api/plans',
    '/api/me',
    '/api/reports/overdue/file?format=docx',
  ]) {
    const { status, body } = await api.get(path);
    expect([path, status, body.code]).toEqual([path, 401, 'sign-in-needed']);
  }
  expect((await api.post('/api/webhooks', { url: 'https://nhan.example.vn/x' })).status).toBe(401);
});

test('a password opens a session, signing out ends it, and both stand in the log', async () => {
  await addPerson(api, { email: 'An@vi-du.example', name: 'Nguyễn Văn An', roles: [role('officer')] });
  const browser = aBrowser(api);
  expect((await browser.signIn('an@vi-du.example')).body).toEqual({ next: 'signed-in' });
  const me = (await browser.ask('GET', '/api/me')).body;
  expect(me).toMatchObject({ name: 'Nguyễn Văn An', email: 'an@vi-du.example', secondFactor: false });
  expect(me.roles).toEqual([{ role: 'officer', words: 'Cán bộ cơ quan thường trực', agency: null }]);
  expect(me.rights).toContain('publish-plan');
  expect(me.rights).not.toContain('add-webhook');
  expect((await browser.ask('GET', '/api/overview')).status).toBe(200);
  const kept = new Map(browser.cookies);
  expect((await browser.ask('POST', '/api/auth/sign-out', {})).status).toBe(200);
  // Also with the cookie of before: the session is gone, and not only forgotten by this browser.
  for (const [name, value] of kept) browser.cookies.set(name, value);
  expect((await browser.ask('GET', '/api/overview')).status).toBe(401);
  expect((await eventsOf('account-signed-in')).map(({ actor }) => actor)).toEqual(['Nguyễn Văn An']);
});

test('the cookie of a session is for this server alone, and no script reads it', async () => {
  const { headers } = await aBrowser(api).signIn('an@vi-du.example');
  const lines = [headers['set-cookie']].flat() as string[];
  const session = lines.find((line) => line.startsWith('dondoc.session_token=')) ?? '';
  expect(session).toMatch(/; Path=\/(;|$)/i);
  expect(session).toMatch(/; HttpOnly/i);
  expect(session).toMatch(/; SameSite=Lax/i);
  expect(session).not.toMatch(/Domain=/i);
});

test('a wrong password and a name that nobody has are answered alike', async () => {
  const browser = aBrowser(api, '203.0.113.20');
  const wrong = await browser.signIn('an@vi-du.example', 'không phải mật khẩu này');
  const nobody = await browser.signIn('khong-ai@vi-du.example', 'không phải mật khẩu này');
  const noName = await browser.signIn('khong-ai', 'không phải mật khẩu này');
  expect([wrong.status, wrong.body.code]).toEqual([401, 'sign-in-wrong']);
  expect(nobody.body).toEqual(wrong.body);
  expect(noName.body).toEqual(wrong.body);
});

test('a password may be as long as it was allowed to be, however its letters are typed, and a longer one is wrong', async () => {
  await addPerson(api, { email: 'dai@vi-du.example' });
  const browser = aBrowser(api, '203.0.113.21');
  await browser.signIn('dai@vi-du.example');
  const long =
    'Trời thử thách người chăm chỉ bằng những buổi sớm sương mù, rồi mở đường cho họ đi tới những cánh đồng lúa chín vàng dưới nắng';
  expect([long.length <= 128, long.normalize('NFD').length > 128]).toEqual([true, true]);
  const changed = await browser.ask('POST', '/api/auth/change-password', { current: PASSWORD, password: long });
  expect(changed.status).toBe(200);
  const elsewhere = aBrowser(api, '203.0.113.22');
  expect((await elsewhere.signIn('dai@vi-du.example', long.normalize('NFD'))).status).toBe(200);
  const wrong = await aBrowser(api, '203.0.113.23').signIn('dai@vi-du.example', 'x'.repeat(1000));
  expect([wrong.status, wrong.body.code]).toEqual([401, 'sign-in-wrong']);
  const again = await elsewhere.ask('POST', '/api/auth/second-factor/start', { password: 'x'.repeat(1000) });
  expect([again.status, again.body.code]).toEqual([401, 'sign-in-wrong']);
});

test('whoever guesses waits longer and longer, and the owner goes on at a place that is known', async () => {
  const owner = aBrowser(api, '198.51.100.1');
  await owner.signIn('an@vi-du.example');
  const stranger = aBrowser(api, '198.51.100.66');
  api.at('2026-03-03 09:00');
  for (let guess = 0; guess < 5; guess++)
    expect((await stranger.signIn('an@vi-du.example', `đoán lần ${guess}`)).status).toBe(401);
  const slowed = await stranger.signIn('an@vi-du.example');
  expect([slowed.status, slowed.body.code, slowed.headers['retry-after']]).toEqual([429, 'sign-in-slowed', '5']);
  expect((await eventsOf('account-sign-in-failed')).at(-1)?.payload).toMatchObject({ failures: 5 });
  // From the same network, where the stranger sits too, by the device that the account knows.
  const moved = aBrowser(api, '198.51.100.66');
  for (const [name, value] of owner.cookies) if (name.includes('device')) moved.cookies.set(name, value);
  expect((await moved.signIn('an@vi-du.example')).status).toBe(200);
  expect((await aBrowser(api, '198.51.100.1').signIn('an@vi-du.example')).status).toBe(200);
  api.at('2026-03-03 09:01');
  expect((await stranger.signIn('an@vi-du.example')).status).toBe(200);
});

test('a hundred guesses at once are looked at as few as one after the other', async () => {
  await addPerson(api, { email: 'chi@vi-du.example' });
  const guesses = await Promise.all(
    Array.from({ length: 30 }, (_, guess) =>
      aBrowser(api, '192.0.2.9').signIn('chi@vi-du.example', `đoán lần ${guess}`),
    ),
  );
  expect(guesses.filter(({ status }) => status === 401).length).toBe(5);
});

test('somebody sees where they are signed in, and ends what is not theirs', async () => {
  const [here, there] = [aBrowser(api, '203.0.113.31'), aBrowser(api, '203.0.113.32')];
  await here.signIn('an@vi-du.example');
  await there.signIn('an@vi-du.example');
  const sessions = (await here.ask('GET', '/api/sessions')).body as { id: string; current: boolean; network: string }[];
  expect(sessions.filter(({ current }) => current).map(({ network }) => network)).toEqual(['203.0.113.31']);
  const foreign = sessions.find(({ network }) => network === '203.0.113.32');
  expect((await here.ask('DELETE', `/api/sessions/${foreign?.id}`)).body).toEqual({ ended: 1 });
  expect((await there.ask('GET', '/api/me')).status).toBe(401);
  await here.ask('DELETE', '/api/sessions/others');
  expect((await here.ask('GET', '/api/sessions')).body.length).toBe(1);
  // Of somebody else nothing is ended.
  const other = aBrowser(api, '203.0.113.33');
  await addPerson(api, { email: 'binh@vi-du.example' });
  await other.signIn('binh@vi-du.example');
  const [own] = (await here.ask('GET', '/api/sessions')).body;
  expect((await other.ask('DELETE', `/api/sessions/${own.id}`)).body).toEqual({ ended: 0 });
  expect((await here.ask('GET', '/api/me')).status).toBe(200);
});

test('an account that is switched off is out at once, with its sessions and keys, and back when it is on', async () => {
  const admin = aBrowser(api, '203.0.113.40');
  await addPerson(api, { email: 'quan-tri@vi-du.example', roles: [role('administrator')] });
  await admin.signIn('quan-tri@vi-du.example');
  const id = await addPerson(api, { email: 'dung@vi-du.example', roles: [role('officer')] });
  const browser = aBrowser(api, '203.0.113.41');
  await browser.signIn('dung@vi-du.example');
  const { secret } = (await browser.ask('POST', '/api/keys', { name: 'thử', scope: 'all' })).body;
  const byKey = () => api.ask('GET', '/api/overview', { authorization: `Bearer ${secret}` });
  expect((await byKey()).status).toBe(200);
  expect((await admin.ask('PUT', `/api/accounts/${id}/active`, { active: false })).status).toBe(200);
  expect((await browser.ask('GET', '/api/overview')).status).toBe(401);
  expect((await byKey()).status).toBe(401);
  expect((await browser.signIn('dung@vi-du.example')).body.code).toBe('account-off');
  await admin.ask('PUT', `/api/accounts/${id}/active`, { active: true });
  expect((await browser.signIn('dung@vi-du.example')).status).toBe(200);
  // Nobody may end the last one who gives roles.
  const own = (await admin.ask('GET', '/api/accounts')).body.find(
    ({ email }: { email: string }) => email === 'quan-tri@vi-du.example',
  );
  expect((await admin.ask('PUT', `/api/accounts/${own.id}/active`, { active: false })).body.code).toBe(
    'last-administrator',
  );
  const take = [{ role: 'administrator' }];
  expect((await admin.ask('POST', `/api/accounts/${own.id}/roles`, { take })).body.code).toBe('last-administrator');
});

test('a role that is given or taken counts from the next request on', async () => {
  const admin = aBrowser(api, '203.0.113.50');
  await admin.signIn('quan-tri@vi-du.example');
  const id = await addPerson(api, { email: 'em@vi-du.example' });
  const browser = aBrowser(api, '203.0.113.51');
  await browser.signIn('em@vi-du.example');
  expect((await browser.ask('GET', '/api/overview')).status).toBe(403);
  expect((await admin.ask('POST', `/api/accounts/${id}/roles`, { give: [{ role: 'auditor' }] })).body).toMatchObject({
    changed: 1,
  });
  expect((await browser.ask('GET', '/api/overview')).status).toBe(200);
  await admin.ask('POST', `/api/accounts/${id}/roles`, { take: [{ role: 'auditor' }] });
  expect((await browser.ask('GET', '/api/overview')).status).toBe(403);
  expect((await eventsOf('account-role-taken')).length).toBe(1);
  const unfit = await admin.ask('POST', `/api/accounts/${id}/roles`, { give: [{ role: 'lead-clerk' }] });
  expect([unfit.status, unfit.body.code]).toEqual([400, 'invalid-request']);
});

test('the roster says what its people may do, and a deputy does it during the leave', async () => {
  api.at('2026-03-04 09:00');
  await addPerson(api, { email: 'a.cv@vi-du.example' });
  const browser = aBrowser(api, '203.0.113.60');
  await browser.signIn('a.cv@vi-du.example');
  const me = (await browser.ask('GET', '/api/me')).body;
  expect(me.roles).toEqual([{ role: 'lead-clerk', words: 'Chuyên viên cơ quan chủ trì', agency: 'Phòng A' }]);
  await runSql(api.url, `update contact set deputy_id = 'a.cv' where id = 'b.tp'`);
  await runSql(api.url, `insert into contact_leave values ('b.tp', '2026-03-02', '2026-03-06')`);
  api.at('2026-03-04 09:05');
  const deputy = (await browser.ask('GET', '/api/me')).body;
  expect(
    deputy.roles.map(({ role: name, agency }: { role: string; agency: string }) => `${name} ${agency}`).sort(),
  ).toEqual(['lead-clerk Phòng A', 'lead-head Phòng B']);
  api.at('2026-03-09 09:05');
  expect((await browser.ask('GET', '/api/me')).body.roles.length).toBeGreaterThan(0);
});

test('the key of tests may do everything, and a key that is not it nothing', async () => {
  const ask = (key: string, path: string) => api.ask('GET', path, { authorization: `Bearer ${key}` });
  for (const path of ['/api/overview', '/api/webhooks', '/api/accounts', '/api/plans'])
    expect([path, (await ask(TEST_KEY_OF_API, path)).status]).toEqual([path, 200]);
  expect((await ask(`${TEST_KEY_OF_API}x`, '/api/overview')).status).toBe(401);
  expect((await ask('dondoc_khong-co', '/api/overview')).status).toBe(401);
});

test('another password ends the other sessions, and a guess at the old one is slowed', async () => {
  await addPerson(api, { email: 'giang@vi-du.example' });
  const [here, there] = [aBrowser(api, '203.0.113.71'), aBrowser(api, '203.0.113.72')];
  await here.signIn('giang@vi-du.example');
  await there.signIn('giang@vi-du.example');
  const change = (current: string, password: string) =>
    here.ask('POST', '/api/auth/change-password', { current, password });
  expect((await change('không phải', 'một câu khác thật dài')).body.code).toBe('sign-in-wrong');
  expect((await change(PASSWORD, 'ngắn quá')).body.code).toBe('password-refused');
  expect((await change(PASSWORD, 'password1234')).body.code).toBe('password-refused');
  expect((await change(PASSWORD, 'một câu khác thật dài')).status).toBe(200);
  expect((await here.ask('GET', '/api/me')).status).toBe(200);
  expect((await there.ask('GET', '/api/me')).status).toBe(401);
  expect((await there.signIn('giang@vi-du.example')).status).toBe(401);
  expect((await there.signIn('giang@vi-du.example', 'một câu khác thật dài')).status).toBe(200);
});

test('a session ends a month after it began, however often somebody comes by', async () => {
  await addPerson(api, { email: 'thang@vi-du.example', roles: [role('officer')] });
  const browser = aBrowser(api, '203.0.113.71');
  await browser.signIn('thang@vi-du.example');
  const began = (days: number) =>
    runSql(
      api.url,
      `update account_session set created_at = timestamptz '2026-03-02T02:00:00Z' - interval '${days} days'
       where user_id = (select id from user_account where email = 'thang@vi-du.example')`,
    );
  api.at('2026-03-02 09:00');
  await began(29);
  expect((await browser.ask('GET', '/api/me')).status).toBe(200);
  await began(31);
  expect((await browser.ask('GET', '/api/me')).status).toBe(401);
  // Not for a while: it is gone.
  await began(1);
  expect((await browser.ask('GET', '/api/me')).status).toBe(401);
});

test('a browser that signs in again leaves no session behind, and signing out clears what the page remembers', async () => {
  const browser = aBrowser(api, '203.0.113.72');
  await browser.signIn('thang@vi-du.example');
  const before = new Map(browser.cookies);
  await browser.signIn('thang@vi-du.example');
  expect((await browser.ask('GET', '/api/me')).status).toBe(200);
  const out = await browser.ask('POST', '/api/auth/sign-out', {});
  expect(out.headers['clear-site-data']).toBe('"storage"');
  for (const [name, value] of before) browser.cookies.set(name, value);
  expect((await browser.ask('GET', '/api/me')).status).toBe(401);
});

test('what the roster gives somebody ends at once when they leave it', async () => {
  await addPerson(api, { email: 'an@example.vn', roles: [] });
  const { rows } = await runSql(api.url, 'select id from contact where listed order by id limit 1');
  await runSql(api.url, `delete from account_contact where contact_id = '${rows[0].id}'`);
  await runSql(
    api.url,
    `insert into account_contact (account_id, contact_id) select id, '${rows[0].id}' from user_account where email = 'an@example.vn'`,
  );
  const browser = aBrowser(api, '203.0.113.73');
  await browser.signIn('an@example.vn');
  expect((await browser.ask('GET', '/api/me')).body.roles.length).toBeGreaterThan(0);
  await runSql(api.url, `update contact set listed = false where id = '${rows[0].id}'`);
  expect((await browser.ask('GET', '/api/me')).body.roles).toEqual([]);
});
