// Two offices behind one API, with the same people, the same plan and the same ids of agencies: every operation, asked in one of them, for what is
// the other's.
import { beforeAll, describe, expect, test } from 'vitest';
import { createSecretBox } from '#channels/secret-box.ts';
import { createWebhookPorts } from '#channels/webhook/webhook-ports.ts';
import { type Route, routes } from '#contracts/routes.ts';
import { inviteAccount } from '#operations/invite-account.ts';
import { ADMINISTRATOR, VISITOR } from '#operations/seam/actor.ts';
import { useAccountLink } from '#operations/use-account-link.ts';
import { forOffice } from '#store/database.ts';
import { aContact, anAgency, aPlan, aRoster, vn } from '../support/builders.ts';
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

const box = createSecretBox('khoa-cua-thu-nghiem-webhook', 'webhook-secret');
const api = ownApiWithPeople({}, { webhooks: createWebhookPorts({ box, allowPrivate: false }) });
const KEY = { authorization: `Bearer ${TEST_KEY_OF_API}` };
const SECOND = 2;
/** Somebody of both, and somebody of the second alone. */
let both: Browser;
let there: Browser;

interface Ids {
  plan: string;
  draft: string;
  row: string;
  assignment: string;
  reminder: string;
  webhook: string;
  account: string;
  key: string;
  session: string;
  contact: string;
  /** Work that the other office gave to this one. */
  above: string;
}
let first: Ids;
let second: Ids;

async function fill(ask: Browser['ask'], office: number, account: string): Promise<Ids> {
  const database = forOffice(api.context.database, office);
  const roster = aRoster({ office: office === SECOND ? 'UBND xã Thứ Hai' : 'UBND huyện Tứ Kỳ' });
  roster.agencies.push(anAgency({ id: 'b', name: `Phòng của cơ quan ${office}` }));
  // Somebody whom the other office does not have; everybody else is in both under the same id.
  const contact = `chi-co-quan-${office}.cv`;
  roster.contacts.push(aContact({ id: contact, agency: 'b', email: `b.cv@co-quan-${office}.example` }));
  await furnish(database, roster);
  const lead = roster.agencies.find(({ id }) => id === 'a')?.name ?? '';
  const plan = await addPlan(database, aPlan([{ leads: [lead], title: `Việc của cơ quan ${office}` }]));
  const draft = await addPlan(database, aPlan([{ leads: [lead], title: `Bản nháp của cơ quan ${office}` }]));
  expect((await ask('POST', `/api/plans/${plan}/publish`)).status).toBe(200);
  const { items } = (await ask('GET', '/api/assignments')).body;
  const webhook = await ask('POST', '/api/webhooks', { url: `https://co-quan-${office}.example.vn/nhan` });
  const key = await ask('POST', '/api/keys', { name: `khóa ${office}`, scope: 'read' });
  const [session] = (await ask('GET', '/api/sessions')).body;
  const reminder = await database.ledgerEntry.findFirstOrThrow({ where: { assignmentId: items[0].id } });
  return {
    plan,
    draft,
    row: (await ask('GET', `/api/plans/${draft}`)).body.rows[0].id,
    assignment: items[0].id,
    reminder: reminder.id,
    webhook: webhook.body.id,
    account,
    key: key.body.id,
    session: session.id,
    contact,
    above: '',
  };
}

/** A row of work that the other office gave and took back; its id. */
async function addWorkFromAbove(office: number, from: number): Promise<string> {
  const id = `viec-tren-giao-${office}`;
  await runSql(
    api.url,
    `insert into work_from_above (office_id, id, giving_office, assignment_id, office_name, plan_title, title, products, status, sequence, given_at)
     values (${office}, '${id}', ${from}, 'x', 'Cấp trên', 'Kế hoạch', 'Việc của cơ quan ${office}', '{}', 'withdrawn', 2, now())`,
  );
  return id;
}

