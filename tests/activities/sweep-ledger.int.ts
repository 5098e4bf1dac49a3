// No reminder stays open past its time unseen, whoever lost it: the slot, the lifecycle, or the end of the work.
import { beforeEach, expect, test } from 'vitest';
import { createSweepLedger } from '#activities/sweep-ledger.ts';
import { toPendingStep } from '#domain/lifecycle/staging.ts';
import type { LifecycleState } from '#domain/lifecycle/state.ts';
import { listOpenMatters, raiseAttention } from '#store/attention-store.ts';
import { loadLifecycleState } from '#store/publication-progress-store.ts';
import { aPlan, vn } from '../support/builders.ts';
import { furnish, ownDatabase, publishedPlan, runSql } from '../support/store.ts';
import { activityFixture } from './activity-fixture.ts';

const own = ownDatabase();
const WORKS = 120;
let ids: string[];
let first: string;

beforeEach(async () => {
  await runSql(
    own.url,
    'set session_replication_role = replica; truncate ledger_entry, message, delivery, attention, assignment cascade',
  );
  await furnish(own.database);
  const rows = Array.from({ length: WORKS }, (_, index) => ({
    title: `Việc ${index}`,
    deadlineText: 'Khi có yêu cầu',
  }));
  ({ assignmentIds: ids } = await publishedPlan(own.database, aPlan(rows)));
  first = ids[0] as string;
});

/** Only the first assignment is late; all others have been staged and sent. */
async function onlyFirst(): Promise<void> {
  const others = { assignmentId: { in: ids.slice(1) } };
  await own.database.ledgerEntry.updateMany({
    where: others,
    data: { status: 'superseded', reason: 'thử', endedAt: new Date() },
  });
}

function watch() {
  const fixture = activityFixture(own.database);
  const sweep = createSweepLedger(fixture.deps);
  return { ...fixture, sweep: () => fixture.run(sweep) };
}

const waits = (assignmentId: string): Promise<LifecycleState> => loadLifecycleState(own.database, assignmentId);

test('the slot of a stranded row is opened again', async () => {
  await own.database.ledgerEntry.updateMany({ where: { step: 'assigned' }, data: { status: 'staged' } });
  const { sweep, at, openedSlots, logged } = watch();
  at('2026-01-05 09:01');
  expect(await sweep()).toMatchObject({ reopenedSlots: 0 });
  at('2026-01-05 09:03');
  expect(await sweep()).toMatchObject({ reopenedSlots: 1, wokenLifecycles: 0, endedRows: 0, openPastTime: {} });
  expect(openedSlots).toEqual([vn('2026-01-05 09:01')]);
  expect(logged).toEqual([]);
});

test('a reminder whose lifecycle is not running gets it back, with what PostgreSQL knows', async () => {
  await onlyFirst();
  const { sweep, at, started } = watch();
  at('2026-01-05 09:05');
  expect(await sweep()).toMatchObject({ wokenLifecycles: 0 });
  at('2026-01-05 09:07');
  expect(await sweep()).toMatchObject({ wokenLifecycles: 1 });
  expect(started).toEqual([first]);
});

test('a lifecycle that runs without waiting for the reminder is started again', async () => {
  await onlyFirst();
  const { sweep, at, started, restarted, lifecycles } = watch();
  lifecycles(async (id) => ({ ...(await waits(id)), pending: [] }));
  at('2026-01-05 09:07');
  expect(await sweep()).toMatchObject({ wokenLifecycles: 1 });
  expect([started, restarted]).toEqual([[], [first]]);
});

test('a lifecycle that would wake too late is started again', async () => {
  await onlyFirst();
  const { sweep, at, restarted, lifecycles } = watch();
  const late = { rung: 'assigned', slotAt: vn('2026-02-05 09:00'), while: ['assigned' as const] };
  lifecycles(async (id) => ({ ...(await waits(id)), pending: [toPendingStep({ id: 'assigned', ...late }, id)] }));
  at('2026-01-05 09:07');
  await sweep();
  expect(restarted).toEqual([first]);
});

