// What an import of a roster does to work that is open, on PostgreSQL, through the API and the operation.
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import type { Roster } from '#contracts/roster.ts';
import { addDays } from '#domain/calendar/local-date.ts';
import { importRoster } from '#operations/import-roster.ts';
import { ADMINISTRATOR } from '#operations/seam/actor.ts';
import { listRowsOfEndedWork } from '#store/late-row-store.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { expectProblem } from '../api/expect-problem.ts';
import { ownApi } from '../support/api.ts';
import { aContact, anAgency, aPlan, aRoster, withContact, ZONE } from '../support/builders.ts';
import { at, day } from '../support/moments.ts';
import { saveRoster } from '../support/settings.ts';
import { addPlan, dumpDatabase, furnish, runSql } from '../support/store.ts';

const api = ownApi();

// The engine's time runs on from test to test: each has a week of its own, none with a holiday.
const MONDAYS = [
  '03-02',
  '03-09',
  '03-16',
  '03-23',
  '03-30',
  '04-06',
  '04-13',
  '05-04',
  '05-11',
  '05-18',
  '05-25',
  '06-01',
  '06-08',
];
let week = -1;

/** A moment of the test's week: 0 is its Monday. */
const on = (weekday: number, clock: string) => `${addDays(day(`2026-${MONDAYS[week]}`), weekday)} ${clock}`;

beforeEach(async () => {
  week += 1;
  api.at(on(0, '09:00'));
  await api.get('/api/meta');
  await saveRoster(api.context.database, aRoster(), ZONE);
});

beforeAll(() => furnish(api.context.database));

// What one test leaves open would be moved by the next.
afterEach(async () => {
  const where = { status: { notIn: ['verified', 'withdrawn'] } };
  for (const { id } of await api.context.database.assignment.findMany({ where, select: { id: true } }))
    expect((await api.command(id, { command: 'withdraw', reason: 'Hết phép thử' })).status).toBe(200);
  expect(await listRowsOfEndedWork(api.context.database)).toEqual([]);
});

/** Gives out a plan; its assignments by title. */
async function giveOut(rows: Parameters<typeof aPlan>[0]): Promise<Map<string, string>> {
  const { database } = api.context;
  const planId = await addPlan(database, aPlan(rows));
  expect((await api.post(`/api/plans/${planId}/publish?unheard=1`)).status).toBe(200);
  const found = await database.assignment.findMany({ where: { planId } });
  return new Map(found.map(({ id, title }) => [title, id]));
}

async function take(roster: Roster, orphans = false) {
  // Whatever had to happen until then has happened.
  await api.get('/api/meta');
  return importRoster(api.context, ADMINISTRATOR, { roster, channels: CHANNEL_KINDS, orphans });
}

/** Who was written to since, at what hour. */
async function heardSince(wallClock: string): Promise<string[]> {
  await api.get('/api/meta');
  const messages = await api.context.database.message.findMany({
    where: { slotAt: { gt: new Date(at(`${wallClock.replace(' ', 'T')}:00+07:00`)) } },
    orderBy: [{ slotAt: 'asc' }, { contactId: 'asc' }],
  });
  return messages.map(({ contactId }) => contactId);
}

/** The people of leads who will hear of open work. */
async function stillToHear(): Promise<string[]> {
  const where = { status: { in: ['planned', 'staged'] }, audience: { in: ['lead', 'lead-head'] } };
  const rows = await api.context.database.ledgerEntry.findMany({
    where,
    distinct: ['contactId'],
    select: { contactId: true },
  });
  return rows.map(({ contactId }) => contactId).sort();
}

/** A and B are merged into C, which is called by both names. */
function merged(): Roster {
  const roster = aRoster();
  return {
    ...roster,
    agencies: [
      ...roster.agencies.filter(({ id }) => id !== 'a' && id !== 'b'),
      { ...anAgency({ id: 'c', name: 'Phòng C' }), aliases: ['Phòng A', 'Phòng B'] },
    ],
    contacts: [
      ...roster.contacts.filter(({ agency }) => agency !== 'a' && agency !== 'b'),
      aContact({ id: 'c.cv', agency: 'c' }),
      aContact({ id: 'c.tp', agency: 'c', role: 'head' }),
    ],
  };
}

/** The same without the names of the old ones. */
function dissolved(): Roster {
  const roster = merged();
  return { ...roster, agencies: roster.agencies.map((one) => ({ ...one, aliases: [] })) };
}

const ROWS = [
  { title: 'Việc của A', leads: ['Phòng A'] },
  { title: 'Việc của B', leads: ['Phòng B'] },
  { title: 'Việc của Nội vụ', leads: ['Phòng Nội vụ'] },
];

