// Attempts and what receipts said of them. Every attempt is a row; a message ends once and tells its ledger rows.
import { randomUUID } from 'node:crypto';
import type { SendOutcome } from '#contracts/delivery.ts';
import type { Instant } from '#contracts/primitives.ts';
import type { Attempt, DeliveryEnd } from '#domain/delivery/next-step.ts';
import { storableText } from '#domain/shared/storable-text.ts';
import type { Database, Transaction } from './database.ts';
import type { Delivery } from './generated/client.ts';
import { fromTimestamp } from './local-date.ts';

/** The stored attempts as the delivery rules read them; one that a kill cut short is doubtful. */
export function attemptsOf(rows: readonly Delivery[]): Attempt[] {
  return rows.map((row) => ({
    channel: row.channel,
    at: fromTimestamp(row.at),
    outcome: outcomeOf(row),
    receipt: row.receipt as Attempt['receipt'],
  }));
}

function outcomeOf(row: Delivery): SendOutcome {
  const why = row.words ?? '';
  if (row.outcome === 'accepted') return { kind: 'accepted', providerId: row.providerId };
  if (row.outcome === 'started') return { kind: 'unknown', why: 'tiến trình gửi dừng giữa chừng' };
  if (row.outcome === 'unknown') return { kind: 'unknown', why };
  return {
    kind: 'refused',
    permanent: row.permanent ?? true,
    code: row.code ?? '',
    why,
    ...(row.action === null
      ? {}
      : { action: row.action as NonNullable<Extract<SendOutcome, { kind: 'refused' }>['action']> }),
    ...(row.notBefore === null ? {} : { notBefore: fromTimestamp(row.notBefore) }),
  };
}

export interface AttemptKey {
  messageId: string;
  attempt: number;
  channel: string;
}

/** Notes an attempt before it is made, for channels where a repeat can not be told apart; false when it was noted before. */
export async function beginAttempt(database: Database, key: AttemptKey, now: Date): Promise<boolean> {
  const data = { id: randomUUID(), ...key, at: now, outcome: 'started' };
  return (await database.delivery.createMany({ data, skipDuplicates: true })).count === 1;
}

export interface MessageEnd {
  end: DeliveryEnd;
  /** The channel that carried it; null when none did. */
  channel: string | null;
  reason: string | null;
}

/**
 * Records one attempt, and with it how the message ended or when it is tried next, in one transaction.
 * @returns false when a receipt of this attempt was faster: `next` was decided without it, so the message is left to be decided again.
 */
export async function recordAttempt(
  database: Database,
  attempt: AttemptKey & { outcome: SendOutcome },
  next: MessageEnd | { at: Instant | null },
  now: Date,
): Promise<boolean> {
  const { messageId, attempt: number, channel, outcome } = attempt;
  return database.$transaction(async (tx) => {
    const data = { at: now, ...columnsOf(outcome) };
    const started = { messageId, attempt: number, outcome: 'started' };
    const [noted] = await tx.delivery.updateManyAndReturn({ where: started, data, select: { receipt: true } });
    if (noted === undefined)
      await tx.delivery.createMany({
        data: [{ id: randomUUID(), messageId, attempt: number, channel, ...data }],
        skipDuplicates: true,
      });
    const isDecided = (noted?.receipt ?? null) === null;
    if (isDecided && 'end' in next) await endMessage(tx, messageId, next, now);
    else await postpone(tx, messageId, isDecided && 'at' in next ? next.at : null);
    await unseal(tx, messageId);
    return isDecided;
  });
}

function columnsOf(outcome: SendOutcome) {
  switch (outcome.kind) {
    case 'accepted':
      return {
        outcome: 'accepted',
        providerId: outcome.providerId === null ? null : words(outcome.providerId),
        words: outcome.detail === undefined ? null : words(outcome.detail),
        costDong: outcome.costDong ?? null,
      };
    case 'unknown':
      return { outcome: 'unknown', words: words(outcome.why) };
    case 'refused':
      return {
        outcome: 'refused',
        code: words(outcome.code),
        words: words(outcome.why),
        permanent: outcome.permanent,
        action: outcome.action ?? null,
        notBefore: outcome.notBefore === undefined ? null : new Date(outcome.notBefore),
      };
  }
}

