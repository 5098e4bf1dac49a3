// Who listens hears of what changes, only of what they may see, and no longer than they may: on real connections, with real sessions.
import pino from 'pino';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { createApp } from '#api/create-app.ts';
import { inviteAccount } from '#operations/invite-account.ts';
import { ADMINISTRATOR, VISITOR } from '#operations/seam/actor.ts';
import { useAccountLink } from '#operations/use-account-link.ts';
import { raiseAttention } from '#store/attention-store.ts';
import { forOffice } from '#store/database.ts';
import { sealDeliveries } from '#store/delivery-seals.ts';
import { aContact, anAgency, aPlan, aRoster, ZONE } from '../support/builders.ts';
import { type EventListener, expectTold, listenTo } from '../support/event-listener.ts';
import {
  aBrowser,
  addPerson,
  type Browser,
  ownApiWithPeople,
  PASSWORD,
  role,
  TEST_KEY_OF_API,
} from '../support/people.ts';
import { saveRoster } from '../support/settings.ts';
import { addPlan, furnish, runSql } from '../support/store.ts';

const LIMITS = { account: 600, key: 600, address: 600 };
const api = ownApiWithPeople({}, { streams: { pollMs: 40, credential: 3, network: 6 }, rateLimits: LIMITS });
const HOUR_MS = 3_600_000;
const EVENTS = '/api/events';
const RESET = { type: 'reset' } as const;

let port = 0;
let officer: Browser;
let clerk: Browser;
let clerkId = '';
let own = '';
let foreign = '';
let lead = '';
let now = 0;
const open: EventListener[] = [];

async function listen(browser: Browser, path = EVENTS, headers: Record<string, string> = {}): Promise<EventListener> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const listener = await listenTo(port, path, { cookie, ...headers });
  open.push(listener);
  return listener;
}

/** A minute behind whatever is in the log: what has happened before is old. */
async function later(): Promise<void> {
  const last = await api.context.database.auditEvent.findFirstOrThrow({ orderBy: { index: 'desc' } });
  now = Math.max(now, last.recordedAt.getTime()) + 60_000;
  api.at(new Date(now + 7 * HOUR_MS).toISOString().slice(0, 19).replace('T', ' '));
}

const soon = <Value>(look: () => Value) => expect.poll(look, { timeout: 10_000 });

/** The library of sessions goes by the wall's clock, and these tests are ahead of it: everybody has shown just now that it is they. */
const justProved = () =>
  runSql(api.url, `update account_session set created_at = '${api.context.now().toISOString()}'`);

const acknowledge = (id: string) => officer.ask('POST', `/api/assignments/${id}/commands`, { command: 'acknowledge' });

/** A piece of work of the agency that nobody has touched yet. */
async function freshWork(agency: string): Promise<string> {
  const planId = await addPlan(api.context.database, aPlan([{ leads: [agency], title: `Việc mới lúc ${now}` }]));
  expect((await officer.ask('POST', `/api/plans/${planId}/publish`)).status).toBe(200);
  const { body } = await officer.ask('GET', `/api/assignments?plan=${planId}`);
  await later();
  return body.items[0].id;
}

beforeAll(async () => {
  const { database } = api.context;
  await furnish(database);
  const roster = aRoster();
  roster.agencies.push(anAgency({ id: 'b', name: 'Phòng B' }));
  roster.contacts.push(aContact({ id: 'b.cv', agency: 'b' }));
  await saveRoster(database, roster, ZONE);
  api.at('2026-01-05 08:30');
  lead = roster.agencies.find(({ id }) => id === 'a')?.name ?? '';
  await addPerson(api, { email: 'can.bo@xa.example', roles: [role('officer'), role('administrator')] });
  clerkId = await addPerson(api, { email: 'chuyen.vien@xa.example', roles: [role('lead-clerk', 'a')] });
  [officer, clerk] = [aBrowser(api), aBrowser(api, '203.0.113.8')];
  expect((await officer.signIn('can.bo@xa.example')).status).toBe(200);
  expect((await clerk.signIn('chuyen.vien@xa.example')).status).toBe(200);
  own = await freshWork(lead);
  foreign = await freshWork('Phòng B');
  port = await api.listen();
});

afterEach(async () => {
  for (const listener of open.splice(0)) listener.close();
  await later();
});

