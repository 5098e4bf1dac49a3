// Whom the mails of an office are from and how its reports are headed: of each office its own, of none another's.
import { extractRawText } from 'mammoth';
import { beforeAll, describe, expect, test } from 'vitest';
import { inviteAccount } from '#operations/invite-account.ts';
import { ADMINISTRATOR, VISITOR } from '#operations/seam/actor.ts';
import { useAccountLink } from '#operations/use-account-link.ts';
import { forOffice } from '#store/database.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { aPlan, aRoster } from '../support/builders.ts';
import {
  aBrowser,
  addPerson,
  type Browser,
  ownApiWithPeople,
  PASSWORD,
  role,
  TEST_KEY_OF_API,
} from '../support/people.ts';
import { addPlan, furnish, runSql } from '../support/store.ts';

const api = ownApiWithPeople();
const KEY = { authorization: `Bearer ${TEST_KEY_OF_API}` };
const SECOND = 2;
let here: Browser;
let there: Browser;

const NOTHING = {
  senderName: null,
  replyTo: null,
  parentOffice: null,
  officeName: null,
  place: null,
  authority: null,
  signerTitle: null,
  signerName: null,
};
const COMMUNE = {
  ...NOTHING,
  senderName: 'UBND xã Thứ Hai',
  replyTo: 'van-phong@thu-hai.example',
  parentOffice: 'UBND huyện Tứ Kỳ',
  place: 'Thứ Hai',
  authority: 'TM. ỦY BAN NHÂN DÂN',
  signerTitle: 'PHÓ CHỦ TỊCH',
  signerName: 'Trần Văn Bình',
};

/** Furnishes an office and gives out a plan in it. */
async function give(office: number, ask: Browser['ask']): Promise<void> {
  const database = forOffice(api.context.database, office);
  const roster = aRoster({ office: office === SECOND ? 'UBND xã Thứ Hai' : 'UBND huyện Tứ Kỳ' });
  await furnish(database, roster);
  const lead = roster.agencies.find(({ id }) => id === 'a')?.name ?? '';
  const plan = await addPlan(database, aPlan([{ leads: [lead], title: `Việc của cơ quan ${office}` }]));
  expect((await ask('POST', `/api/plans/${plan}/publish`)).status).toBe(200);
}

beforeAll(async () => {
  api.at('2026-01-05 08:30');
  await addPerson(api, { email: 'mot@huyen.example', roles: [role('administrator'), role('officer')] });
  here = aBrowser(api);
  await here.signIn('mot@huyen.example');
  const officer = { name: 'Cán bộ xã', email: 'hai@xa.example' };
  expect((await api.ask('POST', '/api/offices', KEY, { name: 'UBND xã Thứ Hai', officer })).body.office).toBe(SECOND);
  const context = { ...api.context, ...api.context.ofOffice?.(SECOND), letters: null };
  const roles = [role('administrator'), role('officer')];
  const invited = await inviteAccount(context, ADMINISTRATOR, { email: 'ba@xa.example', name: 'Người của xã', roles });
  if (!invited.ok) throw new Error(invited.detail);
  await useAccountLink(context, VISITOR, { token: invited.token as string, password: PASSWORD });
  there = aBrowser(api);
  await there.signIn('ba@xa.example');
});

describe('how letters and reports are headed', () => {
  test('is as the installation does it where nobody has said anything', async () => {
    const { body } = await there.ask('GET', '/api/letterhead');
    expect(body).toEqual({ ...NOTHING, senderAddress: null, etag: '"letterhead-office-0"' });
  });

  test('is said as a whole by an administrator of the office, for that office alone, and told in its log', async () => {
    const saved = await there.ask('PUT', '/api/letterhead', COMMUNE, { 'if-match': '"letterhead-office-0"' });
    expect([saved.status, saved.body]).toEqual([
      200,
      { ...COMMUNE, senderAddress: null, etag: '"letterhead-office-1"' },
    ]);
    expect((await here.ask('GET', '/api/letterhead')).body).toMatchObject({
      ...NOTHING,
      etag: '"letterhead-office-0"',
    });
    const { rows } = await runSql(
      api.url,
      `select office_id, actor, payload from audit_event where type = 'office-letterhead-set'`,
    );
    expect(rows).toEqual([
      {
        office_id: SECOND,
        actor: 'Người của xã',
        payload: expect.objectContaining({ version: 1, before: NOTHING, after: COMMUNE }),
      },
    ]);
  });

  test('what is so already is no change', async () => {
    const again = await there.ask('PUT', '/api/letterhead', COMMUNE);
    expect([again.status, again.body.etag]).toEqual([200, '"letterhead-office-1"']);
  });

  test('whoever has seen an older version is told who changed it, and changes nothing', async () => {
    const refused = await there.ask('PUT', '/api/letterhead', NOTHING, { 'if-match': '"letterhead-office-0"' });
    expect([refused.status, refused.body.current]).toEqual([412, { etag: '"letterhead-office-1"', value: null }]);
    expect(refused.body.changes).toHaveLength(7);
    expect(refused.body.changes).toContainEqual({
      at: '2026-01-05T01:30:00Z',
      actor: 'Người của xã',
      field: 'Địa danh',
      from: null,
      to: 'Thứ Hai',
      what: 'đã ghi địa danh «Thứ Hai»',
    });
    expect(refused.body.detail).toContain('Người của xã');
    expect((await there.ask('GET', '/api/letterhead')).body).toMatchObject(COMMUNE);
  });

  test('of two who saved what they saw at once, one is told of the other', async () => {
    const seen = { 'if-match': '"letterhead-office-1"' };
    const answers = await Promise.all(
      ['Một', 'Hai'].map((place) => there.ask('PUT', '/api/letterhead', { ...COMMUNE, place }, seen)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await there.ask('PUT', '/api/letterhead', COMMUNE)).status).toBe(200);
  });

  test.each([
    ['senderName', 'Hai\ndòng'],
    ['senderName', ''],
    ['place', 'x'.repeat(101)],
    ['replyTo', 'không-phải-thư'],
    ['replyTo', 'a@b.example\r\nBcc: c@d.example'],
  ])('%s %j is refused, with its name', async (field, value) => {
    const { status, body } = await there.ask('PUT', '/api/letterhead', { ...COMMUNE, [field]: value });
    expect([status, body.issues.length]).toEqual([400, 1]);
    expect([body.issues[0].place, body.detail]).toEqual([field, expect.any(String)]);
  });
});

