// Ledger rows whose time has passed: found for the watch, moved to a later slot, or ended with the work that they belong to.
import { randomUUID } from 'node:crypto';
import type { LedgerStatus } from '#contracts/assignment.ts';
import type { SlotShare } from '#contracts/delivery.ts';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { Slot } from '#contracts/primitives.ts';
import type { LedgerStanding } from '#domain/audit/compare-waiting.ts';
import { type LateVerdict, type OpenRow, PUT_OFF } from '#domain/ladder/put-off-late.ts';
import { FINAL_STATUSES } from '#domain/lifecycle/state.ts';
import type { Database } from './database.ts';
import { fromSlotColumn } from './local-date.ts';
import { holderOf, joinHolder } from './shared-address-store.ts';
import { isInShare } from './slot-share.ts';

const OPEN = { in: ['planned', 'staged'] };

/** Assignments with rows that nobody staged, or steps that nobody wrote, although their slot passed before `before`; in the order of ids, those behind `after`. */
export async function listUnstagedPastTime(
  database: Database,
  before: Date,
  { after, limit }: { after: string; limit: number },
): Promise<string[]> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT a.id FROM assignment a WHERE a.id > ${after} AND a.status <> ALL(${[...FINAL_STATUSES]}) AND a.id IN (
      SELECT assignment_id FROM ledger_entry WHERE status = 'planned' AND slot_at < ${before}
      UNION SELECT id FROM assignment WHERE next_step_at < ${before}
    ) ORDER BY a.id LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/** Every row of one assignment, and the first step that is not written yet: it is planned like a row. */
export async function listLedgerStandings(database: Database, assignmentId: string): Promise<LedgerStanding[]> {
  const rows = await database.$queryRaw<{ step: string; rung: string; slotAt: Date; status: string }[]>`
    SELECT step, rung, slot_at AS "slotAt", status FROM ledger_entry WHERE assignment_id = ${assignmentId}
    UNION ALL
    SELECT next_step, next_rung, next_step_at, 'planned' FROM assignment WHERE id = ${assignmentId} AND next_step_at IS NOT NULL`;
  return rows.map((row) => ({ ...row, slotAt: fromSlotColumn(row.slotAt), status: row.status as LedgerStatus }));
}

/** The rows of one assignment that have still to be said. */
export async function listOpenRows(database: Database, assignmentId: string): Promise<OpenRow[]> {
  const rows = await database.ledgerEntry.findMany({
    where: { assignmentId, status: OPEN },
    select: { id: true, rung: true, contactId: true, slotAt: true, status: true },
  });
  return rows.map((row) => ({ ...row, slotAt: fromSlotColumn(row.slotAt), status: row.status as OpenRow['status'] }));
}

/** Assignments with staged rows for the addresses of a share. */
export async function listAssignmentsStagedIn(database: Database, slotAt: Slot, share: SlotShare): Promise<string[]> {
  const rows = await database.$queryRaw<{ assignmentId: string }[]>`
    SELECT DISTINCT e.assignment_id AS "assignmentId" FROM ledger_entry e ${joinHolder('e')}
    WHERE e.slot_at = ${new Date(slotAt)} AND e.status = 'staged' AND ${isInShare(share, holderOf('e'))}`;
  return rows.map(({ assignmentId }) => assignmentId);
}

/** Gives staged rows their later slot; a row that a report or a sender took meanwhile stays as it is, and nothing takes its place. */
export async function putOffRows(
  database: Database,
  assignmentId: string,
  { move, end }: LateVerdict,
  now: Date,
): Promise<void> {
  await database.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM assignment WHERE id = ${assignmentId} FOR NO KEY UPDATE`;
    const endRow = async (id: string, status: string, reason: string) => {
      const where = { id, assignmentId, status: 'staged' };
      return (await tx.ledgerEntry.updateManyAndReturn({ where, data: { status, reason, endedAt: now } }))[0];
    };
    for (const { id, reason } of end) await endRow(id, 'superseded', reason);
    for (const { id, to, reason = PUT_OFF } of move) {
      const row = await endRow(id, 'deferred', reason);
      if (row === undefined) continue;
      const { step, rung, turn, audience, contactId, channel } = row;
      const data = { id: randomUUID(), assignmentId, step, rung, turn, audience, contactId, channel };
      await tx.ledgerEntry.createMany({
        data: [{ ...data, slotAt: new Date(to), status: 'staged' }],
        skipDuplicates: true,
      });
    }
  });
}

/** Slots before `before` for which something is still planned or staged. */
export async function listOpenSlots(database: Database, before: Date): Promise<Slot[]> {
  const where = { slotAt: { lt: before }, status: OPEN };
  const rows = await database.ledgerEntry.findMany({ where, distinct: ['slotAt'], select: { slotAt: true } });
  return rows.map(({ slotAt }) => fromSlotColumn(slotAt));
}

/** Ends all that is planned or staged for a slot; how many rows. */
export async function supersedeSlot(database: Database, slotAt: Slot, reason: string, now: Date): Promise<number> {
  const where = { slotAt: new Date(slotAt), status: OPEN };
  const { count } = await database.ledgerEntry.updateMany({
    where,
    data: { status: 'superseded', reason, endedAt: now },
  });
  return count;
}

export interface LeftoverRows {
  assignmentId: string;
  key: string;
  status: AssignmentStatus;
  rows: number;
}

/** Work that has ended while rows of it are still to be said. */
export async function listRowsOfEndedWork(database: Database): Promise<LeftoverRows[]> {
  const found = await database.$queryRaw<(Omit<LeftoverRows, 'rows'> & { rows: bigint })[]>`
    SELECT a.id AS "assignmentId", a.key, a.status, count(*) AS rows
    FROM ledger_entry AS row JOIN assignment a ON a.id = row.assignment_id
    WHERE row.status IN ('planned', 'staged') AND a.status IN ('verified', 'withdrawn') GROUP BY 1, 2, 3 ORDER BY 2`;
  return found.map((one) => ({ ...one, rows: Number(one.rows) }));
}

/** Ends the rows of work that has ended meanwhile; their number. */
export async function endRowsOfEndedWork(database: Database, now: Date): Promise<number> {
  let ended = 0;
  for (const { assignmentId, status } of await listRowsOfEndedWork(database)) {
    const reason = status === 'verified' ? 'đã hoàn thành và được xác nhận' : 'việc đã được thu hồi';
    const { count } = await database.ledgerEntry.updateMany({
      where: { assignmentId, status: OPEN, assignment: { status } },
      data: { status: 'superseded', reason, endedAt: now },
    });
    ended += count;
  }
  return ended;
}
