// What a rehearsal reads back: what was really stored and sent, so that it can disagree with the preview.
import type { Slot } from '#contracts/primitives.ts';
import type { Database } from './database.ts';
import { fromDateColumnOrNull, fromSlotColumn } from './local-date.ts';

type LedgerStatus = 'planned' | 'staged' | 'sending';

/** Slots with a reminder that has not ended, in order. */
export async function listOpenSlots(database: Database): Promise<Slot[]> {
  const rows = await database.ledgerEntry.findMany({
    where: { status: { in: ['planned', 'staged'] } },
    distinct: ['slotAt'],
    select: { slotAt: true },
    orderBy: { slotAt: 'asc' },
  });
  return rows.map((row) => fromSlotColumn(row.slotAt));
}

/** Reminders that stand so; all of them when nothing is said. */
export function countLedgerRows(database: Database, statuses?: readonly LedgerStatus[]): Promise<number> {
  return database.ledgerEntry.count({ where: statuses === undefined ? {} : { status: { in: [...statuses] } } });
}

/** The assignments of a plan, each with the reminders that were sent. */
export async function listSentByAssignment(database: Database, planId: string) {
  const assignments = await database.assignment.findMany({
    where: { planId },
    include: { agency: { select: { name: true } }, ledger: { where: { status: 'sent' }, include: { message: true } } },
  });
  return assignments.map(({ key, agency, title, label, nature, opens, due, dueWorking, why, ledger }) => ({
    key,
    agency: agency.name,
    title,
    label,
    opens: fromDateColumnOrNull(opens),
    due: fromDateColumnOrNull(due),
    dueWorking: fromDateColumnOrNull(dueWorking),
    sure: nature !== 'undecided',
    why,
    sent: ledger.map(({ rung, turn, contactId, channel, slotAt, message }) => ({
      rung,
      turn,
      contactId,
      channel,
      at: fromSlotColumn(slotAt),
      subject: message?.subject ?? '',
    })),
  }));
}
