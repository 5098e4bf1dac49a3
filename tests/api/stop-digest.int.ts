import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { LinkPurpose } from '#channels/signed-links.ts';
import { stopDigestPath } from '#domain/delivery/stop-digest.ts';
import { ownApi } from '../support/api.ts';
import { vn } from '../support/builders.ts';
import { resolveMatter } from '../support/settings.ts';
import { dumpDatabase, furnish, runSql } from '../support/store.ts';

const api = ownApi();
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

beforeAll(() => furnish(api.context.database));
beforeEach(async () => {
  api.at('2026-03-02 09:00');
  await runSql(api.url, 'delete from attention; delete from used_link');
  await api.context.database.contact.update({
    where: { id: 'a.cv' },
    data: { name: 'Lê <b>Thị</b> Én', email: 'en@example.vn' },
  });
});

function link(messageId = 'm-1', contactId = 'a.cv'): string {
  return linkFor({ action: 'stop-digest', messageId }, contactId);
}

function linkFor(purpose: LinkPurpose, contactId = 'a.cv'): string {
  const expiresAt = vn('2026-04-01 08:00');
  return stopDigestPath(api.context.links.sign({ ...purpose, contactId, expiresAt }));
}

const press = (url: string, payload = 'List-Unsubscribe=One-Click', headers: Record<string, string> = FORM) =>
  api.inject({ method: 'POST', url, payload, headers });
const matters = () => api.context.database.attention.findMany({ where: { resolvedAt: null } });

test('a mail scanner may open the page as often as it likes: nothing changes', async () => {
  const before = await dumpDatabase(api.url);
  for (let time = 0; time < 3; time++) {
    const answer = await api.inject({ method: 'GET', url: link() });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect((await api.inject({ method: 'HEAD', url: link() })).statusCode).toBe(200);
  }
  expect(await dumpDatabase(api.url)).toEqual(before);
});

test('the link of somebody with a long id opens like any other', async () => {
  const { database } = api.context;
  const contactId = 'phong-lao-dong-thuong-binh-va-xa-hoi-huyen-tu-ky.dau-moi';
  const { name, agencyId, position, role } = await database.contact.findUniqueOrThrow({ where: { id: 'a.cv' } });
  await database.contact.create({ data: { id: contactId, name, agencyId, position, role } });
  const url = link('11111111-2222-4333-8444-555555555555', contactId);
  expect((await api.inject({ method: 'GET', url })).statusCode).toBe(200);
});

test('the page has one button, no script, and a name in it stays a name', async () => {
  const { body, headers } = await api.inject({ method: 'GET', url: link() });
  expect(body.match(/<button/g)).toHaveLength(1);
  expect(body).toContain('<form method="post">');
  expect(body).not.toContain('<script');
  expect(body).toContain('Lê &lt;b&gt;Thị&lt;/b&gt; Én (Phòng A)');
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['cache-control']).toBe('no-store');
});

test('one click of a mail program tells the officer once, however often it is sent and from whichever digest', async () => {
  for (const url of [link('m-1'), link('m-1'), link('m-2')]) {
    const { statusCode, body } = await press(url);
    expect([statusCode, body.includes('Đã báo cho cán bộ phụ trách')]).toEqual([200, true]);
  }
  expect(await matters()).toMatchObject([
    {
      id: 'digest-stop/a.cv',
      what: 'Lê <b>Thị</b> Én (Phòng A) đề nghị không gửi thư tổng hợp tới địa chỉ này nữa',
      place: 'en@example.vn',
    },
  ]);
});

test('two clicks at the same moment are one matter', async () => {
  const answers = await Promise.all([press(link()), press(link()), press(link())]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
  expect(await matters()).toHaveLength(1);
});

test('what was dealt with stays so when the same link is sent again; a later digest may ask again', async () => {
  await press(link('m-1'));
  await resolveMatter(api.context.database, 'digest-stop/a.cv', new Date(vn('2026-03-02 10:00')));
  await press(link('m-1'));
  expect(await matters()).toEqual([]);
  await press(link('m-2'));
  expect(await matters()).toHaveLength(1);
});

test('a page that was answered has no button any more', async () => {
  await press(link());
  const { body } = await api.inject({ method: 'GET', url: link() });
  expect(body).not.toContain('<button');
  expect(body).toContain('Đã báo cho cán bộ phụ trách');
});

test.each([
  [
    'of a form with files',
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
  ],
  ['without a word', 'application/x-www-form-urlencoded', ''],
  ['of JSON', 'application/json', '{}'],
])('a POST %s counts like any other', async (_kind, type, payload) => {
  expect((await press(link(), payload, { 'content-type': type })).statusCode).toBe(200);
  expect(await matters()).toHaveLength(1);
});

test('a link that was changed, belongs to another action, to nobody, or is too old, is refused on a page and tells nobody', async () => {
  const genuine = link();
  const cases: [string, number, string][] = [
    [genuine.replace('/l/m-1', '/l/m-9'), 404, 'Đường dẫn không hợp lệ'],
    [genuine.replace('a_2ecv', 'a_2etp'), 404, 'Đường dẫn không hợp lệ'],
    [stopDigestPath('abc'), 404, 'Đường dẫn không hợp lệ'],
    [linkFor({ action: 'view', assignmentId: 'm-1' }), 403, 'không dùng cho thao tác này'],
    [link('m-1', 'khong-co'), 403, 'không còn dành cho người nhận thư này'],
  ];
  for (const [url, status, words] of cases) {
    expect(url).not.toBe(genuine);
    for (const answer of [await press(url), await api.inject({ method: 'GET', url })]) {
      expect([url, answer.statusCode]).toEqual([url, status]);
      expect(answer.headers['content-type']).toContain('text/html');
      expect(answer.body).toContain(words);
      expect(answer.body).not.toContain('<button');
    }
  }
  api.at('2026-04-01 08:00');
  expect((await press(genuine)).statusCode).toBe(410);
  expect(await matters()).toEqual([]);
});

test('a body that is too long is refused', async () => {
  expect((await press(link(), 'x'.repeat(5000))).statusCode).toBe(413);
  expect(await matters()).toEqual([]);
});
