// One slot, one person, one message: however slow the staging is, and whoever opens the slot meanwhile.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDeliverSlot } from '#activities/deliver-slot.ts';
import { createRecordAssignments } from '#activities/record-assignments.ts';
import { createSweepLedger } from '#activities/sweep-ledger.ts';
import type { Slot } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { slotOf } from '#domain/calendar/slot.ts';
import { createStore, type Store } from '#store/create-store.ts';
import { type Database, openDatabase } from '#store/database.ts';
import { openPublication } from '#store/publication-store.ts';
import { aPlan, vn } from '../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { addPlan, furnish, publicationOf, publishedPlan, runSql } from '../support/store.ts';
import { activityFixture } from './activity-fixture.ts';

let own: TestDatabase;
let database: Database;

beforeEach(async () => {
  own = await createTestDatabase();
  database = openDatabase(own.url);
  await furnish(database);
});
afterEach(async () => {
  await database.$disconnect();
  await own.drop();
});

const rowsOfA = (count: number, word = 'Việc') =>
  aPlan(Array.from({ length: count }, (_, n) => ({ title: `${word} ${n}`, deadlineText: 'Trước ngày 15/11' })));

/** A draft of which the button is pressed at 09:00; its slot is a minute or more later. */
async function press(parsed = rowsOfA(250)): Promise<string> {
  const planId = await addPlan(database, parsed);
  await openPublication(database, await publicationOf(database, planId, vn('2026-01-05 09:00')));
  return planId;
}

/** Stages notices for another slot than their own: what no program may do. */
async function stageFor(slotAt: Date, assignmentIds: readonly string[]): Promise<void> {
  const ids = assignmentIds.map((id) => `'${id}'`).join();
  await runSql(
    own.url,
    `update ledger_entry set status = 'staged', slot_at = '${slotAt.toISOString()}'
     where step = 'assigned' and status = 'planned' and assignment_id in (${ids})`,
  );
}

/** What each slot brought the clerk: how many messages, and of how many rows. */
async function heard(contactId = 'a.cv'): Promise<Record<string, number[]>> {
  const messages = await database.message.findMany({
    where: { contactId },
    include: { _count: { select: { entries: true } } },
    orderBy: { slotAt: 'asc' },
  });
  const bySlot: Record<string, number[]> = {};
  for (const { slotAt, _count } of messages) {
    const key = slotAt.toISOString();
    bySlot[key] = [...(bySlot[key] ?? []), _count.entries];
  }
  return bySlot;
}

/** The worker of a loaded machine: `between` happens after each batch of the job. */
function slowWorker(between: (deliver: (slotAt: Slot) => Promise<unknown>) => Promise<void>) {
  const fixture = activityFixture(database);
  const deliver = createDeliverSlot(fixture.deps);
  const run = (slotAt: Slot) => fixture.run(deliver, { slotAt });
  const store: Store = {
    ...createStore(database),
    recordAssignments: async (...given) => {
      const answer = await fixture.deps.store.recordAssignments(...given);
      await between(run);
      return answer;
    },
  };
  return { fixture, deliver: run, record: createRecordAssignments({ ...fixture.deps, store }) };
}

test('a plan that is recorded long past its slot, opened by the watch after each batch, is one letter of all its rows', async () => {
  const planId = await press();
  let minute = 5;
  const { fixture, deliver, record } = slowWorker(async (run) => {
    minute += 2;
    fixture.at(`2026-01-05 09:${String(minute).padStart(2, '0')}`);
    await fixture.run(createSweepLedger(fixture.deps));
    for (const slotAt of new Set(fixture.openedSlots.splice(0))) await run(slotOf(instantOf(slotAt)));
  });
  fixture.at('2026-01-05 09:05');
  expect(await fixture.run(record, { planId })).toEqual({ remaining: 0 });
  expect(await heard()).toEqual({});
  const slotAt = slotOf(instantOf(fixture.openedSlots.splice(0)[0] ?? ''));
  expect(await deliver(slotAt)).toMatchObject({ open: 0 });
  expect(await heard()).toEqual({ [new Date(slotAt).toISOString()]: [250] });
  expect(fixture.email.captured).toHaveLength(1);
});

