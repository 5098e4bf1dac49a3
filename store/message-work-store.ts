// What a message was about and for whom, for the answers to it.
import type { Database } from './database.ts';

/**
 * The readers of a message, the first of them first, and every piece of work that it told each of them of, as it is now; null when there is no
 * such message.
 */
export async function findMessageWork(database: Database, messageId: string) {
  const message = await database.message.findUnique({
    where: { id: messageId },
    select: {
      contactId: true,
      entries: {
        select: { contactId: true, assignment: { select: { id: true, agencyId: true, status: true } } },
        orderBy: [{ contactId: 'asc' }, { id: 'asc' }],
      },
    },
  });
  if (message === null) return null;
  const work = message.entries.map(({ contactId, assignment: { id, ...rest } }) => ({
    contactId,
    assignmentId: id,
    ...rest,
  }));
  return { readers: [...new Set([message.contactId, ...work.map(({ contactId }) => contactId)])], work };
}

/** A message with its reader, as an answer or a report that came back asks for it; null when there is no such message. */
export async function findMessageReader(database: Database, messageId: string) {
  return database.message.findUnique({
    where: { id: messageId },
    select: {
      id: true,
      claimedAt: true,
      contact: { select: { id: true, name: true, email: true, agency: { select: { name: true } } } },
    },
  });
}
export type MessageReader = NonNullable<Awaited<ReturnType<typeof findMessageReader>>>;

/** The newest message that the channel took for this person; null when it took none. */
export async function findLatestAccepted(
  database: Database,
  { contactId, channel }: { contactId: string; channel: string },
): Promise<string | null> {
  const latest = await database.message.findFirst({
    where: {
      OR: [{ contactId }, { entries: { some: { contactId } } }],
      deliveries: { some: { channel, outcome: 'accepted' } },
    },
    orderBy: { claimedAt: 'desc' },
    select: { id: true },
  });
  return latest?.id ?? null;
}
