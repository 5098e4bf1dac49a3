// Messages as people see them, and what needs a person because nobody could be reached.
import type { Instant, LocalDate } from '#contracts/primitives.ts';
import type { ChannelName } from '#contracts/roster.ts';
import { failedChannels, whoNeedsAPerson } from '#domain/delivery/reachability.ts';
import type { Database } from './database.ts';
import { fromTimestamp, toDateColumn } from './local-date.ts';

/** The newest messages, whatever became of them. */
export async function recentMessages(database: Database, limit: number) {
  const rows = await database.message.findMany({
    orderBy: [{ slotAt: 'desc' }, { claimedAt: 'desc' }],
    take: limit,
    include: { contact: { select: { name: true } } },
  });
  return rows.map((row) => ({
    id: row.id,
    subject: row.subject,
    to: row.contact.name,
    slotAt: fromTimestamp(row.slotAt) as Instant,
    status: row.status,
  }));
}

/** Reminders that reached nobody, newest first, each with its reason; what a mail that came back took back is among them. */
export async function refusedReminders(database: Database, limit: number) {
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

/** Everybody of the roster, today's and tomorrow's, who can not be reached at all, and addresses that failed while another channel is left. */
export async function unreachableContacts(database: Database, today: LocalDate, limit: number) {
  const contacts = await database.contact.findMany({
    where: { ...notOverOn(today), agency: notOverOn(today) },
    include: { agency: { select: { name: true } }, unreachable: true },
    orderBy: { id: 'asc' },
  });
  const people = contacts.map(({ agency, channels, ...contact }) => ({
    ...contact,
    channels: channels as ChannelName[],
    agency: agency.name,
  }));
  const marks = new Map(people.map((person) => [person.id, failedChannels(person, person.unreachable)]));
  const unreachable = whoNeedsAPerson(people, (id) => marks.get(id) ?? []);
  const without = new Set(unreachable.map(({ contactId }) => contactId));
  const half = people
    .filter(({ id }) => !without.has(id) && (marks.get(id) ?? []).length > 0)
    .flatMap(({ id, name, agency, unreachable: failures }) =>
      failures
        .filter(({ channel }) => marks.get(id)?.includes(channel))
        .map(({ channel, address, reason }) => ({
          contactId: id,
          name,
          agency,
          why: `${channel} ${address} không nhận được tin: ${reason}`,
          reachable: true,
        })),
    );
  const whole = unreachable.map(({ contactId, name, agency, why }) => ({
    contactId,
    name,
    agency,
    why,
    reachable: false,
  }));
  return [...whole, ...half].slice(0, limit);
}

/** In the roster, and not gone before that day; the day named last still counts. */
function notOverOn(day: LocalDate) {
  return { listed: true, OR: [{ validTo: null }, { validTo: { gte: toDateColumn(day) } }] };
}

/** Agencies that lead open work and have nobody in the roster any more. */
export async function agenciesWithoutContact(database: Database, today: LocalDate): Promise<string[]> {
  const rows = await database.agency.findMany({
    where: {
      contacts: { none: notOverOn(today) },
      assignments: { some: { status: { in: ['assigned', 'in-progress'] }, nature: { not: 'past' } } },
    },
    select: { name: true },
    orderBy: { name: 'asc' },
  });
  return rows.map((row) => row.name);
}