test('what changes is told within a moment, by kind and id and nothing else, on an answer that nobody keeps', async () => {
  const listener = await listen(clerk);
  expect([listener.status, listener.headers]).toMatchObject([
    200,
    { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  ]);
  expect(listener.text).toMatch(/^retry: \d{4}\nid: \d+\n\n$/);
  const began = Number(listener.lastId);
  expect((await acknowledge(own)).status).toBe(200);
  await expectTold(listener, [{ type: 'assignment', id: own }]);
  expect(Number(listener.lastId)).toBeGreaterThan(began);
  expect(listener.text.slice(listener.text.indexOf('\n\n') + 2)).toBe(
    `id: ${listener.lastId}\ndata: {"type":"assignment","id":"${own}"}\n\n`,
  );
});

test('a clerk hears of the work of the own agency, and nothing at all of any other', async () => {
  const mine = await freshWork(lead);
  const [listener, all] = [await listen(clerk), await listen(officer)];
  await acknowledge(foreign);
  await raiseAttention(api.context.database, { id: 'thu', what: 'Việc cần người', place: 'Nơi đó' }, api.context.now());
  await soon(() => all.told).toEqual(
    expect.arrayContaining([{ type: 'assignment', id: foreign }, { type: 'matters' }]),
  );
  await acknowledge(mine);
  await expectTold(listener, [{ type: 'assignment', id: mine }]);
  expect(listener.text).not.toContain(foreign);
});

test('who listens to one piece of work hears of that one; one that they may not see is not there', async () => {
  const [one, other] = [await freshWork(lead), await freshWork(lead)];
  const listener = await listen(clerk, `${EVENTS}?assignment=${encodeURIComponent(one)}`);
  await acknowledge(other);
  await acknowledge(one);
  await expectTold(listener, [{ type: 'assignment', id: one }]);
  const hidden = await clerk.ask('GET', `${EVENTS}?assignment=${encodeURIComponent(foreign)}`);
  const missing = await clerk.ask('GET', `${EVENTS}?assignment=khong-co`);
  expect([hidden.status, hidden.body]).toEqual([404, missing.body]);
});

test('another office hears nothing of it, and of its own everything', async () => {
  const person = { name: 'Người khác', email: 'khac@xa.example' };
  const key = { authorization: `Bearer ${TEST_KEY_OF_API}` };
  const added = await api.ask('POST', '/api/offices', key, { name: 'UBND xã Thứ Hai', officer: person });
  const office = added.body.office as number;
  const there = { ...api.context, ...api.context.ofOffice?.(office), letters: null };
  const invited = await inviteAccount(there, ADMINISTRATOR, {
    email: 'hai@xa.example',
    name: 'Người của cơ quan hai',
    roles: [role('officer')],
  });
  if (!invited.ok) throw new Error(invited.detail);
  await useAccountLink(there, VISITOR, { token: invited.token as string, password: PASSWORD });
  const theirs = aBrowser(api, '203.0.113.20');
  await theirs.signIn('hai@xa.example');
  const database = forOffice(api.context.database, office);
  await furnish(database);
  await later();
  const [listener, here] = [await listen(theirs), await listen(officer)];
  const work = await freshWork(lead);
  await acknowledge(work);
  await soon(() => here.told).toContainEqual({ type: 'assignment', id: work });
  expect(listener.told).toEqual([]);
  const plan = await addPlan(database, aPlan([{ leads: [lead] }]));
  await expectTold(listener, [{ type: 'plan', id: plan }]);
});

test('who comes back hears what they missed; after too long, or with the place of another log, everything is asked for anew', async () => {
  const first = await listen(officer);
  const place = first.lastId as string;
  first.close();
  const work = await freshWork(lead);
  await acknowledge(work);
  const again = await listen(officer, EVENTS, { 'last-event-id': place });
  await soon(() => again.told).toContainEqual({ type: 'assignment', id: work });
  expect(again.told).not.toContainEqual(RESET);
  expect((await listen(officer, `${EVENTS}?after=${place}`)).text).toContain(`id: ${place}\n`);
  again.close();
  const foreignLog = await listen(officer, EVENTS, { 'last-event-id': '900000' });
  await expectTold(foreignLog, [RESET]);
  expect(foreignLog.text).toMatch(/event: reset\nid: \d+\ndata: {"type":"reset"}\n\n$/);
  foreignLog.close();
  await runSql(
    api.url,
    `insert into audit_event (index, subject, sequence, type, actor, occurred_at, recorded_at, payload, previous_hash, hash)
     select n, 'settings/thu', n, 'settings-thu', 'thử', last.at, last.at, '{}', '', 'thu-' || n
     from (select max(index) as index, max(recorded_at) as at from audit_event) last, generate_series(last.index + 1, last.index + 2001) n`,
  );
  const late = await listen(officer, EVENTS, { 'last-event-id': place });
  await expectTold(late, [RESET]);
});

test('what a page read a moment before it listened is told again when it has changed since', async () => {
  const work = await freshWork(lead);
  await acknowledge(work);
  await expectTold(await listen(clerk), [{ type: 'assignment', id: work }]);
});

test('letters that have ended are told, and when they are in the log the work that they speak of', async () => {
  const { database, now } = api.context;
  await sealDeliveries(database, now());
  await later();
  const [listener, theirs] = [await listen(officer), await listen(clerk)];
  const row = await database.ledgerEntry.findFirstOrThrow({
    where: { endedAt: null, assignment: { agencyId: 'a' } },
  });
  const data = { status: 'superseded', reason: 'Thử', endedAt: now() };
  await database.ledgerEntry.update({ where: { id: row.id }, data });
  await expectTold(listener, [{ type: 'messages' }]);
  await sealDeliveries(database, now());
  await expectTold(theirs, [{ type: 'assignment', id: row.assignmentId }]);
});

test('how far a publication is has no event, and is told nonetheless', async () => {
  const plan = await addPlan(api.context.database, aPlan([{ leads: [lead], title: 'Việc của bản nháp' }]));
  await later();
  const [listener, theirs] = [await listen(officer), await listen(clerk)];
  await runSql(api.url, `update plan set status = 'publishing' where id = '${plan}'`);
  await expectTold(listener, [{ type: 'plan', id: plan }]);
  await runSql(api.url, `update plan set status = 'draft' where id = '${plan}'`);
  expect(theirs.told).toEqual([]);
});

test('a new day changes what is overdue', async () => {
  const listener = await listen(clerk);
  now += 24 * HOUR_MS;
  await later();
  await expectTold(listener, [{ type: 'list' }]);
});

test('a stream ends with the session that it was opened in', async () => {
  const browser = aBrowser(api, '203.0.113.9');
  await browser.signIn('chuyen.vien@xa.example');
  const [listener, other] = [await listen(browser), await listen(clerk)];
  expect((await browser.ask('POST', '/api/auth/sign-out')).status).toBe(200);
  await soon(() => listener.ended).toBe(true);
  expect([listener.told, other.ended]).toEqual([[RESET], false]);
});

test('a stream ends when its session goes over to another office', async () => {
  const listener = await listen(clerk);
  await runSql(api.url, `update account_session set office_id = 1 where user_id = '${clerkId}'`);
  await soon(() => listener.ended).toBe(true);
  expect((await listen(clerk)).status).toBe(200);
});

test('a stream ends with its key, and a key that may only read has one', async () => {
  await justProved();
  const { body: key } = await clerk.ask('POST', '/api/keys', { name: 'hệ thống', scope: 'read' });
  const listener = await listenTo(port, EVENTS, { authorization: `Bearer ${key.secret}` });
  expect(listener.status).toBe(200);
  expect((await clerk.ask('DELETE', `/api/keys/${key.id}`)).status).toBe(200);
  await soon(() => listener.ended).toBe(true);
});

test('a stream ends when the role or the account does', async () => {
  const other = aBrowser(api, '203.0.113.10');
  const id = await addPerson(api, { email: 'lanh.dao@xa.example', roles: [role('leadership')] });
  await other.signIn('lanh.dao@xa.example');
  await later();
  const listener = await listen(other);
  await justProved();
  await officer.ask('POST', `/api/accounts/${id}/roles`, { take: [{ role: 'leadership', agencyId: null }] });
  await soon(() => listener.ended).toBe(true);
  expect((await listen(other)).status).toBe(403);
  const theirs = await listen(clerk);
  const switched = await officer.ask('PUT', `/api/accounts/${clerkId}/active`, { active: false });
  expect(switched.status).toBe(200);
  await soon(() => theirs.ended).toBe(true);
  expect((await listen(clerk)).status).toBe(401);
  await officer.ask('PUT', `/api/accounts/${clerkId}/active`, { active: true });
  await clerk.signIn('chuyen.vien@xa.example');
});

test('who has many streams open is told so, and has a place again when one is closed', async () => {
  const streams = [await listen(officer), await listen(officer), await listen(officer)];
  const refused = await officer.ask('GET', EVENTS);
  expect([refused.status, refused.body.code, refused.body.detail, refused.headers['retry-after']]).toEqual([
    429,
    'too-many-streams',
    'Đã có 3 trang đang theo dõi từ phiên đăng nhập hoặc khóa này. Đóng bớt trang hoặc kết nối không dùng rồi thử lại; ' +
      'trong lúc đó trang vẫn tự hỏi lại theo định kỳ.',
    '60',
  ]);
  expect((await listen(clerk)).status).toBe(200);
  streams[0]?.close();
  await soon(async () => (await listen(officer)).status).toBe(200);
});

test('a stream counts as one request', async () => {
  const before = await officer.ask('GET', '/api/me');
  const listener = await listen(officer);
  await acknowledge(await freshWork(lead));
  await soon(() => listener.told.length).toBeGreaterThan(0);
  expect(Number(listener.headers['ratelimit-remaining'])).toBe(Number(before.headers['ratelimit-remaining']) - 1);
});

test('a server that stops does not wait for those who listen', async () => {
  const app = await createApp(api.context, pino({ level: 'silent' }));
  const { port: own } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  const listeners = await Promise.all(
    [1, 2, 3].map(() => listenTo(Number(own), EVENTS, { authorization: `Bearer ${TEST_KEY_OF_API}` })),
  );
  const before = performance.now();
  await app.close();
  expect(performance.now() - before).toBeLessThan(2_000);
  await soon(() => listeners.map(({ ended, told }) => [ended, told])).toEqual(Array(3).fill([true, []]));
});
