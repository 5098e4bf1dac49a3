// What PostgreSQL says against what Temporal runs. PostgreSQL holds the obligations: losing Temporal's database loses none.
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import { ALARM_AFTER_MS, STRANDED_AFTER_MS } from '#domain/audit/ledger-watch.ts';
import { PARTED_MATTERS, STUCK_MATTERS } from '#domain/audit/stuck-lifecycle.ts';
import { SYSTEM } from '#domain/audit/system-actor.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import { listOpenMatters, type Matter, raiseAttention, resolveMatter } from '#store/attention-store.ts';
import type { Database } from '#store/database.ts';
import { countOpenPastTime, strandedSlots } from '#store/ledger-store.ts';
import { mendRowFromLog, type PartedRow, rowsPartedFromLog } from '#store/parted-row-store.ts';
import { lifecyclesToStart, listGivenOut, listPublishing, loadStanding } from '#store/publication-progress-store.ts';

export interface Difference {
  assignmentId: string;
  key: string;
}

export interface Reconciliation {
  /** Open assignments whose lifecycle is not running. */
  missing: Difference[];
  /** Assignments that have ended although their lifecycle is running. */
  lingering: Difference[];
  /** Lifecycles that run and cannot go on: a write that does not succeed, or no answer at all. */
  stuck: (Difference & { why: string })[];
  /** Lifecycles that stand elsewhere than PostgreSQL. */
  parted: (Difference & { lifecycle: string; database: string })[];
  /** Assignments whose row says something else than their log. */
  partedRows: PartedRow[];
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
  now: Date;
}

const CHECKS_AT_ONCE = 20;

/**
 * Compares both sides, raises what differs as a matter for the officer, and changes nothing else; with `fix` rows follow their log,
 * lifecycles are started from PostgreSQL again, publications resumed and stranded slots opened.
 */
export async function reconcile(context: ReconcileContext, fix: boolean): Promise<Reconciliation> {
  const { database, engine, now } = context;
  const partedRows = await rowsPartedFromLog(database);
  if (fix) for (const { assignmentId } of partedRows) await mendRowFromLog(database, assignmentId);
  const lifecycles = await compareLifecycles(context);
  const publishing = await listPublishing(database);
  const stranded = await strandedSlots(database, new Date(now.getTime() - STRANDED_AFTER_MS));
  if (fix) {
    await mendLifecycles(context, lifecycles);
    for (const planId of publishing) await engine.publish(planId);
    for (const slotAt of stranded) await engine.openSlot(slotAt);
  }
  await tell(context, lifecycles, partedRows, fix);
  return {
    ...lifecycles,
    partedRows,
    publishing,
    strandedSlots: stranded,
    openPastTime: await countOpenPastTime(database, new Date(now.getTime() - ALARM_AFTER_MS)),
    fixed: fix,
  };
}

type Lifecycles = Pick<Reconciliation, 'missing' | 'lingering' | 'stuck' | 'parted'>;

interface Row extends Difference {
  status: AssignmentStatus;
  sequence: number;
}

const OPEN: readonly string[] = ['assigned', 'in-progress', 'reported'];

async function compareLifecycles({ database, engine }: ReconcileContext): Promise<Lifecycles> {
  const running = await engine.runningLifecycles();
  const rows = await listGivenOut(database);
  const found: Lifecycles = { missing: [], lingering: [], stuck: [], parted: [] };
  const causes = new Map(
    (await listOpenMatters(database, STUCK_MATTERS)).map(({ id, what }) => [id.slice(STUCK_MATTERS.length), what]),
  );
  await inBatches(rows, async (row) => {
    const isOpen = OPEN.includes(row.status);
    if (!isOpen && !running.has(row.assignmentId)) return;
    const runs = await engine.isRunning(row.assignmentId);
    const { assignmentId, key } = row;
    if (!isOpen) {
      if (runs) found.lingering.push({ assignmentId, key });
    } else if (!runs) found.missing.push({ assignmentId, key });
    else if (causes.has(assignmentId)) found.stuck.push({ assignmentId, key, why: causes.get(assignmentId) as string });
    else await compareState(database, engine, row, found);
  });
  return found;
}

const LOOKS = 3;
const BETWEEN_LOOKS_MS = 500;

/** A command may be on its way between both sides: only what differs three times differs. */
async function compareState(
  database: Database,
  engine: EngineClient,
  { assignmentId, key }: Row,
  found: Lifecycles,
): Promise<void> {
  for (let look = 1; ; look++) {
    const state = await engine.lifecycleState(assignmentId);
    if (state === null) {
      found.stuck.push({ assignmentId, key, why: 'không trả lời' });
      return;
    }
    const row = await loadStanding(database, assignmentId);
    if (state.status === row.status && state.sequence === row.sequence) return;
    if (look === LOOKS) {
      const [lifecycle, stored] = [state, row].map(({ status, sequence }) => `${status} (${sequence})`);
      found.parted.push({ assignmentId, key, lifecycle: lifecycle as string, database: stored as string });
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
  }
}

async function mendLifecycles({ database, engine, now }: ReconcileContext, found: Lifecycles): Promise<void> {
  for (const { assignmentId } of found.lingering) await engine.endLifecycle(assignmentId, 'its assignment has ended');
  const idsOf = (differences: Difference[]) => differences.map(({ assignmentId }) => assignmentId);
  for (const { state, ...attributes } of await lifecyclesToStart(database, { assignmentIds: idsOf(found.missing) }))
    await engine.startLifecycle({ v: 1, state, clockOffsetMs: 0 }, attributes);
  const restarted = idsOf([...found.stuck, ...found.parted]);
  // A new run knows nothing of the old one's matter; it raises its own when the cause is still there.
  for (const assignmentId of restarted)
    await resolveMatter(database, `${STUCK_MATTERS}${assignmentId}`, { actor: SYSTEM, now });
  for (const { state, ...attributes } of await lifecyclesToStart(database, { assignmentIds: restarted }))
    await engine.restartLifecycle({ v: 1, state, clockOffsetMs: 0 }, attributes);
}

/** What differs is on the officer's list until a look finds that it differs no more; what is stuck has its own matter there. */
async function tell(
  { database, now }: ReconcileContext,
  { missing, lingering, stuck, parted }: Lifecycles,
  partedRows: PartedRow[],
  fixed: boolean,
): Promise<void> {
  const open = new Map<string, Matter>();
  const kinds: [Difference[], string][] = [
    [missing, 'Việc đang mở nhưng không có tiến trình nhắc việc'],
    [lingering, 'Việc đã kết thúc nhưng tiến trình nhắc việc vẫn chạy'],
    [stuck, 'Tiến trình nhắc việc không đi tiếp được'],
    [parted, 'Tiến trình nhắc việc và cơ sở dữ liệu không khớp nhau'],
    [partedRows, 'Trạng thái của việc khác với nhật ký'],
  ];
  for (const [differences, what] of fixed ? [] : kinds)
    for (const { assignmentId, key } of differences) {
      const id = `${PARTED_MATTERS}${assignmentId}`;
      open.set(id, { id, what: `${what}; chạy dondoc reconcile --fix`, place: key, href: `/viec/${assignmentId}` });
    }
  for (const matter of open.values()) await raiseAttention(database, matter, now);
  for (const { id } of await listOpenMatters(database, PARTED_MATTERS))
    if (!open.has(id)) await resolveMatter(database, id, { actor: SYSTEM, now });
}

async function inBatches<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += CHECKS_AT_ONCE)
    await Promise.all(items.slice(start, start + CHECKS_AT_ONCE).map(work));
}