beforeAll(async () => {
  api.at('2026-01-05 08:30');
  const alone = await addPerson(api, { email: 'mot@xa.example', roles: [role('administrator'), role('officer')] });
  await addPerson(api, { email: 'hai@xa.example', roles: [role('officer')] });
  const here = aBrowser(api);
  await here.signIn('mot@xa.example');
  first = await fill(here.ask, 1, alone);

  const officer = { name: 'Người của hai cơ quan', email: 'hai@xa.example' };
  const added = await api.ask('POST', '/api/offices', KEY, { name: 'UBND xã Thứ Hai', officer });
  expect([added.status, added.body.office]).toEqual([200, SECOND]);
  const context = { ...api.context, ...api.context.ofOffice?.(SECOND), letters: null };
  const invited = await inviteAccount(context, ADMINISTRATOR, {
    email: 'ba@xa.example',
    name: 'Người của cơ quan hai',
    roles: [role('administrator'), role('officer')],
  });
  if (!invited.ok) throw new Error(invited.detail);
  await useAccountLink(context, VISITOR, { token: invited.token as string, password: PASSWORD });
  there = aBrowser(api);
  await there.signIn('ba@xa.example');
  second = await fill(there.ask, SECOND, invited.id);
  first.above = await addWorkFromAbove(1, SECOND);
  second.above = await addWorkFromAbove(SECOND, 1);
  both = aBrowser(api, '203.0.113.8');
  await both.signIn('hai@xa.example');
});

/** Where an id of the path comes from; whatever has none is asked as it is. */
const IDS: Record<string, (ids: Ids) => Record<string, string>> = {
  getAssignment: ({ assignment }) => ({ id: assignment }),
  commandAssignment: ({ assignment }) => ({ id: assignment }),
  uploadEvidence: ({ assignment }) => ({ id: assignment }),
  getPlan: ({ plan }) => ({ id: plan }),
  readDeadlineText: ({ draft }) => ({ id: draft }),
  createZaloCode: ({ contact }) => ({ id: contact }),
  tryChannelAgain: ({ contact }) => ({ id: contact }),
  handOnWork: ({ above }) => ({ id: above }),
  sendReportUp: ({ above }) => ({ id: above }),
  deleteDraft: ({ draft }) => ({ id: draft }),
  decideDeadline: ({ draft, row }) => ({ id: draft, rowId: row }),
  setPlanYears: ({ draft }) => ({ id: draft }),
  publishPlan: ({ draft }) => ({ id: draft }),
  resendReminder: ({ reminder }) => ({ id: reminder }),
  listWebhookDeliveries: ({ webhook }) => ({ id: webhook }),
  changeWebhook: ({ webhook }) => ({ id: webhook }),
  removeWebhook: ({ webhook }) => ({ id: webhook }),
  rotateWebhookSecret: ({ webhook }) => ({ id: webhook }),
  resendWebhook: ({ webhook }) => ({ id: webhook }),
  endSession: ({ session }) => ({ id: session }),
  revokeKey: ({ key }) => ({ id: key }),
  endAnySession: ({ session }) => ({ id: session }),
  revokeAnyKey: ({ key }) => ({ id: key }),
  changeRoles: ({ account }) => ({ id: account }),
  switchAccount: ({ account }) => ({ id: account }),
  inviteAgain: ({ account }) => ({ id: account }),
  dropSecondFactor: ({ account }) => ({ id: account }),
};

const BODIES: Record<string, object> = {
  commandAssignment: { command: 'acknowledge' },
  handOnWork: { leads: ['a'], due: '2026-03-02' },
  sendReportUp: { note: 'Đã xong' },
  decideDeadline: { text: 'Quý I' },
  setPlanYears: { yearFrom: 2026, yearTo: 2026 },
  changeWebhook: { active: false },
  tryChannelAgain: { channel: 'email' },
  changeRoles: { give: [role('auditor')] },
  switchAccount: { active: false },
  dropSecondFactor: { how: 'gặp trực tiếp ở phòng' },
};

/** Of nobody: what the same question is answered when there is no such thing anywhere. */
const NOTHING = '00000000-0000-4000-8000-000000000000';