test('a job that was killed when all was recorded opens its slot all the same', async () => {
  const planId = await press(rowsOfA(3));
  const { fixture, record } = slowWorker(async () => undefined);
  fixture.at('2026-01-05 09:00');
  const openSlot = fixture.deps.engine.openSlot;
  fixture.deps.engine.openSlot = async () => {
    throw new Error('killed');
  };
  await expect(fixture.run(record, { planId })).rejects.toThrow('killed');
  fixture.deps.engine.openSlot = openSlot;
  expect(await fixture.run(record, { planId })).toEqual({ remaining: 0 });
  expect(fixture.openedSlots).toHaveLength(1);
});

test('rows that are staged one after the other when the letter of their slot is gone are one more letter, a quarter of an hour later', async () => {
  const { assignmentIds } = await publishedPlan(database, rowsOfA(40));
  const { fixture, deliver } = slowWorker(async () => undefined);
  const { slotAt: at } = await database.ledgerEntry.findFirstOrThrow({
    where: { step: 'assigned', contactId: 'a.cv' },
  });
  const slotAt = vn(`2026-01-05 09:${String(at.getUTCMinutes()).padStart(2, '0')}`);
  fixture.at('2026-01-05 09:02');
  for (const assignmentId of assignmentIds) {
    await database.ledgerEntry.updateMany({ where: { assignmentId, step: 'assigned' }, data: { status: 'staged' } });
    await deliver(slotAt);
  }
  expect(await heard()).toEqual({ [new Date(slotAt).toISOString()]: [1] });
  const follow = vn('2026-01-05 09:15');
  expect(new Set(fixture.openedSlots)).toEqual(new Set([follow]));
  fixture.at('2026-01-05 09:15');
  expect(await deliver(follow)).toMatchObject({ open: 0 });
  expect(await heard()).toEqual({ [new Date(slotAt).toISOString()]: [1], [new Date(follow).toISOString()]: [39] });
  const ends = await database.ledgerEntry.groupBy({
    by: ['status', 'reason'],
    where: { step: 'assigned' },
    _count: true,
  });
  expect(ends.map(({ status, reason, _count }) => [status, reason, _count]).sort()).toEqual([
    ['deferred', 'thư của lượt này đã gửi: chuyển sang lượt kế tiếp', 39],
    ['sent', null, 40],
  ]);
});

test('somebody who hears of another plan in that slot gets that letter on time, and the slow plan in one letter after it', async () => {
  const { assignmentIds } = await publishedPlan(database, rowsOfA(2, 'Việc cũ'));
  const planId = await press(rowsOfA(30));
  const { fixture, deliver, record } = slowWorker(async (run) => {
    const [row] = await database.ledgerEntry.findMany({ where: { status: 'staged', contactId: 'a.cv' }, take: 1 });
    const slotAt = row?.slotAt as Date;
    await stageFor(slotAt, assignmentIds);
    fixture.at('2026-01-05 09:10');
    await run(vn(`2026-01-05 09:${String(slotAt.getUTCMinutes()).padStart(2, '0')}`));
  });
  await fixture.run(record, { planId });
  const slotAt = slotOf(instantOf(fixture.openedSlots.splice(0)[0] ?? ''));
  await deliver(slotAt);
  fixture.at('2026-01-05 09:15');
  await deliver(vn('2026-01-05 09:15'));
  expect(Object.values(await heard())).toEqual([[2], [30]]);
});

test('a latecomer of the last minutes of a working day waits for the next morning', async () => {
  const { assignmentIds } = await publishedPlan(database, rowsOfA(2));
  const { fixture, deliver } = slowWorker(async () => undefined);
  const slotAt = vn('2026-01-05 16:50');
  fixture.at('2026-01-05 16:55');
  for (const assignmentId of assignmentIds) {
    await stageFor(new Date(slotAt), [assignmentId]);
    await deliver(slotAt);
  }
  expect(fixture.email.captured).toHaveLength(1);
  expect(fixture.openedSlots).toContain(vn('2026-01-06 08:00'));
});
