// What PostgreSQL says against what Temporal runs. PostgreSQL holds the obligations: losing Temporal's database loses none.
import { ALARM_AFTER_MS, STRANDED_AFTER_MS } from '#domain/audit/ledger-watch.ts';
import type { EngineClient } from '#engine/engine-client.ts';
import type { Database } from '#store/database.ts';
import { countOpenPastTime, strandedSlots } from '#store/ledger-store.ts';
import { lifecyclesToStart } from '#store/publication-progress-store.ts';

export interface Reconciliation {
  /** Open assignments whose lifecycle is not running. */
  missing: { assignmentId: string; key: string }[];
  /** Plans whose publication did not end. */
  publishing: string[];
  /** Slots that hold unsent rows although their time has passed. */
  strandedSlots: string[];
  /** Ledger rows open a quarter of an hour past their time, by status. */
  openPastTime: Record<string, number>;
  fixed: boolean;
}

const CHECKS_AT_ONCE = 20;

/** Compares both sides; with `fix` it restarts lifecycles and publications and opens stranded slots again. */
export async function reconcile(
  context: { database: Database; engine: EngineClient; now: Date },
  fix: boolean,
): Promise<Reconciliation> {
  const { database, engine, now } = context;
  const open = await database.assignment.findMany({
    where: { status: { in: ['assigned', 'in-progress', 'reported'] }, plan: { status: { not: 'draft' } } },
    select: { id: true, key: true },
    orderBy: { key: 'asc' },
  });
  const missing: { assignmentId: string; key: string }[] = [];
  for (let start = 0; start < open.length; start += CHECKS_AT_ONCE) {
    const batch = open.slice(start, start + CHECKS_AT_ONCE);
    const running = await Promise.all(batch.map(({ id }) => engine.isRunning(id)));
    batch.forEach(({ id, key }, index) => {
      if (!running[index]) missing.push({ assignmentId: id, key });
    });
  }
  const publishing = await database.plan.findMany({ where: { status: 'publishing' }, select: { id: true } });
  const stranded = await strandedSlots(database, new Date(now.getTime() - STRANDED_AFTER_MS));
  if (fix) {
    const starts = await lifecyclesToStart(database, {
      assignmentIds: missing.map(({ assignmentId }) => assignmentId),
    });
    for (const { state, ...attributes } of starts)
      await engine.startLifecycle({ v: 1, state, clockOffsetMs: 0 }, attributes);
    for (const { id } of publishing) await engine.publish(id);
    for (const slotAt of stranded) await engine.openSlot(slotAt);
  }
  return {
    missing,
    publishing: publishing.map(({ id }) => id),
    strandedSlots: stranded,
    openPastTime: await countOpenPastTime(database, new Date(now.getTime() - ALARM_AFTER_MS)),
    fixed: fix,
  };
}
