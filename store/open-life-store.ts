// Open work with what its ledger still has to say: what a change of people, days or rungs is tried on.
import type { AudienceRole } from '#contracts/ladder.ts';
import { FINAL_STATUSES } from '#domain/lifecycle/state.ts';
import type { OpenWork } from '#domain/roster/impact-on-open-work.ts';
import { groupBy } from '#domain/shared/group-by.ts';
import type { Database } from './database.ts';
import { type LifecycleRow, toLifecycleRow } from './lifecycle-store.ts';
import { fromSlotColumn } from './local-date.ts';

/** An assignment as its lifecycle knows it, with the rows that wait for their time. */
export type OpenLife = LifecycleRow & OpenWork;

/** All work that is still to be done, in the order of its dates. */
export async function listOpenLives(database: Database): Promise<OpenLife[]> {
  const rows = await database.assignment.findMany({
    where: { status: { notIn: [...FINAL_STATUSES] }, nature: { notIn: ['past', 'undecided'] } },
    include: { activity: { select: { fieldCode: true } }, plan: true },
    orderBy: [{ due: 'asc' }, { id: 'asc' }],
  });
  const entries = await database.ledgerEntry.findMany({
    where: { status: { in: ['planned', 'staged'] } },
    select: { assignmentId: true, step: true, rung: true, turn: true, audience: true, contactId: true, slotAt: true },
  });
  const waiting = groupBy(entries, ({ assignmentId }) => assignmentId);
  return rows.map((row) => ({
    ...toLifecycleRow(row),
    ofSample: row.plan.sample,
    waiting: (waiting.get(row.id) ?? []).map((entry) => ({
      ...entry,
      audience: entry.audience as AudienceRole,
      slotAt: fromSlotColumn(entry.slotAt),
    })),
  }));
}