test('the open work of merged agencies goes over to the one that bears their names, and its people are told at once', async () => {
  const work = await giveOut(ROWS);
  api.at(on(1, '10:00'));
  const outcome = await take(merged());
  expect(outcome).toMatchObject({
    ok: true,
    told: true,
    followed: {
      moved: [
        { from: { id: 'a', name: 'Phòng A' }, to: { id: 'c', name: 'Phòng C' }, open: 1 },
        { from: { id: 'b', name: 'Phòng B' }, to: { id: 'c', name: 'Phòng C' }, open: 1 },
      ],
      orphaned: [],
      alone: [],
    },
  });
  const listed =
    (await api.get('/api/assignments?agency=c')).body.items ?? (await api.get('/api/assignments?agency=c')).body;
  expect(JSON.stringify(listed)).toContain('Việc của A');
  expect((await api.get('/api/overview')).body.problems ?? []).not.toContain('Phòng A');
  api.at(on(1, '10:30'));
  expect(await heardSince(on(1, '09:59'))).toEqual(['c.cv']);
  const detail = (await api.get(`/api/assignments/${work.get('Việc của A')}`)).body;
  expect(detail.assignment.agencyName).toBe('Phòng C');
  expect(JSON.stringify(detail)).toContain('Chuyển cơ quan chủ trì');
});

test('the people of an agency that is gone can do nothing by their old links; those of the new one can', async () => {
  const work = await giveOut(ROWS);
  const assignmentId = work.get('Việc của A') as string;
  const link = (contactId: string) =>
    `/api/links/${api.context.links.sign({ assignmentId, contactId, action: 'report', expiresAt: at('2026-12-01T00:00:00Z') })}`;
  api.at(on(1, '10:00'));
  await take(merged());
  expectProblem(await api.get(link('a.cv')), 'link-holder-changed');
  expectProblem(await api.post(link('a.cv'), { command: 'report', note: 'Đã xong' }), 'link-holder-changed');
  expect((await api.post(link('c.cv'), { command: 'report', note: 'Đã xong' })).status).toBe(200);
});

test('an import that would leave open work alone changes nothing, names it, and is taken when it is meant', async () => {
  await giveOut([...ROWS, { title: 'Việc khác của A', leads: ['Phòng A'] }]);
  const before = await dumpDatabase(api.url);
  expect(await take(dissolved())).toMatchObject({
    ok: false,
    why: 'orphans',
    orphaned: [
      { id: 'a', name: 'Phòng A', open: 2 },
      { id: 'b', name: 'Phòng B', open: 1 },
    ],
  });
  expect(await dumpDatabase(api.url)).toEqual(before);
  const outcome = await take(dissolved(), true);
  expect(outcome).toMatchObject({ ok: true, followed: { moved: [], orphaned: [{ id: 'a' }, { id: 'b' }] } });
  expect(JSON.stringify((await api.get('/api/overview')).body)).toContain('Phòng A');
});

test('work that nobody did finds its lead again when an alias comes later', async () => {
  await giveOut(ROWS);
  await take(dissolved(), true);
  api.at(on(2, '10:00'));
  expect(await take(merged())).toMatchObject({ ok: true, followed: { moved: [{ open: 1 }, { open: 1 }] } });
  api.at(on(2, '10:30'));
  expect(await heardSince(on(2, '09:59'))).toEqual(['c.cv']);
});

test.each([
  ['and the name itself is taken off the roster', false],
  ['and the name that the plan added stays beside it', true],
])('a lead that the roster did not know is reached by a later alias, %s', async (_, stays) => {
  await giveOut([{ title: 'Việc lạ', leads: ['P. Nội vụ huyện'] }]);
  const { body } = await api.get('/api/overview');
  expect(JSON.stringify(body)).toContain('P. Nội vụ huyện');
  const roster = aRoster();
  const agencies = roster.agencies.map((one) => (one.id === 'noivu' ? { ...one, aliases: ['P. Nội vụ huyện'] } : one));
  if (stays) agencies.push(anAgency({ id: 'p-noi-vu-huyen', name: 'P. Nội vụ huyện' }));
  api.at(on(1, '10:00'));
  expect(await take({ ...roster, agencies })).toMatchObject({
    ok: true,
    followed: { moved: [{ to: { id: 'noivu' }, open: 1 }], orphaned: [], alone: [] },
  });
  api.at(on(1, '10:30'));
  expect(await heardSince(on(1, '09:59'))).toEqual(['noivu.cv']);
  expect(await stillToHear()).toEqual(['noivu.cv', 'noivu.tp']);
});

