// Rules that change while assignments live: each finishes under the rules that it began with.
import { expect, test } from 'vitest';
import { instantOf } from '#domain/calendar/instant.ts';
import type { LifecycleState } from '#domain/lifecycle/state.ts';
import { reconcile } from '#operations/reconcile.ts';
import { ADMINISTRATOR } from '#operations/seam/actor.ts';
import { listLifecyclesToStart } from '#store/publication-progress-store.ts';
import { ownEngine } from '../support/own-engine.ts';
import { eventually } from '../support/running-engine.ts';
import { runSql } from '../support/store.ts';

const own = ownEngine();

/** As version 0.2 left it: the row names no rules, and the lifecycle was started without any. */
async function asBegunByVersion02(id: string): Promise<void> {
  await runSql(own.url, `update assignment set rules_version = default where id = '${id}'`);
  await restart(id, ({ rulesVersion: _, pending, ...state }) => ({
    ...state,
    pending: pending.map(({ endsWithState: __, ...step }) => step),
  }));
}

async function restart(
  id: string,
  change: (state: LifecycleState) => LifecycleState,
  rulesVersion?: number,
): Promise<void> {
  const [life] = await listLifecyclesToStart(own.running.database, { assignmentIds: [id] });
  if (life === undefined) throw new Error(`there is no assignment ${id}`);
  const rules = rulesVersion === undefined ? {} : { rulesVersion };
  await own.running.engine.startLifecycles([{ ...life, ...rules, state: change(life.state) }], { anew: true });
}

async function returnedTwice(id: string): Promise<void> {
  for (const note of ['Lần một', 'Lần hai']) {
    expect(await own.running.give(id, { command: 'report', note })).toEqual({ ok: true });
    expect(await own.running.give(id, { command: 'return', reason: 'Bổ sung' })).toEqual({ ok: true });
  }
}

/** How the notices of both returns stand before the next morning, each once for all who hear it; one that was forgotten comes last. */
async function noticesOf(id: string): Promise<{ status: string; reason: string | null }[]> {
  const rows = await own.running.database.ledgerEntry.findMany({ where: { assignmentId: id, rung: 'returned' } });
  const ends = new Map(rows.map(({ step, status, reason }) => [step, { status, reason }]));
  return [...ends.values()].sort((one, other) => (one.status < other.status ? -1 : 1));
}

// By the office's hours: a ladder that speaks at any hour would stage the first notice before the second report can come.
const LADDER = 'mac-dinh';
const FORGOTTEN = { status: 'superseded', reason: 'đã báo cáo, chờ xác nhận' };
const PLANNED = { status: 'planned', reason: null };

test('work that is given out today lives by the newest rules: of two returns the lead hears of the last', async () => {
  const id = await own.publishOne('Bộ quy tắc mới', LADDER);
  expect((await own.running.engine.lifecycleState(id))?.rulesVersion).toBe(2);
  await returnedTwice(id);
  expect(await noticesOf(id)).toEqual([PLANNED, FORGOTTEN]);
});

test('work that began before goes on under the first rules, also when Temporal lost it', async () => {
  const id = await own.publishOne('Bộ quy tắc cũ', LADDER);
  await asBegunByVersion02(id);
  expect((await own.running.engine.lifecycleState(id))?.rulesVersion).toBeUndefined();
  await returnedTwice(id);
  expect(await noticesOf(id)).toEqual([PLANNED, PLANNED]);
  await own.running.client.workflow.getHandle(`assignment/${id}`).terminate('lost');
  const look = (fix: boolean) =>
    reconcile({ database: own.running.database, engine: own.running.engine, now: () => new Date() }, ADMINISTRATOR, {
      fix,
    });
  await eventually('it is missed', async () => (await look(false)).missing.length === 1);
  await look(true);
  expect((await own.running.engine.lifecycleState(id))?.rulesVersion).toBe(1);
  expect(await own.running.give(id, { command: 'report', note: 'Xong' })).toEqual({ ok: true });
});

test('a run may be begun under newer rules, and lives by them', async () => {
  const id = await own.publishOne('Chuyển sang bộ mới', LADDER);
  await asBegunByVersion02(id);
  await restart(id, (state) => state, 2);
  expect((await own.running.engine.lifecycleState(id))?.rulesVersion).toBe(2);
  await returnedTwice(id);
  expect(await noticesOf(id)).toEqual([PLANNED, FORGOTTEN]);
});

test('a worker that does not know the rules fails its task aloud, does nothing, and leaves the assignment to a newer one', async () => {
  const id = await own.publishOne('Bộ quy tắc của ngày mai');
  await restart(id, (state) => ({ ...state, rulesVersion: 99 }));
  const handle = own.running.client.workflow.getHandle(`assignment/${id}`);
  const failure = async () =>
    (await handle.fetchHistory()).events?.find((event) => event.workflowTaskFailedEventAttributes)
      ?.workflowTaskFailedEventAttributes?.failure?.message;
  await eventually('the task has failed', async () => (await failure()) !== undefined);
  expect(await failure()).toContain('lives by rules 99; this program knows 1, 2: run the newer version');
  expect((await handle.describe()).status.name).toBe('RUNNING');
  const command = { type: 'acknowledge', commandId: 'x', actor: 'x', occurredAt: instantOf(new Date()) } as const;
  await expect(own.running.engine.command(id, command)).rejects.toThrow();
  expect((await own.running.database.assignment.findUniqueOrThrow({ where: { id } })).sequence).toBe(1);
  // A newer worker, here: rules that this one knows.
  await restart(id, (state) => state);
  expect(await own.running.give(id, { command: 'acknowledge' })).toEqual({ ok: true });
}, 240_000);
