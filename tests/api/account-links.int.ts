// Links to set a password: the first administrator's, an invitation's, that of a forgotten password; and the letters they travel in.
import { expect, test } from 'vitest';
import type { OutgoingMessage, SendOutcome } from '#channels/channel.ts';
import { Letterhead } from '#contracts/letterhead.ts';
import { offerFirstAccount } from '#operations/offer-first-account.ts';
import { BY_SYSTEM } from '#operations/seam/actor.ts';
import { putLetterhead } from '#store/letterhead-store.ts';
import { sendAccountMails } from '#worker/send-account-mails.ts';
import { aBrowser, addPerson, ownApiWithPeople, PASSWORD, role } from '../support/people.ts';
import { furnish, runSql } from '../support/store.ts';

const api = ownApiWithPeople();
const LINK = /http:\/\/localhost\/dat-mat-khau#([\w-]+)/;

const offer = () => offerFirstAccount(api.context, BY_SYSTEM, {});
const look = (token: string) => api.post('/api/auth/link', { token });
const set = (token: string, more: object = {}) =>
  api.post('/api/auth/set-password', { token, password: PASSWORD, ...more });

/** One round of the worker; what was sent, and what the server answered to each. */
async function sendMails(answer: SendOutcome = { kind: 'accepted', providerId: 'x' }): Promise<OutgoingMessage[]> {
  const sent: OutgoingMessage[] = [];
  const { database, letters, now } = api.context;
  await sendAccountMails({
    database,
    box: letters,
    email: {
      send: async (message) => {
        sent.push(message);
        return answer;
      },
    },
    publicUrl: 'http://localhost',
    mailDomain: 'thu.example',
    now,
    log: { warn: () => undefined },
  });
  return sent;
}

const tokenIn = (mail: OutgoingMessage | undefined) => LINK.exec(mail?.text ?? '')?.[1] ?? '';

test('the first administrator is made by the link of the latest start, once, and never again', async () => {
  await furnish(api.context.database);
  const older = (await offer()) as string;
  const token = (await offer()) as string;
  expect((await look(older)).body.code).toBe('account-link-invalid');
  expect((await look(token)).body).toEqual({ purpose: 'first', name: null, email: null });
  expect((await set(token)).body.code).toBe('invalid-request');
  const first = { name: 'Đỗ Thị Đầu', email: 'Dau@vi-du.example' };
  expect((await set(token, { first, password: 'dau@vi-du.example' })).body.code).toBe('password-refused');
  const browser = aBrowser(api);
  expect((await browser.ask('POST', '/api/auth/set-password', { token, password: PASSWORD, first })).body).toEqual({
    next: 'signed-in',
  });
  const me = (await browser.ask('GET', '/api/me')).body;
  expect([me.name, me.email, me.roles.map(({ role: name }: { role: string }) => name).sort()]).toEqual([
    'Đỗ Thị Đầu',
    'dau@vi-du.example',
    ['administrator', 'officer'],
  ]);
  expect((await set(token, { first: { ...first, email: 'khac@vi-du.example' } })).body.code).toBe(
    'account-link-invalid',
  );
  expect(await offer()).toBeNull();
});

