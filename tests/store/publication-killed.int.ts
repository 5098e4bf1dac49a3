// A publication that is killed between two of its steps, or asked twice, ends as one that nobody disturbed.
import { beforeEach, expect, test } from 'vitest';
import type { Store } from '#store/create-store.ts';
import { openPublication } from '#store/publication-store.ts';
import { verifyInstallation } from '#store/verify-installation.ts';
import { anAgency, aPlan, aRoster } from '../support/builders.ts';
import { recordAsBefore, recordPublication, recordSome } from '../support/publication.ts';
import { addPlan, emptyDatabase, furnish, ownDatabase, publicationOf, runSql } from '../support/store.ts';

const own = ownDatabase();
/** Two batches and a part of a third. */
const WORKS = 450;
const ROWS = Array.from({ length: WORKS }, (_, index) => ({
  title: `Việc ${index}`,
  deadlineText: index % 2 === 0 ? 'Khi có yêu cầu' : 'Quý I',
  ...(index === 449 ? { leads: ['Đoàn kiểm tra'] } : {}),
}));

beforeEach(async () => {
  await emptyDatabase(own.url);
  await furnish(own.database);
});

/** What was given out, without ids and moments that differ from run to run. */
async function standing(planId: string) {
  const assignments = await own.database.assignment.findMany({
    where: { planId },
    include: { ledger: { orderBy: [{ slotAt: 'asc' }, { step: 'asc' }, { contactId: 'asc' }] } },
    orderBy: { key: 'asc' },
  });
  const ids = new Map(assignments.map(({ id, key }) => [`assignment/${id}`, key]));
  const events = await own.database.auditEvent.findMany({
    where: { type: { in: ['publication-begun', 'assigned', 'plan-published', 'roster-extended'] } },
    orderBy: { index: 'asc' },
  });
  return {
    assignments: assignments.map(({ key, sequence, status, ledger }) => ({
      key,
      sequence,
      status,
      ledger: ledger.map(
        ({ step, contactId, slotAt, status: now }) => `${step} ${contactId} ${slotAt.toISOString()} ${now}`,
      ),
    })),
    events: events.map(({ type, subject }) => `${type} ${ids.get(subject) ?? ''}`).sort(),
    publication: await own.database.publication.findUnique({
      where: { planId },
      select: { total: true, recorded: true, roster: true },
    }),
  };
}

async function undisturbed() {
  const planId = await addPlan(own.database, aPlan(ROWS));
  await recordPublication(own.database, await publicationOf(own.database, planId));
  return standing(planId);
}

type Step = keyof Pick<Store, 'findPublicationJob' | 'noteTotal' | 'recordAssignments' | 'finishRecording'>;

/** A store that dies before or after the `nth` call of a step. */
function dies(step: Step, nth: number, when: 'before' | 'after') {
  let calls = 0;
  return (store: Store): Store => ({
    ...store,
    [step]: async (...args: never[]) => {
      calls += 1;
      if (calls === nth && when === 'before') throw new Error('killed');
      const answer = await (store[step] as (...given: never[]) => Promise<unknown>)(...args);
      if (calls === nth && when === 'after') throw new Error('killed');
      return answer;
    },
  });
}

const KILLS: [Step, number, 'before' | 'after'][] = [
  ['findPublicationJob', 1, 'after'],
  ['noteTotal', 1, 'after'],
  ['recordAssignments', 1, 'before'],
  ['recordAssignments', 1, 'after'],
  ['recordAssignments', 2, 'after'],
  ['recordAssignments', 3, 'after'],
  ['finishRecording', 1, 'after'],
];

test('killed at any of its steps it goes on where it was, and nothing is there twice', async () => {
  const expected = await undisturbed();
  expect(expected.assignments).toHaveLength(WORKS);
  for (const [step, nth, when] of KILLS) {
    const planId = await addPlan(own.database, aPlan(ROWS));
    const input = await publicationOf(own.database, planId);
    await openPublication(own.database, input);
    await runSql(
      own.url,
      `delete from agency where id = 'doan-kiem-tra' and not exists (select from assignment where agency_id = 'doan-kiem-tra')`,
    );
    await expect(recordSome(own.database, planId, input.now, dies(step, nth, when))).rejects.toThrow('killed');
    while ((await recordSome(own.database, planId, input.now)) > 0);
    const { assignments, publication } = await standing(planId);
    expect([step, nth, when, assignments, publication]).toEqual([
      step,
      nth,
      when,
      expected.assignments,
      expected.publication,
    ]);
    const log = await own.database.auditEvent.groupBy({
      by: ['type'],
      where: { OR: [{ subject: `plan/${planId}` }, { payload: { path: ['facts', 'planId'], equals: planId } }] },
      _count: true,
    });
    expect(Object.fromEntries(log.map(({ type, _count }) => [type, _count]))).toEqual({
      'plan-imported': 1,
      'publication-begun': 1,
      assigned: WORKS,
      'plan-published': 1,
    });
  }
  expect(await verifyInstallation(own.database, null)).toMatchObject({ ok: true, differences: [] });
}, 300_000);

test('two jobs at once on one plan record it once', async () => {
  const expected = await undisturbed();
  const planId = await addPlan(own.database, aPlan(ROWS));
  const input = await publicationOf(own.database, planId);
  await openPublication(own.database, input);
  const work = async () => {
    while ((await recordSome(own.database, planId, input.now)) > 0);
  };
  await Promise.all([work(), work(), work()]);
  const { assignments, publication } = await standing(planId);
  expect([assignments, publication]).toEqual([expected.assignments, expected.publication]);
  expect(await verifyInstallation(own.database, null)).toMatchObject({ ok: true, differences: [] });
}, 120_000);

test('whoever imports another roster between two batches does not make half of the plan theirs', async () => {
  const expected = await undisturbed();
  const planId = await addPlan(own.database, aPlan(ROWS));
  const input = await publicationOf(own.database, planId);
  await openPublication(own.database, input);
  const killed = recordSome(own.database, planId, input.now, dies('recordAssignments', 1, 'after'));
  await expect(killed).rejects.toThrow('killed');
  const agencies = [anAgency({ id: 'b', name: 'Phòng B' }), anAgency({ id: 'moi', name: 'Phòng A' })];
  await furnish(own.database, { ...aRoster(), agencies, contacts: [], fieldLeads: [], ...NO_CHAIN });
  while ((await recordSome(own.database, planId, input.now)) > 0);
  expect((await standing(planId)).assignments).toEqual(expected.assignments);
}, 120_000);

const NO_CHAIN = { standingAgency: null, chairmanOffice: null, chairman: null };

test('a plan that the version before has recorded whole needs no job', async () => {
  const planId = await addPlan(own.database, aPlan(ROWS.slice(0, 3)));
  const input = await publicationOf(own.database, planId);
  await recordAsBefore(own.database, input);
  expect(await recordSome(own.database, planId, input.now)).toBe(0);
  expect(await own.database.assignment.count({ where: { planId } })).toBe(3);
  expect(await verifyInstallation(own.database, null)).toMatchObject({ ok: true, differences: [] });
});
