// PostgreSQL and Temporal never part in silence: what differs is named, is an alarm, and is mended from PostgreSQL.
import { beforeEach, expect, test } from 'vitest';
import { instantOf } from '#domain/calendar/instant.ts';
import { slotNotBefore } from '#domain/calendar/slot.ts';
import type { LifecycleState } from '#domain/lifecycle/state.ts';
import { reconcile } from '#operations/reconcile.ts';
import { ADMINISTRATOR } from '#operations/seam/actor.ts';
import { recordTransition } from '#store/lifecycle-store.ts';
import { listLifecyclesToStart, loadLifecycleState } from '#store/publication-progress-store.ts';
import { ownEngine } from '../support/own-engine.ts';
import { eventually } from '../support/running-engine.ts';
import { runSql } from '../support/store.ts';

let hold: (assignmentId: string) => Promise<void> = async () => undefined;
let id: string;

const own = ownEngine((store) => ({
  ...store,
  recordTransition: async (transition, now) => {
    await hold(transition.assignmentId);
    return store.recordTransition(transition, now);
  },
}));

beforeEach(async () => {
  id = await own.publishOne('Đối chiếu');
});

const look = (fix = false) =>
  reconcile({ database: own.running.database, engine: own.running.engine, now: () => new Date() }, ADMINISTRATOR, {
    fix,
  });

/** The lifecycle runs in place of its own, with `change` made to what it believes. */
async function replaceLifecycle(change: (state: LifecycleState) => Partial<LifecycleState>): Promise<void> {
  const [life] = await listLifecyclesToStart(own.running.database, { assignmentIds: [id] });
  if (life === undefined) throw new Error('no assignment');
  const { state, ...order } = life;
  await own.running.engine.startLifecycles([{ ...order, state: { ...state, ...change(state) } }], { anew: true });
}

/** Moves a planned reminder, as the owner of the tables: no program may. */
async function moveRow(step: string, notBeforeMs: number): Promise<void> {
  const sql = `update ledger_entry set slot_at = '${slotNotBefore(notBeforeMs)}' where assignment_id = '${id}' and step = '${step}'`;
  await runSql(own.url, sql);
}

const isNamed = (list: { assignmentId: string }[]) => list.some(({ assignmentId }) => assignmentId === id);

async function isAlarmed(): Promise<boolean> {
  const matter = await own.running.database.attention.findFirst({
    where: { id: { startsWith: 'lifecycle/', endsWith: id }, resolvedAt: null },
  });
  return matter !== null;
}

/** What the log, the row and the workflow say after a mend, asked by a person's next command. */
async function goesOn(): Promise<void> {
  expect(await own.running.give(id, { command: 'report', note: 'Xong' })).toEqual({ ok: true });
  const { missing, lingering, stuck, parted, partedRows, waiting, asleep, leftoverRows } = await look();
  const lists = [missing, lingering, stuck, parted, partedRows, waiting, asleep, leftoverRows];
  expect(lists.filter(isNamed)).toEqual([]);
  expect(await isAlarmed()).toBe(false);
}

const acknowledged = { type: 'acknowledged', sequence: 2, actor: 'thử', occurredAt: instantOf(new Date()) } as const;

test('where both sides agree nothing is named', async () => {
  await goesOn();
});

test('a lifecycle that Temporal lost is started again from PostgreSQL', async () => {
  await own.running.give(id, { command: 'acknowledge' });
  await own.running.client.workflow.getHandle(`assignment/${id}`).terminate('lost');
  await eventually('it is missed', async () => isNamed((await look()).missing));
  expect(await isAlarmed()).toBe(true);
  await look(true);
  await goesOn();
});

test('a lifecycle that missed an event goes on from what PostgreSQL says', async () => {
  await recordTransition(
    own.running.database,
    { assignmentId: id, event: acknowledged, status: 'in-progress', supersede: { steps: [], reason: '' }, add: [] },
    new Date(),
  );
  expect((await look()).parted).toEqual([
    { assignmentId: id, key: expect.any(String), lifecycle: 'assigned (1)', database: 'in-progress (2)' },
  ]);
  expect(await isAlarmed()).toBe(true);
  await look(true);
  await goesOn();
});

test('a row that left its log follows it again', async () => {
  await own.running.give(id, { command: 'acknowledge' });
  await own.running.database.assignment.update({ where: { id }, data: { status: 'assigned' } });
  expect((await look()).partedRows).toMatchObject([{ assignmentId: id, row: 'assigned (2)', log: 'in-progress (2)' }]);
  await look(true);
  await goesOn();
});

test('a lifecycle that goes on although its work has ended is ended', async () => {
  await recordTransition(
    own.running.database,
    {
      assignmentId: id,
      event: { ...acknowledged, type: 'withdrawn', reason: 'x' },
      status: 'withdrawn',
      supersede: { steps: [], reason: '' },
      add: [],
    },
    new Date(),
  );
  expect(isNamed((await look()).lingering)).toBe(true);
  await look(true);
  expect(isNamed((await look()).lingering)).toBe(false);
  expect(await own.running.engine.isRunning(id)).toBe(false);
});

