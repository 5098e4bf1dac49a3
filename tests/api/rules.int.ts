// The calendar and the ladder on their pages: what is said of a change before it is saved is what work that is given out afterwards lives by,
// and open work keeps what it began with.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CalendarDay, CalendarView } from '#contracts/calendar-edit.ts';
import type { EditedLadder } from '#contracts/ladder-edit.ts';
import { LocalDate } from '#contracts/primitives.ts';
import type { RulesTrial } from '#contracts/rules-trial.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { ownApi } from '../support/api.ts';
import { aPlan, aRoster, ZONE } from '../support/builders.ts';
import { ensureDefaults, saveRoster } from '../support/settings.ts';
import { addPlan, dumpDatabase, furnish } from '../support/store.ts';
import { expectProblem } from './expect-problem.ts';

const api = ownApi();

beforeAll(async () => {
  await furnish(api.context.database);
  await saveRoster(api.context.database, aRoster(), ZONE);
});

beforeEach(() => api.get('/api/meta'));

const ROWS = [
  { title: 'Việc cuối tuần', leads: ['Phòng A'], deadlineText: 'Ngày 19/3/2026' },
  { title: 'Việc cuối tháng', leads: ['Phòng B'], deadlineText: 'Ngày 31/3/2026' },
  { title: 'Việc thường xuyên', leads: ['Phòng A'], deadlineText: 'Thường xuyên' },
];

/** Gives out the rows; ids by title. */
async function giveOut(): Promise<Map<string, string>> {
  const { database } = api.context;
  const planId = await addPlan(database, aPlan(ROWS));
  expect((await api.post(`/api/plans/${planId}/publish?again=1`)).status).toBe(200);
  await api.get('/api/meta');
  const found = await database.assignment.findMany({ where: { planId } });
  return new Map(found.map(({ id, title }) => [title, id]));
}

/** The reminders of an assignment, with those that are foreseen: `words@slot`. The chairman's wait for the summary of their week. */
async function remindersOf(id: string): Promise<string[]> {
  const { reminders } = (await api.get(`/api/assignments/${id}`)).body;
  return reminders
    .filter(({ recipientName }: { recipientName: string }) => recipientName !== 'chutich')
    .map(({ rungWords, slotAt }: { rungWords: string; slotAt: string }) => `${rungWords}@${slotAt}`);
}

/** What the trial says of each piece of work, held against the same work as it was given out under the old and under the new rules. */
async function expectAsForetold(trial: RulesTrial, old: Map<string, string>, made: Map<string, string>): Promise<void> {
  expect(trial.touched).toBe(trial.examples.length);
  for (const { title, dueWorkingBefore, dueWorkingAfter, reminders } of trial.examples) {
    const [was, is] = [old.get(title) as string, made.get(title) as string];
    const dates = await Promise.all(
      [was, is].map(async (id) => (await api.get(`/api/assignments/${id}`)).body.assignment),
    );
    expect(dates.map(({ dueWorking }) => dueWorking)).toEqual([dueWorkingBefore, dueWorkingAfter]);
    const [before, after] = [await remindersOf(was), await remindersOf(is)];
    const of = (side: 'before' | 'after') =>
      reminders.flatMap((one) => (one[side] === null || one.before === one.after ? [] : [`${one.words}@${one[side]}`]));
    const only = (these: string[], those: string[]) =>
      [...new Set(these.filter((one) => !those.includes(one) && !one.startsWith('giao việc')))].sort();
    expect(only(before, after)).toEqual(of('before').sort());
    expect(only(after, before)).toEqual(of('after').sort());
  }
  const quiet = [...old.keys()].filter((title) => !trial.examples.some((example) => example.title === title));
  for (const title of quiet) {
    const dated = (lines: string[]) => new Set(lines.filter((line) => !line.startsWith('giao việc')));
    expect(dated(await remindersOf(made.get(title) as string))).toEqual(
      dated(await remindersOf(old.get(title) as string)),
    );
  }
}

const openWork = async () => {
  const { database } = api.context;
  const [ledger, assignments] = [await database.ledgerEntry.findMany(), await database.assignment.findMany()];
  return JSON.stringify([ledger, assignments]);
};

async function withdrawAll(): Promise<void> {
  const where = { status: { notIn: ['verified', 'withdrawn'] } };
  for (const { id } of await api.context.database.assignment.findMany({ where, select: { id: true } }))
    expect((await api.command(id, { command: 'withdraw', reason: 'Hết phép thử' })).status).toBe(200);
}