function ask(browser: Browser, operation: string, ids: Record<string, string>) {
  const route: Route = routes[operation as keyof typeof routes];
  const url = Object.entries(ids).reduce((path, [name, id]) => path.replace(`:${name}`, id), route.path);
  const path = operation === 'readDeadlineText' ? `${url}?text=x` : url;
  return browser.ask(route.method, path, route.method === 'GET' ? undefined : (BODIES[operation] ?? {}));
}

/** Of the second office nobody can know these of the first: names that only it has, and every id. */
const secretsOf = (ids: Ids, office: number) => [
  ...Object.values(ids),
  `của cơ quan ${office}`,
  `co-quan-${office}.example`,
  office === 1 ? 'mot@xa.example' : 'ba@xa.example',
];

const rowsOf = async (office: number) => {
  const { rows } = await runSql(api.url, `select relname as name from pg_class where relrowsecurity order by 1`);
  const owned: [string, unknown[]][] = [];
  for (const { name } of rows)
    owned.push([
      name,
      (await runSql(api.url, `select t::text as row from "${name}" t where office_id = ${office} order by 1`)).rows,
    ]);
  return Object.fromEntries(owned);
};

// Of nobody before they have signed in, or of the session itself: asked by name elsewhere in this file.
const EVERYBODYS = Object.entries<Route>(routes).filter(([, route]) => route.everybody === true);
const OPERATIONS = Object.entries<Route>(routes).filter(([, route]) => route.everybody !== true);

test('every operation with an id in its path is asked for the other office’s', () => {
  // Events are counted anew in each office: their number is no id of the other's.
  const withIds = OPERATIONS.filter(([name, { path }]) => path.includes(':') && name !== 'getAuditEvent');
  expect(withIds.map(([name]) => name).sort()).toEqual(Object.keys(IDS).sort());
  expect(EVERYBODYS.length).toBeGreaterThan(5);
});

describe('what belongs to another office is answered as if it did not exist, and is not changed', () => {
  test.each(Object.keys(IDS))('%s', async (operation) => {
    const before = await rowsOf(1);
    const own = IDS[operation]?.(first) ?? {};
    const nothing = Object.fromEntries(Object.keys(own).map((name) => [name, NOTHING]));
    const foreign = await ask(there, operation, own);
    const unknown = await ask(there, operation, nothing);
    const plain = ({ status, body }: { status: number; body: unknown }, ids: object) => [
      status,
      Object.values(ids).reduce((text: string, id) => text.replaceAll(id, '…'), JSON.stringify(body)),
    ];
    expect(plain(foreign, own)).toEqual(plain(unknown, nothing));
    // What does nothing where there is nothing says how much it did.
    const answersNone = /^(endSession|revokeKey|endAnySession|revokeAnyKey|tryChannelAgain)$/.test(operation);
    expect([operation, foreign.status]).toEqual([operation, answersNone ? 200 : 404]);
    expect(await rowsOf(1)).toEqual(before);
  });
});

describe('no list, count or report tells anything of the other office', () => {
  const lists = OPERATIONS.filter(([, { method, path }]) => method === 'GET' && !path.includes(':'));
  test.each(lists.map(([name]) => name))('%s', async (operation) => {
    const route: Route = routes[operation as keyof typeof routes];
    const answer = await there.ask(route.method, route.path);
    // Only the first office may list them all; own work is for who has a role at an agency.
    expect([operation, answer.status]).toEqual([operation, /^(listOffices|getOwnWork)$/.test(operation) ? 403 : 200]);
    const told = JSON.stringify(answer.body);
    expect([operation, secretsOf(first, 1).filter((secret) => told.includes(secret))]).toEqual([operation, []]);
  });

  test('the log of each is its own, from its first event on', async () => {
    const { body } = await there.ask('GET', '/api/audit/events/1');
    expect(body.index).toBe(1);
    const held = await forOffice(api.context.database, SECOND).auditEvent.findFirstOrThrow({ where: { index: 1 } });
    expect(body.hash).toBe(held.hash);
  });

  test('but each has its own', async () => {
    expect((await there.ask('GET', '/api/assignments')).body.items.map(({ id }: { id: string }) => id)).toEqual([
      second.assignment,
    ]);
    expect((await there.ask('GET', '/api/accounts')).body.map(({ email }: { email: string }) => email).sort()).toEqual([
      'ba@xa.example',
      'hai@xa.example',
    ]);
    const file = await there.ask('GET', '/api/reports/overdue/file?format=xlsx');
    expect(file.status).toBe(200);
    const here = await api.ask('GET', '/api/assignments', KEY);
    expect(here.body.items.map(({ id }: { id: string }) => id)).toEqual([first.assignment]);
  });
});