test('a lifecycle that lost its timer, or gives no answer, is started again when it was seen so twice', async () => {
  await onlyFirst();
  for (const answer of [waits, async () => 'silent' as const]) {
    const { sweep, at, restarted, lifecycles } = watch();
    lifecycles(answer);
    at('2026-01-05 09:07');
    await sweep();
    expect(restarted).toEqual([]);
    at('2026-01-05 09:09');
    await sweep();
    expect(restarted).toEqual([first]);
    at('2026-01-05 09:11');
    await sweep();
    expect(restarted).toEqual([first]);
  }
});

test('a lifecycle that said why it cannot go on is left to its own patience while it runs', async () => {
  await onlyFirst();
  const matter = { id: `lifecycle/stuck/${first}`, what: 'không ghi được', place: 'Việc 0' };
  await raiseAttention(own.database, matter, new Date());
  const { sweep, at, started, restarted, lifecycles } = watch();
  lifecycles(waits);
  for (const minute of [7, 9, 11]) {
    at(`2026-01-05 09:${String(minute).padStart(2, '0')}`);
    await sweep();
  }
  expect([started, restarted]).toEqual([[], []]);
  lifecycles(async () => 'no');
  await sweep();
  expect(started).toEqual([first]);
  expect(await listOpenMatters(own.database, 'lifecycle/stuck/')).toEqual([]);
});

test('one lifecycle that cannot be started does not keep the watch from the others', async () => {
  const { sweep, at, started, deps, logged } = watch();
  const start = deps.engine.startLifecycles;
  deps.engine.startLifecycles = async (orders, how) => {
    const lost = orders.filter(({ state }) => state.assignmentId === [...ids].sort()[0]);
    for (const order of lost) how?.failed?.(order, new Error('nobody there'));
    await start(
      orders.filter((order) => !lost.includes(order)),
      how,
    );
  };
  at('2026-01-05 09:07');
  expect(await sweep()).toMatchObject({ wokenLifecycles: WORKS - 1 });
  expect(started).toHaveLength(WORKS - 1);
  expect(logged).toContainEqual(expect.objectContaining({ assignmentId: [...ids].sort()[0] }));
});

test('a mass of lost lifecycles comes back in one round, each once', async () => {
  const { sweep, at, started } = watch();
  at('2026-01-05 09:07');
  await sweep();
  expect([started.length, new Set(started).size]).toEqual([WORKS, WORKS]);
});

test('reminders of work that has ended are ended with it, and nobody is woken for them', async () => {
  await own.database.assignment.update({ where: { id: first }, data: { status: 'withdrawn', endedAt: new Date() } });
  await own.database.ledgerEntry.updateMany({
    where: { assignmentId: first, contactId: 'a.cv', step: 'assigned' },
    data: { status: 'staged' },
  });
  const { sweep, at, started } = watch();
  at('2026-01-05 09:00');
  expect((await sweep()).endedRows).toBeGreaterThan(0);
  const rows = await own.database.ledgerEntry.findMany({ where: { assignmentId: first } });
  expect(new Set(rows.map(({ status, reason }) => `${status}: ${reason}`))).toEqual(
    new Set(['superseded: việc đã được thu hồi']),
  );
  expect(started).toEqual([]);
});

test('what stays open a quarter of an hour is an alarm and a matter of the officer, until it is none', async () => {
  const { sweep, at, logged, lifecycles } = watch();
  lifecycles(waits);
  at('2026-01-05 09:20');
  expect(await sweep()).toMatchObject({ openPastTime: { planned: WORKS } });
  expect(logged).toContainEqual({ openPastTime: { planned: WORKS } });
  expect(await listOpenMatters(own.database, 'ledger/')).toMatchObject([
    { what: expect.stringMatching(/^120 lượt nhắc/) },
  ]);
  await own.database.ledgerEntry.updateMany({
    where: { endedAt: null },
    data: { status: 'superseded', reason: 'thử', endedAt: new Date() },
  });
  await sweep();
  expect(await listOpenMatters(own.database, 'ledger/')).toEqual([]);
});
