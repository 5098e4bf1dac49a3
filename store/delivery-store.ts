// Messages on their way: what is known of one is read, what the rules decide of it is written. Nothing is decided here.
import { randomUUID } from 'node:crypto';
import type { SendOutcome } from '#contracts/delivery.ts';
import type { Instant } from '#contracts/primitives.ts';
import { rowEnd } from '#domain/delivery/end-of-message.ts';
import { evolve } from '#domain/delivery/evolve.ts';
import {
  type Attempt,
  type DeliveryEffect,
  isKept,
  type KeptEffect,
  type MessageState,
} from '#domain/delivery/state.ts';
import { storableText } from '#domain/shared/storable-text.ts';
import type { Database, Transaction } from './database.ts';
import type { Delivery, Prisma } from './generated/client.ts';
import { fromTimestamp } from './local-date.ts';

/** A stored message with its attempts as the rules read it. */
export function messageStateOf(row: {
  status: string;
  nextAttemptAt: Date | null;
  deliveries: readonly Delivery[];
}): MessageState {
  return {
    status: row.status as MessageState['status'],
    dueAt: row.nextAttemptAt === null ? null : fromTimestamp(row.nextAttemptAt),
    attempts: row.deliveries.map((delivery) => ({
      number: delivery.attempt,
      channel: delivery.channel,
      at: fromTimestamp(delivery.at),
      outcome: outcomeOf(delivery),
      receipt: delivery.receipt as Attempt['receipt'],
    })),
  };
}

const STARTED = 'started';

function outcomeOf(row: Delivery): SendOutcome | null {
  const why = row.words ?? '';
  if (row.outcome === STARTED) return null;
  if (row.outcome === 'accepted') return { kind: 'accepted', providerId: row.providerId };
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

/**
 * Reads a message that nobody else can change meanwhile, asks what follows, and writes what is to be kept, in one transaction: an answer and a
 * receipt that come at once are decided one after the other.
 * @returns all that was decided, also what is not written; nothing for a message that is not there.
 */
export async function changeMessage(
  database: Database,
  messageId: string,
  decideOn: (state: MessageState) => DeliveryEffect[],
  now: Date,
): Promise<DeliveryEffect[]> {
  return database.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM message WHERE id = ${messageId} FOR UPDATE`;
    const include = { deliveries: { orderBy: { attempt: 'asc' } } } as const;
    const row = await tx.message.findUnique({ where: { id: messageId }, include });
    if (row === null) return [];
    const before = messageStateOf(row);
    const effects = decideOn(before);
    const kept = effects.filter(isKept);
    if (kept.length === 0) return effects;
    for (const effect of kept) await keep(tx, messageId, effect, now);
    const after = kept.reduce(evolve, before);
    await tx.message.update({ where: { id: messageId }, data: columnsOfMessage(after, kept, now) });
    return effects;
  });
}

async function keep(tx: Transaction, messageId: string, effect: KeptEffect, now: Date): Promise<void> {
  switch (effect.type) {
    case 'note-attempt': {
      const { number: attempt, channel, at } = effect;
      const data = { id: randomUUID(), messageId, attempt, channel, at: new Date(at), outcome: STARTED };
      await tx.delivery.create({ data });
      return;
    }
    case 'note-outcome': {
      const { number: attempt, channel, outcome } = effect;
      const data = { at: new Date(effect.at), ...columnsOf(outcome) };
      await tx.delivery.upsert({
        where: { messageId_attempt: { messageId, attempt } },
        create: { id: randomUUID(), messageId, attempt, channel, ...data },
        update: data,
      });
      return;
    }
    case 'note-receipt': {
      const { number: attempt, receipt } = effect;
      await tx.delivery.update({
        where: { messageId_attempt: { messageId, attempt } },
        data: { receipt, receiptAt: now },
      });
      return;
    }
    case 'end':
      return endRows(tx, messageId, effect, now);
    case 'wait':
    case 'correct-end':
    case 'go-on-again':
  }
}

/** What the row of a message says after the effects; it is sealed again with whatever changed since (store/delivery-seals.ts). */
function columnsOfMessage({ status, dueAt }: MessageState, kept: readonly KeptEffect[], now: Date) {
  const data: Prisma.MessageUpdateInput = {
    status,
    nextAttemptAt: dueAt === null ? null : new Date(dueAt),
    sealedIndex: null,
  };
  for (const effect of kept) {
    if (effect.type === 'end') {
      Object.assign(data, { reason: reasonOf(effect), endedAt: now });
      if (effect.channel !== null) data.channel = effect.channel;
    }
    if (effect.type === 'correct-end') Object.assign(data, { reason: null, channel: effect.channel });
    if (effect.type === 'go-on-again') Object.assign(data, { reason: null, endedAt: null });
  }
  return data;
}

/** The ledger rows of a message end once, as the sending did; what is known later is said by the message. */
async function endRows(
  tx: Transaction,
  messageId: string,
  effect: Extract<KeptEffect, { type: 'end' }>,
  now: Date,
): Promise<void> {
  const { end, channel } = effect;
  const status = rowEnd(end);
  await tx.ledgerEntry.updateMany({
    where: { messageId, status: 'sending' },
    data: {
      status,
      reason: status === 'sent' ? null : reasonOf(effect),
      endedAt: now,
      ...(channel === null ? {} : { channel }),
    },
  });
}

function reasonOf({ reason }: { reason: string | null }): string | null {
  return reason === null ? null : words(reason);
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

/** Which attempt a receipt speaks of: the provider's id, or the message with its channel. */
export type ReceiptTarget = { channel: string; providerId: string } | { channel: string; messageId: string };

/** The latest attempt that is meant, with the slot of its message; null = there is none (yet). */
export async function findAttempt(
  database: Database,
  target: ReceiptTarget,
): Promise<{ messageId: string; number: number; slotAt: Instant } | null> {
  const delivery = await database.delivery.findFirst({
    where: target,
    orderBy: { attempt: 'desc' },
    select: { messageId: true, attempt: true, message: { select: { slotAt: true } } },
  });
  if (delivery === null) return null;
  const { messageId, attempt: number, message } = delivery;
  return { messageId, number, slotAt: fromTimestamp(message.slotAt) };
}

/** Provider ids of what a channel took over in that time and never confirmed, oldest first. */
export async function listUnconfirmedDeliveries(
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