test('one plan file is a draft in each office, and the same idempotency key is another request in each', async () => {
  const same = { 'idempotency-key': 'mot-khoa-chung' };
  const file = 'STT;Nhiệm vụ;Cơ quan chủ trì;Thời hạn\n1;Làm việc chung;Phòng Nội vụ;Quý I\n';
  const here = await api.uploadWith({ ...KEY, ...same }, 'chung.csv', file);
  const cookie = [...there.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const elsewhere = await api.uploadWith({ cookie, ...same }, 'chung.csv', file);
  expect([here.status, elsewhere.status]).toEqual([200, 200]);
  expect(elsewhere.body.plan.id).not.toBe(here.body.plan.id);
  expect(elsewhere.headers['idempotency-replayed']).toBeUndefined();
});

describe('somebody of two offices', () => {
  test('is in the first of them, goes over, and is there from the next request on', async () => {
    const me = async () => (await both.ask('GET', '/api/me')).body;
    expect(await me()).toMatchObject({ office: { id: 1 }, offices: [{ id: 1 }, { id: 2, name: 'UBND xã Thứ Hai' }] });
    expect((await both.ask('GET', `/api/assignments/${first.assignment}`)).status).toBe(200);
    expect((await both.ask('PUT', '/api/me/office', { office: SECOND })).status).toBe(200);
    expect((await me()).office.id).toBe(SECOND);
    expect((await both.ask('GET', `/api/assignments/${first.assignment}`)).status).toBe(404);
    expect((await both.ask('GET', `/api/assignments/${second.assignment}`)).status).toBe(200);
    // Another device stays where it was.
    const phone = aBrowser(api, '203.0.113.9');
    await phone.signIn('hai@xa.example');
    expect((await phone.ask('GET', '/api/me')).body.office.id).toBe(1);
  });

  test('holds in each the roles that they were given there', async () => {
    const roles = async () =>
      (await both.ask('GET', '/api/me')).body.roles.map(({ role }: { role: string }) => role).sort();
    await both.ask('PUT', '/api/me/office', { office: 1 });
    expect(await roles()).toEqual(['officer']);
    await both.ask('PUT', '/api/me/office', { office: SECOND });
    expect(await roles()).toEqual(['administrator', 'officer']);
  });

  test('makes keys that act in the office in which they were made', async () => {
    await both.ask('PUT', '/api/me/office', { office: SECOND });
    const { secret } = (await both.ask('POST', '/api/keys', { name: 'máy', scope: 'read' })).body;
    await both.ask('PUT', '/api/me/office', { office: 1 });
    const { body } = await api.ask('GET', '/api/assignments', { authorization: `Bearer ${secret}` });
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([second.assignment]);
    const me = (await api.ask('GET', '/api/me', { authorization: `Bearer ${secret}` })).body;
    expect([me.office.id, me.offices]).toEqual([SECOND, []]);
    expect((await both.ask('GET', '/api/keys')).body).toEqual([]);
  });

  test('is not switched off by one of them', async () => {
    const { body } = await there.ask('GET', '/api/accounts');
    const { id } = body.find(({ email }: { email: string }) => email === 'hai@xa.example');
    const off = await there.ask('PUT', `/api/accounts/${id}/active`, { active: false });
    expect([off.status, off.body.type]).toEqual([409, expect.stringMatching(/account-elsewhere$/)]);
  });

  test('is sent back to the others when one takes its roles from them', async () => {
    await both.ask('PUT', '/api/me/office', { office: SECOND });
    const { body } = await there.ask('GET', '/api/accounts');
    const { id } = body.find(({ email }: { email: string }) => email === 'hai@xa.example');
    const take = [role('administrator'), role('officer')].map((given) => ({ role: given.role, agencyId: null }));
    expect((await there.ask('POST', `/api/accounts/${id}/roles`, { take })).status).toBe(200);
    const me = (await both.ask('GET', '/api/me')).body;
    expect([me.office.id, me.offices.map((office: { id: number }) => office.id)]).toEqual([1, [1]]);
    expect((await both.ask('PUT', '/api/me/office', { office: SECOND })).status).toBe(404);
  });
});

test('nobody goes over to an office that is not theirs', async () => {
  for (const office of [1, 3]) {
    const entered = await there.ask('PUT', '/api/me/office', { office });
    expect([entered.status, entered.body.detail]).toEqual([404, expect.stringContaining('Không có cơ quan này')]);
  }
  expect((await there.ask('GET', '/api/me')).body.office.id).toBe(SECOND);
});

test('only the first office takes in others, and each under a name of its own', async () => {
  const officer = { name: 'Ai đó', email: 'ai-do@xa.example' };
  expect((await there.ask('POST', '/api/offices', { name: 'UBND xã Thứ Ba', officer })).status).toBe(403);
  const again = await api.ask('POST', '/api/offices', KEY, { name: 'UBND xã Thứ Hai', officer });
  expect([again.status, again.body.issues?.[0]?.message]).toEqual([409, '«UBND xã Thứ Hai» đã có']);
});

test('a link of a letter opens the work of its office, and is none for the other', async () => {
  const { links } = api.context.ofOffice?.(SECOND) ?? api.context;
  const claims = { contactId: 'a.cv', action: 'view', expiresAt: vn('2026-06-01 00:00') } as const;
  const ofSecond = links.sign({ ...claims, assignmentId: second.assignment });
  const opened = await api.ask('GET', `/api/links/${ofSecond}`);
  expect([opened.status, opened.body.assignment?.id]).toEqual([200, second.assignment]);
  const ofFirst = api.context.links.sign({ ...claims, assignmentId: first.assignment });
  expect((await api.ask('GET', `/api/links/${ofFirst}`)).status).toBe(200);
  const [payload = '', mac] = ofSecond.split('.');
  for (const forged of [payload.replace(/~2$/, '~1'), payload.replace(/~2$/, ''), payload.replace(/~2$/, '~3')])
    expect((await api.ask('GET', `/api/links/${forged}.${mac}`)).body.type).toMatch(/link-invalid$/);
  const crossed = links.sign({ ...claims, assignmentId: first.assignment });
  expect((await api.ask('GET', `/api/links/${crossed}`)).status).toBe(404);
});

describe('an agency of the roster that is another office', () => {
  const edit = (memberOffice: number) => ({
    edits: [{ kind: 'add-agency', agency: { name: `Xã số ${memberOffice}`, aliases: [], memberOffice } }],
  });

  test('is offered by name, and set by whoever keeps the roster', async () => {
    const { body } = await api.ask('GET', '/api/roster', KEY);
    expect(body.offices).toEqual([{ id: SECOND, name: 'UBND xã Thứ Hai' }]);
    const saved = await api.ask('POST', '/api/roster', KEY, edit(SECOND));
    expect(saved.status).toBe(200);
    expect(saved.body.roster.agencies).toContainEqual(expect.objectContaining({ memberOffice: SECOND }));
    expect(saved.body.impact.changes).toEqual([expect.stringContaining('Xã số 2')]);
  });

  test.each([
    [1, 'chính cơ quan đang dùng danh bạ này'],
    [9, 'không có cơ quan số 9'],
  ])('is refused when it is office %i, before and at saving', async (office, why) => {
    for (const path of ['/api/roster/preview', '/api/roster']) {
      const { status, body } = await api.ask('POST', path, KEY, edit(office));
      expect([status, body.type]).toEqual([422, expect.stringMatching(/roster-refused$/)]);
      expect(body.issues).toEqual([{ place: `cơ quan Xã số ${office}`, message: expect.stringContaining(why) }]);
    }
  });
});
