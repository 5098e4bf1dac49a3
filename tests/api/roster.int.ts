// A change of the roster on a page: what keeps it back, and how two officers do not undo each other.
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LocalDate } from '#contracts/primitives.ts';
import type { Roster } from '#contracts/roster.ts';
import type { RosterEdit } from '#contracts/roster-edit.ts';
import { ownApi } from '../support/api.ts';
import { aPlan, aRoster, ZONE } from '../support/builders.ts';
import { saveRoster } from '../support/settings.ts';
import { addPlan, dumpDatabase, furnish, runSql } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApi();

beforeAll(() => furnish(api.context.database));

beforeEach(async () => {
  await api.get('/api/meta');
  await saveRoster(api.context.database, aRoster(), ZONE);
});

afterEach(async () => {
  const where = { status: { notIn: ['verified', 'withdrawn'] } };
  for (const { id } of await api.context.database.assignment.findMany({ where, select: { id: true } }))
    expect((await api.command(id, { command: 'withdraw', reason: 'Hết phép thử' })).status).toBe(200);
});

let plans = 0;
/** Two pieces of work of agency A, one of B. */
async function giveOut(): Promise<void> {
  plans += 1;
  const titles = ['Việc đầu', 'Việc sau', 'Việc khác'].map((title) => `${title}, kế hoạch ${plans}`);
  const rows = titles.map((title, index) => ({ title, leads: [index < 2 ? 'Phòng A' : 'Phòng B'] }));
  const planId = await addPlan(api.context.database, aPlan(rows));
  expect((await api.post(`/api/plans/${planId}/publish`)).status).toBe(200);
  await api.get('/api/meta');
}

const person = (id: string, roster: Roster = aRoster()) =>
  roster.contacts.find((contact) => contact.id === id) as Roster['contacts'][number];
const date = (dayOfMonth: number) => LocalDate.parse(`2026-03-${String(dayOfMonth).padStart(2, '0')}`);
const change = (id: string, changes: Partial<Roster['contacts'][number]>): RosterEdit => ({
  kind: 'change-contact',
  contact: { ...person(id), ...changes },
});

const etag = async () => (await api.get('/api/roster')).body.etag as string;
const save = (edits: RosterEdit[], tag?: string, more: object = {}) =>
  api.ask('POST', '/api/roster', tag === undefined ? {} : { 'if-match': tag }, { edits, ...more });

describe('work that nobody would hear of', () => {
  const nobodyLeft = (): RosterEdit[] => [change('a.cv', { validTo: date(6) }), change('a.tp', { validTo: date(6) })];

  test('is named before, keeps the change back, and is taken when it is meant', async () => {
    await giveOut();
    const impact = (await api.post('/api/roster/preview', { edits: nobodyLeft() })).body;
    expect(impact.unheardTotal).toBe(2);
    expect(impact.unheard).toMatchObject([{ agency: 'Phòng A' }, { agency: 'Phòng A' }]);
    const before = await dumpDatabase(api.url);
    const problem = expectProblem(await save(nobodyLeft()), 'roster-leaves-work-alone');
    expect(problem.issues?.map(({ place }: { place: string }) => place)).toEqual(['Phòng A', 'Phòng A']);
    expect(await dumpDatabase(api.url)).toEqual(before);
    expect((await save(nobodyLeft(), undefined, { orphans: true })).status).toBe(200);
  });

  test('is also that whose last address is taken away', async () => {
    await giveOut();
    const silent = [change('b.cv', { email: null }), change('b.tp', { email: null })];
    expectProblem(await save(silent), 'roster-leaves-work-alone');
  });

  test('of a sample plan keeps nobody back', async () => {
    await giveOut();
    await runSql(api.url, 'update plan set sample = true');
    expect((await save(nobodyLeft())).status).toBe(200);
    await runSql(api.url, 'update plan set sample = false');
  });
});

describe('two officers at one roster', () => {
  test('the second is told what the first has changed, and then writes on what is there', async () => {
    const tag = await etag();
    const first = await save([change('a.cv', { position: 'Phó phòng', phone: '0912345678' })], tag);
    expect([first.status, first.headers.etag]).toEqual([200, first.body.etag]);
    const second = await save([change('b.cv', { phone: '0987654321' })], tag);
    const problem = expectProblem(second, 'changed-meanwhile');
    expect(problem.changes).toMatchObject([{ what: 'đổi người «a.cv» (a.cv): chức vụ, điện thoại' }]);
    expect(problem.detail).toContain('điện thoại');
    expect(JSON.stringify(problem)).not.toContain('0912345678');
    expect((await save([change('b.cv', { phone: '0987654321' })], problem.current?.etag)).status).toBe(200);
    const { contacts } = (await api.get('/api/roster')).body.roster;
    const phones = contacts.flatMap(({ phone }: { phone: string | null }) => (phone === null ? [] : [phone]));
    expect(phones.sort()).toEqual(['0912345678', '0987654321']);
  });

  test('a change that comes to what was before is refused on an old version too', async () => {
    const tag = await etag();
    await save([change('a.cv', { phone: '0912345678' })], tag);
    expectProblem(await save([change('a.cv', {})], tag), 'changed-meanwhile');
  });

  test('of ten at once exactly one is taken', async () => {
    const tag = await etag();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => save([change('a.cv', { phone: `091234567${n}` })], tag)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(412)]);
  });
});

test('a change that contradicts itself is refused with every reason, each with the name that people know', async () => {
  const refused = await save([
    change('a.cv', { validFrom: date(9), validTo: date(2), deputy: 'khong-co' }),
    { kind: 'merge-agency', from: 'khong-co', into: 'a', people: 'end' },
  ]);
  const problem = expectProblem(refused, 'roster-refused');
  expect(problem.issues).toHaveLength(3);
  expect(JSON.stringify(problem.issues)).toContain('người a.cv');
});

test('what is looked at can be taken again as it is, and is no change', async () => {
  const { body } = await api.get('/api/roster');
  const again = await save([{ kind: 'replace', roster: body.roster }], body.etag);
  expect([again.status, again.body.impact.changes, again.body.etag]).toEqual([200, [], body.etag]);
});
