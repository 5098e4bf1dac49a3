// The work of whoever is signed in for a lead agency: all of it, most urgent first, with what they may do; and nothing of anybody else.
import type { FastifyRequest } from 'fastify';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { HeldRole, Role } from '#domain/rights/roles.ts';
import { officerNamed } from '#operations/seam/actor.ts';
import { ownApi } from '../support/api.ts';
import { aPlan } from '../support/builders.ts';
import { addPlan, furnish } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const held = (role: Role, agencyId: string | null): HeldRole => ({ role, agencyId, fieldCodes: [] });
const OFFICER = [held('officer', null)];
let roles: HeldRole[] = OFFICER;
const api = ownApi({
  accounts: { identify: async (_request: FastifyRequest) => ({ ...officerNamed('thử'), accountId: 'thu', roles }) },
});

interface Item {
  assignment: { id: string; title: string; agencyId: string; status: string };
  group: string;
  products: string[];
  allowed: string[];
  returnReason: string | null;
}
const work = (query = '') => api.get(`/api/my-work${query}`);
const shown = async (query = '') =>
  ((await work(query)).body.items as Item[]).map(({ assignment }) => assignment.title);

/** Does something to a piece of work of agency «a» as the officer or as its clerk, whoever asks now. */
async function give(title: string, who: HeldRole[], command: Parameters<typeof api.command>[1]): Promise<void> {
  const before = roles;
  roles = OFFICER;
  const { items } = (await api.get('/api/assignments?limit=50')).body;
  const id = items.find((row: Item['assignment']) => row.title === title).id;
  roles = who;
  expect((await api.command(id, command)).status).toBe(200);
  roles = before;
}

// Wednesday, 3 June 2026 is looked at; «trước ngày» names the day after the last one.
const ROWS = {
  late: '15/01',
  returned: '20/11',
  today: '04/06',
  friday: '06/06',
  taken: '25/11',
  far: '30/11',
  said: '10/10',
};

beforeAll(async () => {
  const { database } = api.context;
  await furnish(database);
  const rowsOfA = Object.entries(ROWS).map(([title, day]) => ({
    title,
    leads: ['Phòng A'],
    deadlineText: `Trước ngày ${day}`,
    products: [`Báo cáo ${title}`],
  }));
  const planId = await addPlan(database, aPlan([...rowsOfA, { title: 'of b', leads: ['Phòng B'] }]));
  api.at('2026-01-06 09:00');
  expect((await api.post(`/api/plans/${planId}/publish`)).status).toBe(200);
  const clerk = [held('lead-clerk', 'a')];
  api.at('2026-06-03 09:00');
  for (const title of ['returned', 'said', 'taken']) await give(title, clerk, { command: 'acknowledge' });
  for (const title of ['returned', 'said']) await give(title, clerk, { command: 'report', note: 'Đã xong' });
  await give('returned', OFFICER, { command: 'return', reason: 'Thiếu phụ lục' });
});

beforeEach(() => {
  roles = [held('lead-clerk', 'a')];
  api.at('2026-06-03 10:00');
});

test('each open piece of work of the agency stands once, in the part where people look for it', async () => {
  const { status, body } = await work();
  expect([status, body.total, body.overdue, body.today, body.agencies]).toEqual([200, 7, 1, '2026-06-03', ['Phòng A']]);
  const groups = Object.fromEntries((body.items as Item[]).map(({ assignment, group }) => [assignment.title, group]));
  expect(groups).toEqual({
    late: 'overdue',
    returned: 'returned',
    today: 'today',
    friday: 'week',
    taken: 'later',
    far: 'unacknowledged',
    said: 'reported',
  });
  expect((body.items[0] as Item).assignment.title).toBe('late');
});

test('what is wanted, why a report came back, and what may be done to it now', async () => {
  const items = (await work()).body.items as Item[];
  const of = (title: string) => items.find(({ assignment }) => assignment.title === title);
  expect(of('late')).toMatchObject({
    products: ['Báo cáo late'],
    returnReason: null,
    allowed: ['acknowledge', 'report'],
  });
  expect(of('returned')).toMatchObject({ returnReason: 'Thiếu phụ lục', allowed: ['report'] });
  expect(of('said')).toMatchObject({ returnReason: null, allowed: [] });
});

test('pages hold each piece once, and the last one is empty', async () => {
  const whole = await shown();
  expect([
    ...(await shown('?pageSize=3')),
    ...(await shown('?page=2&pageSize=3')),
    ...(await shown('?page=3&pageSize=3')),
  ]).toEqual(whole);
  expect(await shown('?page=4&pageSize=3')).toEqual([]);
  expectProblem(await work('?pageSize=0'), 'invalid-request');
});

test('nobody sees the work of an agency for which they do not act', async () => {
  roles = [held('lead-head', 'b')];
  expect(await shown()).toEqual(['of b']);
  roles = [held('lead-clerk', 'a'), held('lead-head', 'b')];
  const both = (await work()).body;
  expect([both.total, both.agencies]).toEqual([8, ['Phòng A', 'Phòng B']]);
  for (const other of [OFFICER, [held('auditor', null)], [held('leadership', null)], []]) {
    roles = other;
    expectProblem(await work(), 'not-allowed');
  }
});

test('what was verified or withdrawn is no work any more', async () => {
  await give('said', OFFICER, { command: 'verify' });
  await give('far', OFFICER, { command: 'withdraw', reason: 'Không còn cần' });
  expect((await shown()).sort()).toEqual(['friday', 'late', 'returned', 'taken', 'today']);
  expect((await work()).body.total).toBe(5);
});
