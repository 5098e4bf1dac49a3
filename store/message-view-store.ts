// Messages as people see them, and what needs a person because nobody could be reached.
import type { Database } from './database.ts';
import { fromSlotColumn } from './local-date.ts';

/** The newest messages, whatever became of them. */
export async function listRecentMessages(database: Database, limit: number) {
  const rows = await database.message.findMany({
    orderBy: [{ slotAt: 'desc' }, { claimedAt: 'desc' }],
    take: limit,
    include: {
      contact: { select: { name: true } },
      // Whoever else reads it, because they share the address that it went to.
      entries: {
        distinct: ['contactId'],
        select: { contact: { select: { name: true } } },
        orderBy: { contactId: 'asc' },
      },
    },
  });
  return rows.map((row) => ({
    id: row.id,
    subject: row.subject,
    to: [...new Set([row.contact.name, ...row.entries.map(({ contact }) => contact.name)])].join(', '),
    slotAt: fromSlotColumn(row.slotAt),
    status: row.status,
  }));
}

interface RefusedReminder {
  contactId: string;
  name: string;
  reason: string;
  assignmentId: string;
}

/** The last reminder of each person that reached nobody, newest first, with its reason; what a mail that came back took back is among them, and
 * none that an officer has sent again. */
export async function listRefusedReminders(database: Database, limit: number): Promise<RefusedReminder[]> {
  // Two questions with an index each: with one that is both every row of the ledger is looked at.
  return database.$queryRaw<RefusedReminder[]>`
    SELECT contact_id AS "contactId", c.name, coalesce(reason, '') AS reason, assignment_id AS "assignmentId" FROM (
      SELECT DISTINCT ON (contact_id) contact_id, assignment_id, ended_at, reason FROM (
        SELECT contact_id, assignment_id, step, slot_at, ended_at, reason FROM ledger_entry WHERE status = 'refused' AND message_id IS NULL
        UNION ALL
        SELECT l.contact_id, l.assignment_id, l.step, l.slot_at, l.ended_at, coalesce(m.reason, l.reason)
        FROM message m JOIN ledger_entry l ON l.message_id = m.id
        WHERE m.status IN ('failed', 'unknown', 'refused') AND l.status IN ('sent', 'refused')
      ) refused
      WHERE NOT EXISTS (
        SELECT FROM ledger_entry again LEFT JOIN message m ON m.id = again.message_id
        WHERE again.assignment_id = refused.assignment_id AND again.step = refused.step AND again.contact_id = refused.contact_id
          AND again.slot_at > refused.slot_at AND (again.status IN ('staged', 'sending')
            OR (again.status = 'sent' AND m.status NOT IN ('failed', 'unknown', 'refused')))
      )
      ORDER BY contact_id, ended_at DESC
    ) last JOIN contact c ON c.id = contact_id ORDER BY ended_at DESC LIMIT ${limit}`;
}