describe('the address that mails of an office come from', () => {
  const allow = (browser: Browser, body: object, headers = {}) =>
    browser.ask('PUT', '/api/offices/sender-address', body, headers);
  const address = 'don-doc@thu-hai.example';

  test('is set in the first office, and by no other', async () => {
    expect((await allow(there, { office: SECOND, address })).status).toBe(403);
    expect((await allow(here, { office: 9, address })).status).toBe(404);
    expect((await allow(here, { office: SECOND, address: 'sai' })).status).toBe(400);
    const [, listed] = (await here.ask('GET', '/api/offices')).body;
    expect(listed).toMatchObject({ id: SECOND, senderAddress: null });
    const set = await allow(here, { office: SECOND, address }, { 'if-match': listed.etag });
    expect([set.status, set.body.changed]).toEqual([200, true]);
    expect((await allow(here, { office: SECOND, address: null }, { 'if-match': listed.etag })).status).toBe(412);
    expect((await here.ask('GET', '/api/offices')).body[1]).toMatchObject({
      senderAddress: address,
      etag: set.body.etag,
    });
    expect((await there.ask('GET', '/api/letterhead')).body.senderAddress).toBe(address);
    expect((await here.ask('GET', '/api/letterhead')).body.senderAddress).toBeNull();
  });
});

test('letters of an office carry its sender from their claim on, those of another carry nothing', async () => {
  await give(1, here.ask);
  await give(SECOND, there.ask);
  api.at('2026-01-06 09:00');
  await here.ask('GET', '/api/me');
  const { rows } = await runSql(api.url, `select distinct office_id, forms -> 'email' as form from message order by 1`);
  const form = {
    from: { name: 'UBND xã Thứ Hai', address: 'don-doc@thu-hai.example' },
    replyTo: 'van-phong@thu-hai.example',
  };
  expect(rows).toEqual([
    { office_id: 1, form: null },
    { office_id: SECOND, form },
  ]);
});

test('its report is headed as it says, on the page and in Word; that of another office is as it was', async () => {
  const { senderName: _name, replyTo: _replyTo, ...head } = COMMUNE;
  expect((await there.ask('GET', '/api/reports/overdue')).body.head).toEqual(head);
  const file = await api.inject({
    method: 'GET',
    url: '/api/reports/overdue/file?format=docx',
    headers: { cookie: [...there.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
  });
  const { value } = await extractRawText({ buffer: file.rawPayload });
  for (const words of ['UBND HUYỆN TỨ KỲ', 'Thứ Hai, ngày', 'TM. ỦY BAN NHÂN DÂN', 'PHÓ CHỦ TỊCH', 'Trần Văn Bình'])
    expect(value).toContain(words);
  const { senderName: _n, replyTo: _r, ...unset } = NOTHING;
  expect((await here.ask('GET', '/api/reports/overdue')).body.head).toEqual(unset);
});

test('the list of offices says how large each is', async () => {
  const { body } = await here.ask('GET', '/api/offices');
  for (const office of body) {
    const { rows } = await runSql(
      api.url,
      `select (select count(*)::int from contact where office_id = ${office.id}) as people,
        (select count(*)::int from assignment where office_id = ${office.id}) as work`,
    );
    expect([office.people, office.openWork]).toEqual([rows[0].people, rows[0].work]);
    expect(office.openWork).toBeGreaterThan(0);
  }
});

test('both logs hold', async () => {
  for (const office of [1, SECOND])
    expect(await verifyInstallation(forOffice(api.context.database, office), null)).toMatchObject({
      ok: true,
      differences: [],
    });
});