const WORDS_LENGTH_MAX = 1_000;

/** What a server outside said, as it can be kept: an attempt that could not be noted would be made again. */
function words(said: string): string {
  return storableText(said, WORDS_LENGTH_MAX);
}

/** Ends a message that is being sent, with its ledger rows; one that has ended stays as it is. */
export async function endMessage(
  database: Database | Transaction,
  messageId: string,
  { end, channel, reason: why }: MessageEnd,
  now: Date,
): Promise<void> {
  const reason = why === null ? null : words(why);
  const carried = channel === null ? {} : { channel };
  const reached = end !== 'failed' && end !== 'unknown';
  await database.message.updateMany({
    where: { id: messageId, status: 'sending' },
    data: { status: end === 'accepted' ? 'sent' : end, reason, endedAt: now, nextAttemptAt: null, ...carried },
  });
  await database.ledgerEntry.updateMany({
    where: { messageId, status: 'sending' },
    data: { status: reached ? 'sent' : 'refused', reason: reached ? null : reason, endedAt: now, ...carried },
  });
}

/**
 * An attempt or a receipt came after the seal: the message is sealed again with it (store/delivery-seals.ts). Unsealed ones are written too:
 * asked only for sealed ones, PostgreSQL would pass by a message that is being sealed at this moment instead of waiting for it.
 */
async function unseal(tx: Transaction, messageId: string): Promise<void> {
  await tx.message.updateMany({ where: { id: messageId }, data: { sealedIndex: null } });
}

/** Nothing is due for this message before `at`. */
export async function postpone(database: Database | Transaction, messageId: string, at: Instant | null): Promise<void> {
  const nextAttemptAt = at === null ? null : new Date(at);
  await database.message.updateMany({ where: { id: messageId, status: 'sending' }, data: { nextAttemptAt } });
}

export type Receipt = 'delivered' | 'read' | 'bounced';

/** Which attempt a receipt speaks of: the provider's id, or the message with its channel. */
export type ReceiptTarget = { channel: string; providerId: string } | { channel: string; messageId: string };

/**
 * Notes what a provider said since. Order-free: a late "delivered" never takes back a "read".
 * @returns the slot to look at again when the message has to go on, null when nothing is to be done; undefined = no such attempt (yet).
 */
export async function applyReceipt(
  database: Database,
  target: ReceiptTarget,
  receipt: Receipt,
  now: Date,
): Promise<{ reopen: Instant | null } | undefined> {
  return database.$transaction(async (tx) => {
    const delivery = await tx.delivery.findFirst({
      where: target,
      orderBy: { attempt: 'desc' },
      include: { message: true },
    });
    if (delivery === null) return undefined;
    if (RANK[receipt] <= RANK[(delivery.receipt as Receipt | null) ?? 'none']) return { reopen: null };
    await tx.delivery.update({ where: { id: delivery.id }, data: { receipt, receiptAt: now } });
    await unseal(tx, delivery.messageId);
    const { message } = delivery;
    if (message.status === 'sending') {
      await postpone(tx, message.id, null);
      return { reopen: fromTimestamp(message.slotAt) };
    }
    if (receipt !== 'bounced') {
      const better = message.status !== 'read' || receipt === 'read';
      if (better)
        await tx.message.update({
          where: { id: message.id },
          data: { status: receipt, reason: null, channel: delivery.channel },
        });
      return { reopen: null };
    }
    // It was called sent and did not arrive: it goes on, by another channel if there is one.
    await tx.message.update({
      where: { id: message.id },
      data: { status: 'sending', endedAt: null, nextAttemptAt: null, reason: null },
    });
    return { reopen: fromTimestamp(message.slotAt) };
  });
}

/** Provider ids of what a channel took over in that time and never confirmed, oldest first. */
export async function unconfirmedDeliveries(
  database: Database,
  { channel, from, to }: { channel: string; from: Date; to: Date },
): Promise<string[]> {
  const rows = await database.delivery.findMany({
    where: { channel, outcome: 'accepted', receipt: null, providerId: { not: null }, at: { gte: from, lt: to } },
    orderBy: { at: 'asc' },
    select: { providerId: true },
  });
  return rows.map(({ providerId }) => providerId as string);
}

const RANK = { none: 0, delivered: 1, bounced: 2, read: 3 } as const;
