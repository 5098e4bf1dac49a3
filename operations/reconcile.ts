// What PostgreSQL says against what Temporal runs. PostgreSQL holds the obligations: losing Temporal's database loses none.
import type { Clock } from '#contracts/clock.ts';
import { ALARM_AFTER_MS, STRANDED_AFTER_MS } from '#domain/audit/ledger-watch.ts';
import { PARTED_MATTERS, STUCK_MATTERS } from '#domain/audit/stuck-lifecycle.ts';
import { SYSTEM } from '#domain/audit/system-actor.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import { listOpenMatters, type Matter, raiseAttention, resolveMatter } from '#store/attention-store.ts';
import type { Database } from '#store/database.ts';
import { endRowsOfEndedWork, type LeftoverRows, listRowsOfEndedWork } from '#store/late-row-store.ts';
import { countOpenPastTime, listStrandedSlots } from '#store/ledger-store.ts';
import { listPartedRows, mendRowFromLog, type PartedRow } from '#store/parted-row-store.ts';
import { listLifecyclesToStart } from '#store/publication-progress-store.ts';
import { listPublishing } from '#store/reconcile-store.ts';
import { compareLifecycles, type Difference, type LifecycleDifferences } from './parts/compare-lifecycles.ts';
import { defineOperation } from './seam/define-operation.ts';

export interface Reconciliation extends LifecycleDifferences {
  /** Assignments whose row says something else than their log. */
  partedRows: PartedRow[];
  /** Work that has ended while reminders of it are still to be said. */
  leftoverRows: LeftoverRows[];
  /** Plans whose publication did not end. */
  publishing: string[];
  /** Slots that hold unsent rows although their time has passed. */
  strandedSlots: string[];
  /** Ledger rows open a quarter of an hour past their time, by status. */
  openPastTime: Record<string, number>;
  fixed: boolean;
}

export interface ReconcileContext {
  database: Database;
  engine: EngineClient;
  now: Clock;
}

/** The sides of one look, with its moment. */
type Look = Omit<ReconcileContext, 'now'> & { now: Date };

/**
 * Compares both sides, raises what differs as a matter for the officer, and changes nothing else; with `fix` rows follow their log,
 * lifecycles are started from PostgreSQL again, publications resumed and stranded slots opened.
 */
export const reconcile = defineOperation({
  name: 'reconcile',
  by: ['administrator', 'system'],
  refuses: {},
  run: async (context: ReconcileContext, _actor, { fix }: { fix: boolean }): Promise<Reconciliation> =>
    lookOnce({ ...context, now: context.now() }, fix),
});

async function lookOnce(context: Look, fix: boolean): Promise<Reconciliation> {
  const { database, engine, now } = context;
  const partedRows = await listPartedRows(database);
  if (fix) for (const { assignmentId } of partedRows) await mendRowFromLog(database, assignmentId);
  const leftoverRows = await listRowsOfEndedWork(database);
  if (fix) await endRowsOfEndedWork(database, now);
  const lifecycles = await compareLifecycles(context);
  const publishing = await listPublishing(database);
  const stranded = await listStrandedSlots(database, new Date(now.getTime() - STRANDED_AFTER_MS));
  if (fix) {
    await mendLifecycles(context, lifecycles);
    for (const planId of publishing) await engine.publish(planId);
    for (const slotAt of stranded) await engine.openSlot(slotAt);
  }
  await tell(context, { ...lifecycles, partedRows, leftoverRows }, fix);
  return {
    ...lifecycles,
    partedRows,
    leftoverRows,
    publishing,
    strandedSlots: stranded,
    openPastTime: await countOpenPastTime(database, new Date(now.getTime() - ALARM_AFTER_MS)),
    fixed: fix,
  };
}

async function mendLifecycles(look: Look, found: LifecycleDifferences): Promise<void> {
  const { database, engine, now } = look;
  for (const { assignmentId } of found.lingering) await engine.endLifecycle(assignmentId, 'its assignment has ended');
  for (const { assignmentId } of found.unknown) await engine.endLifecycle(assignmentId, 'PostgreSQL does not know it');
  await startAgain(look, found.missing, false);
  const restarted = [...found.stuck, ...found.parted, ...found.waiting, ...found.asleep];
  // A new run knows nothing of the old one's matter; it raises its own when the cause is still there.
  for (const { assignmentId } of [...found.missing, ...restarted])
    await resolveMatter(database, `${STUCK_MATTERS}${assignmentId}`, { actor: SYSTEM, now });
  await startAgain(look, restarted, true);
}

const START_BATCH = 100;

/** In batches that are each read from PostgreSQL just before they start. */
async function startAgain({ database, engine }: Look, lost: readonly Difference[], anew: boolean): Promise<void> {
  for (let first = 0; first < lost.length; first += START_BATCH) {
    const ids = lost.slice(first, first + START_BATCH).map(({ assignmentId }) => assignmentId);
    await engine.startLifecycles(await listLifecyclesToStart(database, { assignmentIds: ids }), { anew });
  }
}

type Told = LifecycleDifferences & Pick<Reconciliation, 'partedRows' | 'leftoverRows'>;

/** What differs is on the officer's list until a look finds that it differs no more; what is stuck has its own matter there. */
async function tell({ database, now }: Look, found: Told, fixed: boolean): Promise<void> {
  const open = new Map<string, Matter>();
  const kinds: [Difference[], string][] = [
    [found.missing, 'Việc đang mở nhưng không có tiến trình nhắc việc'],
    [found.lingering, 'Việc đã kết thúc nhưng tiến trình nhắc việc vẫn chạy'],
    [found.unknown, 'Tiến trình nhắc việc của một việc không có trong cơ sở dữ liệu'],
    [found.stuck, 'Tiến trình nhắc việc không đi tiếp được'],
    [found.parted, 'Tiến trình nhắc việc và cơ sở dữ liệu không khớp nhau'],
    [found.waiting, 'Tiến trình nhắc việc không chờ đúng các lượt nhắc trong sổ'],
    [found.asleep, 'Đã quá giờ nhắc nhưng tiến trình nhắc việc không thức dậy'],
    [found.partedRows, 'Trạng thái của việc khác với nhật ký'],
    [found.leftoverRows, 'Việc đã kết thúc nhưng sổ vẫn còn lượt nhắc chưa gửi'],
  ];
  for (const [differences, what] of fixed ? [] : kinds)
    for (const difference of differences) {
      const { assignmentId, key } = difference;
      const id = `${PARTED_MATTERS}${assignmentId}`;
      const href = found.unknown.includes(difference) ? null : `/viec/${assignmentId}`;
      open.set(id, { id, what: `${what}; chạy dondoc reconcile --fix`, place: key, href });
    }
  for (const matter of open.values()) await raiseAttention(database, matter, now);
  for (const { id } of await listOpenMatters(database, PARTED_MATTERS))
    if (!open.has(id)) await resolveMatter(database, id, { actor: SYSTEM, now });
}