describe('the calendar', () => {
  const day = (date: string, kind: CalendarDay['kind'], more: Partial<CalendarDay> = {}): CalendarDay => ({
    ...{ date: LocalDate.parse(date), kind, name: 'Theo thông báo mới', source: 'Thông báo 12/TB-UBND' },
    ...{ for: null, ...more },
  });
  const swapped = async () => {
    const view: CalendarView = (await api.get('/api/calendar')).body;
    const year = view.years.find(({ year: number }) => number === 2026) as CalendarView['years'][number];
    const days = [
      ...year.days,
      day('2026-03-19', 'swap'),
      day('2026-03-28', 'worked', { for: LocalDate.parse('2026-03-19') }),
    ];
    return { view, year: { ...year, days } };
  };

  test('a new edition moves what it said it would, and nothing that was given out before', async () => {
    const old = await giveOut();
    const { view, year } = await swapped();
    const dump = await dumpDatabase(api.url);
    const { days, trial } = (await api.post('/api/calendar/preview', { year })).body;
    expect(await dumpDatabase(api.url)).toEqual(dump);
    expect(days.map(({ date }: { date: string }) => date)).toEqual(['2026-03-19', '2026-03-28']);
    expect(trial.dates).toBe(1);
    const before = await openWork();
    const taken = await api.ask('POST', '/api/calendar', { 'if-match': view.etag }, { year });
    expect([taken.status, taken.body.latest]).toEqual([200, view.latest + 1]);
    expect(await openWork()).toBe(before);
    expect(taken.body.editions.map(({ works }: { works: number }) => works)).toEqual([0, 3]);
    await expectAsForetold(trial, old, await giveOut());
    expect((await verifyInstallation(api.context.database, null)).differences).toEqual([]);
    await withdrawAll();
  });

  test('an edition is never changed: the one before is still there, day by day', async () => {
    const { body: view } = await api.get('/api/calendar');
    const earlier = (await api.get(`/api/calendar?edition=${view.latest - 1}`)).body;
    const of = ({ years }: CalendarView) => years.find(({ year }) => year === 2026)?.days.map(({ date }) => date);
    expect(of(earlier)).not.toContain('2026-03-19');
    expect(of(view)).toContain('2026-03-19');
    expectProblem(await api.get('/api/calendar?edition=99'), 'not-found');
  });

  test('who was overtaken is told by whom; of five at once one is taken', async () => {
    const { body: view } = await api.get('/api/calendar');
    const named = (n: number) => ({ ...view.years.at(-2), notice: `Thông báo ${n}` });
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((n) => api.ask('POST', '/api/calendar', { 'if-match': view.etag }, { year: named(n) })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
    const problem = expectProblem(
      answers.find(({ status }) => status === 412) as (typeof answers)[number],
      'changed-meanwhile',
    );
    expect(problem.detail).toContain(`đã lưu bản lịch ${view.latest + 1}`);
  });

  test('a year that contradicts itself or the law is refused with every reason', async () => {
    const year = { year: 2028, status: 'provisional', notice: 'Dự kiến', days: [day('2028-01-01', 'holiday')] };
    const problem = expectProblem(await api.post('/api/calendar', { year }), 'calendar-refused');
    expect(problem.issues?.length).toBeGreaterThan(4);
    expect(JSON.stringify(problem.issues)).toContain('Giỗ Tổ Hùng Vương');
  });
});

describe('the ladder', () => {
  const changed = async (change: (ladder: EditedLadder) => EditedLadder) => {
    const { body: view } = await api.get('/api/ladder');
    return { view, ladder: change(view.ladder) };
  };
  const softer = (ladder: EditedLadder): EditedLadder => ({
    ...ladder,
    regularSlot: '08:30',
    rungs: [
      ...ladder.rungs.filter(
        ({ kind, days }) => !(kind === 'before' && days === 3) && !(kind === 'overdue' && days === 7),
      ),
      { kind: 'before', days: 10, repeat: null, audience: [{ role: 'lead', when: 'slot' }] },
    ],
  });

  test('a new version changes what it said it would, and nothing that was given out before', async () => {
    const old = await giveOut();
    const { view, ladder } = await changed(softer);
    const dump = await dumpDatabase(api.url);
    const trial = (await api.post('/api/ladder/preview', { ladder })).body;
    expect(await dumpDatabase(api.url)).toEqual(dump);
    expect([trial.added > 0, trial.dropped > 0, trial.moved > 0]).toEqual([true, true, true]);
    const only = (await api.post('/api/ladder/preview', { ladder, assignment: old.get('Việc cuối tháng') })).body;
    expect([only.works, only.examples[0].title]).toEqual([1, 'Việc cuối tháng']);
    const before = await openWork();
    const saved = await api.ask('POST', '/api/ladder', { 'if-match': view.etag }, { ladder });
    expect([saved.status, saved.body.latest]).toEqual([200, view.latest + 1]);
    expect(await openWork()).toBe(before);
    await expectAsForetold(trial, old, await giveOut());
    expect((await verifyInstallation(api.context.database, null)).differences).toEqual([]);
    await withdrawAll();
  });

  test('the office’s own version stays the newest when the product starts again', async () => {
    const { view } = await changed(softer);
    await ensureDefaults(api.context.database, new Date());
    expect((await api.get('/api/ladder')).body.latest).toBe(view.latest);
  });

  test('of five who saved the same version at once one is taken', async () => {
    const { view, ladder } = await changed((one) => one);
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((n) =>
        api.ask('POST', '/api/ladder', { 'if-match': view.etag }, { ladder: { ...ladder, regularSlot: `09:0${n}` } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
  });

  test('a ladder that could not speak is refused with every reason', async () => {
    const { ladder } = await changed((one) => ({
      ...one,
      regularSlot: '22:00',
      rungs: [
        { kind: 'before', days: 3, repeat: null, audience: [] },
        { kind: 'before', days: 3, repeat: null, audience: [{ role: 'lead', when: 'slot' }] },
      ],
    }));
    const problem = expectProblem(await api.post('/api/ladder/preview', { ladder }), 'ladder-refused');
    expect(problem.issues).toHaveLength(4);
  });
});