test('a first person of an agency hears of its open work at once, and of all that is to come', async () => {
  const work = await giveOut([{ title: 'Việc mới', leads: ['Phòng Mới'] }]);
  const roster = aRoster();
  roster.agencies.push(anAgency({ id: 'phong-moi', name: 'Phòng Mới' }));
  roster.contacts.push(aContact({ id: 'moi.cv', agency: 'phong-moi' }));
  api.at(on(1, '10:00'));
  expect(await take(roster)).toMatchObject({ ok: true, followed: { renewed: [{ id: 'phong-moi', open: 1 }] } });
  api.at(on(1, '10:30'));
  expect(await heardSince(on(1, '09:59'))).toEqual(['moi.cv']);
  expect(await stillToHear()).toEqual(['moi.cv']);
  const waited = await api.context.engine.lifecycleState(work.get('Việc mới') as string);
  expect(waited?.pending.map(({ rung }) => rung)).toContain('before-15');
});

test('when all people of an agency are others, the new ones are told; a colleague more is not told anew', async () => {
  await giveOut([{ title: 'Việc của A', leads: ['Phòng A'] }]);
  const roster = aRoster();
  roster.contacts.push(aContact({ id: 'a.moi', agency: 'a' }));
  api.at(on(1, '10:00'));
  expect(await take(roster)).toMatchObject({ ok: true, unheard: [] });
  const others = {
    ...roster,
    contacts: roster.contacts.filter(({ id }) => id !== 'a.cv' && id !== 'a.tp' && id !== 'a.moi'),
  };
  others.contacts.push(aContact({ id: 'a.khac', agency: 'a' }));
  api.at(on(2, '10:00'));
  expect(await take(others)).toMatchObject({ ok: true, followed: { renewed: [{ id: 'a' }] } });
  api.at(on(2, '10:30'));
  expect(await heardSince(on(2, '09:59'))).toEqual(['a.khac']);
});

test('the work of a sample plan keeps nobody from bringing in their own roster', async () => {
  await giveOut(ROWS);
  await runSql(api.url, 'update plan set sample = true');
  api.at(on(1, '10:00'));
  expect(await take(dissolved())).toMatchObject({ ok: true, followed: { orphaned: [{ id: 'a' }, { id: 'b' }] } });
  await runSql(api.url, 'update plan set sample = false');
});

test('finished work stays with whoever did it', async () => {
  const work = await giveOut(ROWS);
  const done = work.get('Việc của A') as string;
  await api.command(done, { command: 'withdraw', reason: 'Không làm nữa' });
  api.at(on(1, '10:00'));
  expect(await take(merged())).toMatchObject({ ok: true, followed: { moved: [{ from: { id: 'b' } }] } });
  expect((await api.get(`/api/assignments/${done}`)).body.assignment.agencyName).toBe('Phòng A');
});

test('an import that changes nothing about people moves nothing', async () => {
  await giveOut(ROWS);
  api.at(on(1, '10:00'));
  expect(await take(withContact(aRoster(), 'a.cv', { phone: '0912345678' }))).toMatchObject({
    ok: true,
    unheard: [],
    followed: { moved: [], orphaned: [], alone: [], renewed: [] },
  });
});

test('without the engine everything stands in the database, and says so', async () => {
  await giveOut(ROWS);
  api.at(on(1, '10:00'));
  const context = { ...api.context, engine: null };
  const outcome = await importRoster(context, ADMINISTRATOR, { roster: merged(), channels: CHANNEL_KINDS });
  expect(outcome).toMatchObject({ ok: true, told: false });
  const planned = await api.context.database.ledgerEntry.count({
    where: { contactId: 'c.cv', status: { in: ['planned', 'staged'] }, step: 'assigned' },
  });
  expect(planned).toBe(2);
  await saveRoster(api.context.database, merged(), ZONE);
});

test('from then on the ladder speaks to the new people alone, and the log vouches for it', async () => {
  await giveOut(ROWS.slice(0, 2));
  api.at(on(1, '10:00'));
  await take(merged());
  expect(await stillToHear()).toEqual(['c.cv', 'c.tp']);
  expect((await verifyInstallation(api.context.database, null)).differences).toEqual([]);
  api.at(on(4, '10:00'));
  // Nobody has taken it up within three working days.
  expect(await heardSince(on(1, '10:29'))).toEqual(['c.cv', 'c.tp']);
  expect((await verifyInstallation(api.context.database, null)).differences).toEqual([]);
});