test('a lifecycle that gives no answer is named, and started again', async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  hold = (assignmentId) => (assignmentId === id ? held : Promise.resolve());
  const pressed = own.running.give(id, { command: 'acknowledge' }).catch(() => null);
  await eventually('it is stuck', async () => isNamed((await look()).stuck));
  hold = async () => undefined;
  await look(true);
  release();
  await pressed;
  await goesOn();
});

test('a lifecycle that runs and has forgotten its reminders is named step by step, and waits for them again', async () => {
  // Awake it would learn of them with the next that it stages.
  await replaceLifecycle(() => ({ pending: [] }));
  const { waiting, ...others } = await look();
  const [found, ...more] = waiting.filter(({ assignmentId }) => assignmentId === id);
  expect(more).toEqual([]);
  expect(found?.steps).toContainEqual(expect.objectContaining({ step: 'unacknowledged', kind: 'not-waited-for' }));
  expect(new Set(found?.steps.map(({ kind }) => kind))).toEqual(new Set(['not-waited-for']));
  expect([others.missing, others.parted, others.stuck, others.asleep].some(isNamed)).toBe(false);
  expect(await isAlarmed()).toBe(true);
  await look(true);
  expect((await own.running.engine.lifecycleState(id))?.pending.map((step) => step.id)).toContain('unacknowledged');
  await goesOn();
});

test('a lifecycle that would wake an hour late for its reminders is named and set right', async () => {
  await replaceLifecycle(({ pending }) => ({
    pending: pending.map((step) => ({ ...step, wakeAtMs: step.wakeAtMs + 3_600_000 })),
  }));
  const late = (await look()).waiting.find(({ assignmentId }) => assignmentId === id);
  expect(new Set(late?.steps.map(({ kind }) => kind))).toEqual(new Set(['waited-for-too-late']));
  await look(true);
  expect(isNamed((await look()).waiting)).toBe(false);
  await goesOn();
});

test('a reminder that was moved behind the lifecycle’s back goes out at the time of the ledger', async () => {
  await moveRow('unacknowledged', Date.now() + 20_000);
  expect((await look()).waiting.find(({ assignmentId }) => assignmentId === id)?.steps).toMatchObject([
    { step: 'unacknowledged', kind: 'waited-for-too-late' },
  ]);
  await look(true);
  await eventually('it is sent', async () => {
    const rows = await own.running.database.ledgerEntry.findMany({
      where: { assignmentId: id, step: 'unacknowledged' },
    });
    return rows.length > 0 && rows.every(({ status }) => status === 'sent');
  });
  await goesOn();
});

test('a lifecycle that waits for a reminder whose hour has passed is named as asleep, and the reminder is said', async () => {
  await moveRow('unacknowledged', Date.now() - 3_600_000);
  // As if its timer were lost: it believes what the ledger says, and does not wake.
  const asleep = {
    ...own.running.engine,
    lifecycleState: (of: string) => loadLifecycleState(own.running.database, of),
  };
  const sides = { database: own.running.database, engine: asleep, now: () => new Date() };
  const found = await reconcile(sides, ADMINISTRATOR, { fix: false });
  expect(isNamed(found.asleep)).toBe(true);
  expect([found.missing, found.parted, found.stuck, found.waiting].some(isNamed)).toBe(false);
  expect(await isAlarmed()).toBe(true);
  await reconcile(sides, ADMINISTRATOR, { fix: true });
  await eventually('it is sent', async () => {
    const rows = await own.running.database.ledgerEntry.findMany({
      where: { assignmentId: id, step: 'unacknowledged' },
    });
    return rows.length > 0 && rows.every(({ status }) => status === 'sent');
  });
  await goesOn();
});

test('reminders that are left of ended work are named, and ended', async () => {
  await own.running.give(id, { command: 'withdraw', reason: 'Kế hoạch thay đổi' });
  const leave = `set session_replication_role = replica; update ledger_entry set status = 'planned', ended_at = null, reason = null
    where assignment_id = '${id}' and step = 'unacknowledged'`;
  await runSql(own.url, leave);
  expect((await look()).leftoverRows.filter(({ assignmentId }) => assignmentId === id)).toMatchObject([
    { status: 'withdrawn', rows: 2 },
  ]);
  expect(await isAlarmed()).toBe(true);
  await look(true);
  const rows = await own.running.database.ledgerEntry.findMany({ where: { assignmentId: id, step: 'unacknowledged' } });
  expect(rows.map(({ status, reason }) => `${status}: ${reason}`)).toEqual(
    rows.map(() => 'superseded: việc đã được thu hồi'),
  );
  expect(await isAlarmed()).toBe(false);
});