test('of several who use a link at once one sets the password', async () => {
  await runSql(
    api.url,
    `insert into account_link select encode(sha256('mot-lan'), 'hex'), id, 'reset', now(), now() + interval '10 years', null from user_account limit 1`,
  );
  const answers = await Promise.all(['a', 'b', 'c'].map((sign) => set('mot-lan', { password: `${PASSWORD} ${sign}` })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
});

test('an invitation is a letter whose link works once, within a week, and whose token is gone from the table when it has left', async () => {
  await addPerson(api, { email: 'quan-tri@vi-du.example', roles: [role('administrator')] });
  const admin = aBrowser(api);
  await admin.signIn('quan-tri@vi-du.example');
  const body = { email: 'a.cv@vi-du.example', name: 'Nguyễn Thị A', roles: [{ role: 'auditor' }] };
  expect((await admin.ask('POST', '/api/accounts', body)).status).toBe(200);
  expect((await admin.ask('POST', '/api/accounts', body)).body.code).toBe('account-exists');
  const [before] = (await runSql(api.url, 'select sealed_token from account_mail')).rows;
  expect(before.sealed_token).not.toBeNull();
  const [mail, ...others] = await sendMails();
  expect(others).toEqual([]);
  expect([mail?.to.address, mail?.subject]).toEqual([
    'a.cv@vi-du.example',
    'Mời sử dụng hệ thống đôn đốc thực hiện kế hoạch',
  ]);
  const token = tokenIn(mail);
  expect(before.sealed_token).not.toContain(token);
  expect((await runSql(api.url, 'select sealed_token, sent_at is not null as sent from account_mail')).rows).toEqual([
    { sealed_token: null, sent: true },
  ]);
  expect(await sendMails()).toEqual([]);
  const hashes = (await runSql(api.url, `select hash from account_link`)).rows.map(({ hash }) => hash);
  expect(hashes).not.toContain(token);

  expect((await look(token)).body).toEqual({
    purpose: 'invitation',
    name: 'Nguyễn Thị A',
    email: 'a.cv@vi-du.example',
  });
  const browser = aBrowser(api);
  await browser.ask('POST', '/api/auth/set-password', { token, password: PASSWORD });
  const { roles } = (await browser.ask('GET', '/api/me')).body;
  // What was given, and what the roster says of the person with that address.
  expect(roles.map(({ role: name, agency }: { role: string; agency: string }) => `${name} ${agency}`).sort()).toEqual([
    'auditor null',
    'lead-clerk Phòng A',
  ]);
  expect((await set(token)).body.code).toBe('account-link-invalid');
});

test('a letter that is refused for the moment goes again, and one that is refused for good is given up without its token', async () => {
  const admin = aBrowser(api);
  await admin.signIn('quan-tri@vi-du.example');
  await admin.ask('POST', '/api/accounts', { email: 'cham@vi-du.example', name: 'Chậm' });
  const refused = (permanent: boolean): SendOutcome => ({
    kind: 'refused',
    permanent,
    code: '450',
    why: 'hộp thư bận',
  });
  api.at('2026-03-02 10:00');
  expect((await sendMails(refused(false))).length).toBe(1);
  expect(await sendMails()).toEqual([]);
  api.at('2026-03-02 10:02');
  expect((await sendMails(refused(true))).length).toBe(1);
  api.at('2026-03-02 18:00');
  expect(await sendMails()).toEqual([]);
  const { rows } = await runSql(
    api.url,
    `select sealed_token, sent_at, due_at, reason from account_mail where account_id = (select id from user_account where email = 'cham@vi-du.example')`,
  );
  expect(rows).toEqual([{ sealed_token: null, sent_at: null, due_at: null, reason: 'hộp thư bận' }]);
});

test('a forgotten password is set anew by the mail alone, ends the sessions of before, and tells nobody who has an account', async () => {
  api.at('2026-03-03 09:00');
  await addPerson(api, { email: 'quen@vi-du.example' });
  const before = aBrowser(api);
  await before.signIn('quen@vi-du.example');
  const forgot = (email: string) => api.post('/api/auth/forgot-password', { email });
  const [known, unknown] = [await forgot('Quen@vi-du.example'), await forgot('khong-ai@vi-du.example')];
  expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
  const mails = await sendMails();
  expect(mails.map(({ to }) => to.address)).toEqual(['quen@vi-du.example']);
  const token = tokenIn(mails[0]);
  const password = 'một mật khẩu hoàn toàn mới';
  expect((await set(token, { password })).status).toBe(200);
  expect((await before.ask('GET', '/api/me')).status).toBe(401);
  expect((await aBrowser(api, '203.0.113.90').signIn('quen@vi-du.example')).status).toBe(401);
  expect((await aBrowser(api, '203.0.113.91').signIn('quen@vi-du.example', password)).status).toBe(200);
});

test('a link of a forgotten password is over after two hours, and when a newer one was asked for', async () => {
  const ask = async () => {
    await api.post('/api/auth/forgot-password', { email: 'quen@vi-du.example' });
    return tokenIn((await sendMails()).at(-1));
  };
  api.at('2026-03-04 09:00');
  const first = await ask();
  const second = await ask();
  expect((await look(first)).status).toBe(410);
  expect((await look(second)).status).toBe(200);
  api.at('2026-03-04 11:01');
  expect((await look(second)).body.code).toBe('account-link-invalid');
});

test('whoever asks for letters again and again is slowed', async () => {
  api.at('2026-03-05 09:00');
  const statuses = [];
  for (let turn = 0; turn < 7; turn++)
    statuses.push((await api.post('/api/auth/forgot-password', { email: 'quen@vi-du.example' })).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
});

test('an invitation is sent again, a few times: the link of before ends, and the one who came needs none', async () => {
  api.at('2026-03-04 09:00');
  await addPerson(api, { email: 'moi-lai@vi-du.example', roles: [role('administrator')] });
  const admin = aBrowser(api, '203.0.113.51');
  await admin.signIn('moi-lai@vi-du.example');
  await sendMails();
  const asked = { email: 'lau-chua-toi@vi-du.example', name: 'Người Chậm' };
  const invited = await admin.ask('POST', '/api/accounts', asked);
  expect([invited.status, invited.body.code]).toEqual([200, undefined]);
  const { id } = invited.body;
  const first = tokenIn((await sendMails())[0]);
  const again = () => admin.ask('POST', `/api/accounts/${id}/invitation`);
  expect((await again()).body.code).toBe('too-many-requests');
  api.at('2026-03-04 09:06');
  const both = await Promise.all([again(), again()]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 429]);
  const mails = await sendMails();
  expect(mails.map(({ to }) => to.email)).toEqual(['lau-chua-toi@vi-du.example']);
  const second = tokenIn(mails[0]);
  expect((await look(first)).body.code).toBe('account-link-invalid');
  expect((await look(second)).body).toMatchObject({ purpose: 'invitation', email: 'lau-chua-toi@vi-du.example' });
  for (const minute of ['12', '18', '24']) {
    api.at(`2026-03-04 09:${minute}`);
    expect([minute, (await again()).status]).toEqual([minute, 200]);
  }
  api.at('2026-03-04 09:30');
  expect((await again()).body.detail).toContain('Đã gửi 5 lời mời');
  api.at('2026-03-05 09:30');
  await admin.signIn('moi-lai@vi-du.example');
  expect((await again()).status).toBe(200);
  await sendMails();
  const { rows } = await runSql(
    api.url,
    `select actor from audit_event where type = 'account-link-made' and subject = 'account/${id}'`,
  );
  expect(rows.map(({ actor }) => actor)).toEqual(Array(6).fill('moi-lai@vi-du.example'));
  await runSql(api.url, `update user_account set disabled_at = now() where id = '${id}'`);
  expect((await again()).body.code).toBe('account-off');
  await runSql(api.url, `update user_account set disabled_at = null where id = '${id}'`);
  const own = (await admin.ask('GET', '/api/accounts')).body.find(
    ({ email }: { email: string }) => email === 'moi-lai@vi-du.example',
  );
  expect((await admin.ask('POST', `/api/accounts/${own.id}/invitation`)).body.code).toBe('invalid-request');
});

test('a letter about an account goes in the name of the office that sends it', async () => {
  const own = { senderName: 'UBND huyện Tứ Kỳ', replyTo: 'van-phong@tu-ky.example' };
  const by = { actor: 'quản trị', now: api.context.now() };
  await putLetterhead(api.context.database, { letterhead: Letterhead.parse(own), seen: null }, by);
  await api.post('/api/auth/forgot-password', { email: 'quen@vi-du.example' });
  await addPerson(api, { email: 'co-nguoi-gui@vi-du.example' });
  await api.post('/api/auth/forgot-password', { email: 'co-nguoi-gui@vi-du.example' });
  const sent = await sendMails();
  expect(sent.map(({ to, form }) => [to.address, form])).toContainEqual([
    'co-nguoi-gui@vi-du.example',
    { from: { name: own.senderName }, replyTo: own.replyTo },
  ]);
});
