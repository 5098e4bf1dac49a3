// A reminder that reached nobody is sent again because an officer says so: a new row beside the one that keeps its end.
import { randomUUID } from 'node:crypto';
import type { LedgerStatus } from '#contracts/assignment.ts';
import type { Slot } from '#contracts/primitives.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import type { Addresses } from '#domain/delivery/known-channel.ts';
import { reminderStanding } from '#domain/delivery/reminder-standing.ts';
import { appendNextEvents } from './audit-store.ts';
import type { Database } from './database.ts';
import { fromSlotColumn } from './local-date.ts';
import type { ChangedBy } from './roster-events.ts';

export interface ToldReminder {
  id: string;
  assignmentId: string;
  rung: string;
  /** How it stands today, whatever became of its message since. */
  standing: LedgerStatus;
  reader: Addresses & { channels: string[] };
  /** Addresses of the reader that failed for good. */
  marks: { channel: string; address: string }[];
}

/** A row of the ledger as an officer sees it; null = there is none of that id. */
export async function findReminder(database: Database, id: string): Promise<ToldReminder | null> {
  const row = await database.ledgerEntry.findUnique({
    where: { id },
    include: { message: { select: { status: true } }, contact: { include: { unreachable: true } } },
  });
  if (row === null) return null;
  const { unreachable: marks, ...reader } = row.contact;
  const standing = reminderStanding(row.status as LedgerStatus, row.message?.status ?? null);
  return { id, assignmentId: row.assignmentId, rung: row.rung, standing, reader, marks };
}

/**
 * Puts the reminder of row `id` into the slot `to`, with its event. Where it is on its way again already, or was sent since, that one is told and
 * nothing is added; nothing either when an event of the work came between, which answers null.
 */
export async function resendReminder(
  database: Database,
  { id, to, channel, sequence }: { id: string; to: Slot; channel: string; sequence: number },
  { actor, now }: ChangedBy,
): Promise<{ slotAt: Slot; isNew: boolean } | null> {
  return database.$transaction(async (tx) => {
    const row = await tx.ledgerEntry.findUniqueOrThrow({ where: { id } });
    const { assignmentId, step, rung, turn, audience, contactId } = row;
    const [work] = await tx.$queryRaw<{ sequence: number }[]>`
      SELECT sequence FROM assignment WHERE id = ${assignmentId} FOR NO KEY UPDATE`;
    const again = await tx.ledgerEntry.findFirst({
      where: {
        assignmentId,
        step,
        contactId,
        slotAt: { gt: row.slotAt },
        status: { in: ['staged', 'sending', 'sent'] },
      },
      orderBy: { slotAt: 'desc' },
      include: { message: { select: { status: true } } },
    });
    const stands = again && reminderStanding(again.status as LedgerStatus, again.message?.status ?? null);
    if (again !== null && stands !== 'refused') return { slotAt: fromSlotColumn(again.slotAt), isNew: false };
    if (work?.sequence !== sequence) return null;
    const data = {
      id: randomUUID(),
      assignmentId,
      step,
      rung,
      turn,
      audience,
      contactId,
      channel,
      slotAt: new Date(to),
    };
    await tx.ledgerEntry.create({ data: { ...data, status: 'staged' } });
    const event = {
      subject: `reminder/${id}`,
      type: 'reminder-resent',
      actor,
      occurredAt: instantOf(now),
      payload: { assignmentId, contactId, rung, slotAt: to },
    };
    await appendNextEvents(tx, [event], instantOf(now));
    return { slotAt: to, isNew: true };
  });
}
