// Messages as people see them, and what needs a person because nobody could be reached.
import type { Database } from './database.ts';
import { fromSlotColumn } from './local-date.ts';

/** The newest messages, whatever became of them. */
export async function listRecentMessages(database: Database, limit: number) {
  const rows = await database.message.findMany({
    orderBy: [{ slotAt: 'desc' }, { claimedAt: 'desc' }],
    take: limit,
    include: { contact: { select: { name: true } } },
  });
  return rows.map((row) => ({
    id: row.id,
    subject: row.subject,
    to: row.contact.name,
    slotAt: fromSlotColumn(row.slotAt),
    status: row.status,
  }));
}

/** Reminders that reached nobody, newest first, each with its reason; what a mail that came back took back is among them. */
export async function listRefusedReminders(database: Database, limit: number) {
  const rows = await database.ledgerEntry.findMany({
    where: {
      OR: [
        { status: 'refused', messageId: null },
        { status: { in: ['sent', 'refused'] }, message: { status: { in: ['failed', 'unknown', 'refused'] } } },
      ],
    },
    orderBy: { endedAt: 'desc' },
    distinct: ['contactId'],
    take: limit,
    include: {
      contact: { select: { name: true } },
      assignment: { select: { id: true, title: true } },
      message: { select: { reason: true } },
    },
  });
  return rows.map(({ contactId, contact, reason, message, assignment }) => ({
    contactId,
    name: contact.name,
    reason: message?.reason ?? reason ?? '',
    assignmentId: assignment.id,
  }));
}
