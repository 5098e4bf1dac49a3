import { beforeAll, beforeEach, expect, test } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { markUnreachable, raiseAttention } from '#store/attention-store.ts';
import { linkByCode } from '#store/contact-link-store.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { ownApi } from '../support/api.ts';
import { aRoster, vn, ZONE } from '../support/builders.ts';
import { day } from '../support/moments.ts';
import { saveRoster } from '../support/settings.ts';
import { furnish, runSql } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const NOW = new Date(vn('2026-03-02 09:00'));
const channels = [{ name: 'email', label: 'Thư điện tử', state: 'ready', words: 'Gửi qua máy chủ thư may.' }] as const;
const api = ownApi({ channels });

beforeAll(() => furnish(api.context.database));
beforeEach(() => runSql(api.url, 'delete from attention'));

const raise = (id: string) => raiseAttention(api.context.database, { id, what: `Việc ${id}`, place: 'Ở đâu đó' }, NOW);
const onTheList = async () =>
  (await api.get('/api/overview')).body.needsPerson.flatMap(({ id }: { id?: string }) => id ?? []).sort();

test('an officer ticks off exactly one matter, also when its id begins another one', async () => {
  for (const id of ['webhook/1', 'webhook/12', 'webhook/1/x']) await raise(id);
  expect(await api.post('/api/attention/resolve', { id: 'webhook/1' })).toMatchObject({ body: { resolved: 1 } });
  expect(await onTheList()).toEqual(['webhook/1/x', 'webhook/12']);
});

test('ticking off twice is no error, and a matter that comes up again is back', async () => {
  await raise('mail-reply/7');
  for (const resolved of [1, 0])
    expect((await api.post('/api/attention/resolve', { id: 'mail-reply/7' })).body).toEqual({ resolved });
  expect(await onTheList()).toEqual([]);
  await raise('mail-reply/7');
  expect(await onTheList()).toEqual(['mail-reply/7']);
});

test('what was ticked off by a slip is put back once, with an event that the check of the log agrees with', async () => {
  await raise('mail-reply/8');
  expect((await api.post('/api/attention/reopen', { id: 'mail-reply/8' })).body).toEqual({ reopened: false });
  await api.post('/api/attention/resolve', { id: 'mail-reply/8' });
  const settings = async () => {
    const { differences } = await verifyInstallation(api.context.database, null);
    return differences.filter(({ subject }) => subject === 'matter/mail-reply/8');
  };
  expect(await settings()).toEqual([]);
  for (const reopened of [true, false])
    expect((await api.post('/api/attention/reopen', { id: 'mail-reply/8' })).body).toEqual({ reopened });
  expect(await onTheList()).toEqual(['mail-reply/8']);
  expect(await settings()).toEqual([]);
});

test.each([[{}], [{ id: '' }], [{ id: 'a\u0000b' }], [{ id: 7 }]])(
  'what names no matter is refused: %j',
  async (body) => {
    expectProblem(await api.post('/api/attention/resolve', body), 'invalid-request');
  },
);

test('a person gets a code that links one Zalo account once; a new code takes the place of the old one', async () => {
  const { database } = api.context;
  const first = await api.post('/api/contacts/a.cv/zalo-code');
  expect(first.body).toEqual({
    contactName: 'a.cv',
    code: expect.stringMatching(/\w{3,}/),
    expiresAt: expect.stringMatching(/^2026-03-02T02:/),
  });
  const second = await api.post('/api/contacts/a.cv/zalo-code');
  expect(second.body.code).not.toBe(first.body.code);
  const [kept, ...others] = await database.zaloLinkCode.findMany();
  expect(others).toEqual([]);
  expect(
    await linkByCode(database, kept?.code ?? '', { userId: 'zalo-9', channels: CHANNEL_KINDS }, day('2026-03-02'), NOW),
  ).toBe('a.cv');
  expect(
    await linkByCode(database, kept?.code ?? '', { userId: 'zalo-8', channels: CHANNEL_KINDS }, day('2026-03-02'), NOW),
  ).toBeNull();
  expectProblem(await api.post('/api/contacts/khong-co/zalo-code'), 'not-found');
});

test('the channels page tells how channels are set up, and whom they do not reach with the reason', async () => {
  const { database } = api.context;
  await database.contact.update({ where: { id: 'a.tp' }, data: { email: null, phone: null, zaloUserId: null } });
  const clerk = await database.contact.update({ where: { id: 'a.cv' }, data: { phone: '0912345678' } });
  const address = clerk.email as string;
  const failure = { contactId: 'a.cv', channel: 'email', address, reason: '550 không có hộp thư' };
  await markUnreachable(database, failure, NOW);
  const { status, body } = await api.get('/api/channels');
  expect([status, body.channels]).toEqual([200, channels]);
  expect(body.people).toEqual([
    {
      contactId: 'a.tp',
      name: 'a.tp',
      agency: 'Phòng A',
      needsPerson: expect.stringContaining('Cần bổ sung'),
      failed: [],
    },
    {
      contactId: 'a.cv',
      name: 'a.cv',
      agency: 'Phòng A',
      needsPerson: null,
      failed: [{ channel: 'email', address, reason: '550 không có hộp thư', at: '2026-03-02T02:00:00Z' }],
    },
  ]);
  // A new address is a new chance.
  await database.contact.update({ where: { id: 'a.cv' }, data: { email: 'moi@example.vn' } });
  expect((await api.get('/api/channels')).body.people).toMatchObject([{ contactId: 'a.tp' }]);
});

test('whom a newer roster leaves out is nobody’s matter any more', async () => {
  const { database } = api.context;
  await database.unreachableChannel.deleteMany();
  await database.contact.update({ where: { id: 'a.tp' }, data: { email: null, phone: null, zaloUserId: null } });
  const roster = aRoster();
  await saveRoster(database, { ...roster, contacts: roster.contacts.filter(({ id }) => id !== 'a.tp') }, ZONE);
  expect((await api.get('/api/channels')).body.people).toEqual([]);
  expect((await api.get('/api/overview')).body.needsPerson).toEqual([]);
});
