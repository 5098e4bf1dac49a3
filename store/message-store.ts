// Messages: claimed with their Message-ID before the first attempt, so that a retry after a kill repeats the same one.
import { z } from 'zod';
import type { AudienceRole } from '#contracts/ladder.ts';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import type { ComposedMessage } from '#contracts/message.ts';
import type { Slot } from '#contracts/primitives.ts';
import { spokenTitle } from '#domain/assignment/spoken-title.ts';
import type { Database } from './database.ts';
import { messageStateOf } from './delivery-store.ts';
import { Prisma } from './generated/client.ts';
import { fromDateColumnOrNull } from './local-date.ts';

/** The staged rows of a slot, grouped: one group becomes one message. */
export async function listStagedGroups(database: Database, slotAt: Slot) {
  return database.ledgerEntry.groupBy({
    by: ['contactId', 'channel'],
    where: { slotAt: new Date(slotAt), status: 'staged' },
    orderBy: [{ contactId: 'asc' }, { channel: 'asc' }],
  });
}

export type ClaimedRow = Awaited<ReturnType<typeof listStagedRows>>[number];

/** Rows of one group with what their message says. */
export async function listStagedRows(database: Database, slotAt: Slot, contactId: string, channel: string) {
  const rows = await database.ledgerEntry.findMany({
    where: { slotAt: new Date(slotAt), contactId, channel, status: 'staged' },
    include: {
      contact: { include: { agency: { select: { name: true } } } },
      assignment: {
        include: {
          agency: { select: { name: true } },
          plan: { select: { title: true } },
          activity: { select: { products: true } },
          reports: { where: { outcome: 'returned' }, orderBy: { sequence: 'desc' }, take: 1 },
        },
      },
    },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ assignment, contact, ...row }) => ({
    id: row.id,
    rung: row.rung,
    audience: row.audience as AudienceRole,
    contact: {
      id: contact.id,
      name: contact.name,
      position: contact.position,
      agencyId: contact.agencyId,
      agencyName: contact.agency.name,
      email: contact.email,
      phone: contact.phone,
      zaloUserId: contact.zaloUserId,
    },
    assignment: {
      id: assignment.id,
      key: assignment.key,
      title: spokenTitle(assignment),
      product: assignment.activity.products.join('; ') || null,
      agencyId: assignment.agencyId,
      agencyName: assignment.agency.name,
      planTitle: assignment.plan.title,
      due: fromDateColumnOrNull(assignment.due),
      dueWorking: fromDateColumnOrNull(assignment.dueWorking),
      status: assignment.status as AssignmentStatus,
      why: assignment.why,
      note: row.rung === 'returned' ? (assignment.reports[0]?.outcomeReason ?? null) : null,
    },
  }));
}

/** What channels say in place of the letter, by their names; each parses its own. */
const Forms = z.record(z.string(), z.unknown());

export interface MessageClaim {
  id: string;
  rowIds: string[];
  contactId: string;
  channel: string;
  slotAt: Slot;
  mailDomain: string;
  composed: ComposedMessage;
  /** What channels say in place of the letter, by their names: every attempt says the same. */
  forms: Readonly<Record<string, object>>;
}

/**
 * Turns staged rows into one message that is being sent. Rows superseded in the meantime drop out:
 * false when any did, and the caller composes again from what is left.
 */
export async function claimMessage(database: Database, input: MessageClaim, now: Date): Promise<boolean> {
  const { id } = input;
  try {
    await database.$transaction(async (tx) => {
      await tx.message.create({
        data: {
          id,
          contactId: input.contactId,
          channel: input.channel,
          slotAt: new Date(input.slotAt),
          rfcMessageId: `<${id}@${input.mailDomain}>`,
          ...input.composed,
          forms: Object.keys(input.forms).length === 0 ? Prisma.DbNull : input.forms,
          status: 'sending',
          claimedAt: now,
        },
      });
      const claimed = await tx.ledgerEntry.updateMany({
        where: { id: { in: input.rowIds }, status: 'staged' },
        data: { status: 'sending', messageId: id },
      });
      if (claimed.count !== input.rowIds.length) throw new RowsChanged();
    });
    return true;
  } catch (error) {
    if (error instanceof RowsChanged) return false;
    throw error;
  }
}

class RowsChanged extends Error {}

/** Messages of a slot that were claimed and have no end yet, whoever claimed them; `state` is how the rules read one. */
export async function listSendingMessages(database: Database, slotAt: Slot) {
  const rows = await database.message.findMany({
    where: { slotAt: new Date(slotAt), status: 'sending' },
    include: {
      contact: { include: { agency: { select: { name: true } }, unreachable: true } },
      deliveries: { orderBy: { attempt: 'asc' } },
      entries: {
        select: {
          id: true,
          assignmentId: true,
          assignment: {
            select: { due: true, title: true, label: true, sequence: true, activity: { select: { title: true } } },
          },
        },
      },
    },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ entries, ...row }) => ({
    ...row,
    entries: entries.map(({ assignment, ...entry }) => ({
      ...entry,
      assignment: { ...assignment, due: fromDateColumnOrNull(assignment.due) },
    })),
    forms: Forms.parse(row.forms ?? {}),
    state: messageStateOf(row),
  }));
}

export type SendingMessage = Awaited<ReturnType<typeof listSendingMessages>>[number];

/** Rows and messages of a slot that have no end yet. */
export async function countOpenInSlot(database: Database, slot: Slot): Promise<number> {
  const slotAt = new Date(slot);
  const [rows, messages] = await Promise.all([
    database.ledgerEntry.count({ where: { slotAt, status: { in: ['staged', 'sending'] } } }),
    database.message.count({ where: { slotAt, status: 'sending' } }),
  ]);
  return rows + messages;
}
