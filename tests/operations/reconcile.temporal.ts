// PostgreSQL and Temporal never part in silence: what differs is named, is an alarm, and is mended from PostgreSQL.
import { beforeEach, expect, test } from 'vitest';
import { reconcile } from '#operations/reconcile.ts';
import { recordTransition } from '#store/lifecycle-store.ts';
import { ownEngine } from '../support/own-engine.ts';
import { eventually } from '../support/running-engine.ts';

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
  reconcile({ database: own.running.database, engine: own.running.engine, now: new Date() }, fix);

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
  const { missing, lingering, stuck, parted, partedRows } = await look();
  expect([missing, lingering, stuck, parted, partedRows].map(isNamed)).toEqual([false, false, false, false, false]);
  expect(await isAlarmed()).toBe(false);
}

const acknowledged = { type: 'acknowledged', sequence: 2, actor: 'thử', occurredAt: new Date().toISOString() } as const;

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
