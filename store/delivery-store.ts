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
import type { Delivery } from './generated/client.ts';
import { putOffSending } from './held-row-store.ts';
import { fromTimestamp } from './local-date.ts';
import { classifyDatabaseFault } from './permanent-fault.ts';

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

/** What is asked of one message: which effects an input has, at the moment at which it came. */
export interface MessageChange {
  messageId: string;
  decideOn(state: MessageState): DeliveryEffect[];
  at: Date;
  /** The message as it was claimed, for the first answer to it: where it still stands so, that is decided and written in one statement. */
  asClaimed?: MessageState | undefined;
}

/** `changeMessages` for one message. */
export async function changeMessage(
  database: Database,
  messageId: string,
  decideOn: MessageChange['decideOn'],
  at: Date,
): Promise<DeliveryEffect[]> {
  const [effects = []] = await changeMessages(database, [{ messageId, decideOn, at }]);
  return effects;
}

const WAIT_MS = { maxWait: 10_000, timeout: 30_000 };

/**
 * Reads messages that nobody else can change meanwhile, asks what follows for each, and writes what is to be kept, in one transaction and a few
 * statements for all: an answer and a receipt that come at once are decided one after the other. No message may be named twice.
 * @returns for each change all that was decided, also what is not written; nothing for a message that is not there.
 */
export async function changeMessages(
  database: Database,
  changes: readonly MessageChange[],
): Promise<DeliveryEffect[][]> {
  const noted = await noteFirstAnswers(database, changes);
  const others = changes.filter(({ messageId }) => !noted.has(messageId));
  const changed = others.length === 0 ? [] : await changeUnderLock(database, others);
  const effects = new Map([
    ...noted,
    ...others.map(({ messageId }, index) => [messageId, changed[index] ?? []] as const),
  ]);
  return changes.map(({ messageId }) => effects.get(messageId) ?? []);
}

function changeUnderLock(database: Database, changes: readonly MessageChange[]): Promise<DeliveryEffect[][]> {
  return database.$transaction(async (tx) => {
    const states = await lockStates(
      tx,
      changes.map(({ messageId }) => messageId),
    );
    const decided = changes.map(({ messageId, decideOn, at }) => {
      const before = states.get(messageId);
      const effects = before === undefined ? [] : decideOn(before);
      const kept = effects.filter(isKept);
      return { messageId, at, effects, kept, after: before && kept.reduce(evolve, before) };
    });
    await keep(tx, decided);
    return decided.map(({ effects }) => effects);
  }, WAIT_MS);
}

const UNIQUE_VIOLATION = '23505';

/**
 * Notes the first answers that end their message, where it stands as it was claimed; the effects of those. What stands otherwise, or is being
 * changed at this moment, is left to be decided under a lock.
 */
async function noteFirstAnswers(
  database: Database,
  changes: readonly MessageChange[],
): Promise<Map<string, DeliveryEffect[]>> {
  const decided = changes.flatMap(({ messageId, decideOn, at, asClaimed }) => {
    if (asClaimed === undefined) return [];
    const effects = decideOn(asClaimed);
    const [noted, ended, ...more] = effects.filter(isKept);
    if (noted?.type !== 'note-outcome' || noted.number !== 1 || ended?.type !== 'end' || more.length > 0) return [];
    const { channel, outcome } = noted;
    const attempt = { id: randomUUID(), channel, at: noted.at, ...columnsOf(outcome) };
    const end = { ...rowColumns(ended), message: ended.end, by: ended.channel, why: reasonOf(ended), endedAt: at };
    return [{ messageId, effects, row: { messageId, attempt, end } }];
  });
  if (decided.length === 0) return new Map();
  // Named once more: a table of which nothing is known yet is not read through for them.
  const ids = decided.map(({ messageId }) => messageId);
  try {
    const written = await database.$queryRaw<{ id: string }[]>`
      WITH new AS (
        SELECT "messageId" AS message_id, attempt, r.* FROM jsonb_to_recordset(${JSON.stringify(decided.map(({ row }) => row))}::jsonb)
          AS n("messageId" text, attempt jsonb, "end" jsonb),
          jsonb_to_record(n."end") AS r(message text, by text, why text, status text, reason text, "endedAt" timestamptz)
      ), held AS (
        SELECT m.id FROM message m WHERE m.id = ANY(${ids}) AND m.status = 'sending' AND m.next_attempt_at IS NULL AND NOT EXISTS (SELECT FROM delivery d WHERE d.message_id = m.id)
        FOR UPDATE OF m SKIP LOCKED
      ), noted AS (
        INSERT INTO delivery (id, message_id, attempt, channel, at, outcome, provider_id, code, words, permanent, action, not_before, cost_dong)
        SELECT a.id, held.id, 1, a.channel, a.at, a.outcome, a."providerId", a.code, a.words, a.permanent, a.action, a."notBefore", a."costDong"
        FROM held JOIN new ON new.message_id = held.id, jsonb_to_record(new.attempt) AS a(id text, channel text, at timestamptz, outcome text,
          "providerId" text, code text, words text, permanent boolean, action text, "notBefore" timestamptz, "costDong" integer)
      ), rows AS (
        UPDATE ledger_entry SET status = new.status, reason = new.reason, ended_at = new."endedAt", channel = coalesce(new.by, ledger_entry.channel)
        FROM held JOIN new ON new.message_id = held.id
        WHERE ledger_entry.message_id = ANY(${ids}) AND ledger_entry.message_id = held.id AND ledger_entry.status = 'sending'
      )
      UPDATE message SET status = new.message, reason = new.why, ended_at = new."endedAt", channel = coalesce(new.by, message.channel), sealed_index = NULL
      FROM held JOIN new ON new.message_id = held.id WHERE message.id = ANY(${ids}) AND message.id = held.id
      RETURNING message.id`;
    const done = new Set(written.map(({ id }) => id));
    return new Map(
      decided.filter(({ messageId }) => done.has(messageId)).map(({ messageId, effects }) => [messageId, effects]),
    );
  } catch (error) {
    // Somebody noted the same attempt at the same moment: what follows of both is decided under the lock.
    if (classifyDatabaseFault(error).code === UNIQUE_VIOLATION) return new Map();
    throw error;
  }
}

/** In the order of ids, so that two who change the same messages wait for each other and never both for both. */
async function lockStates(tx: Transaction, ids: string[]): Promise<Map<string, MessageState>> {
  const rows = await tx.$queryRaw<{ id: string; status: string; nextAttemptAt: Date | null }[]>`
    SELECT id, status, next_attempt_at AS "nextAttemptAt" FROM message WHERE id = ANY(${ids}) ORDER BY id FOR UPDATE`;
  // Asked when the rows are held, or an attempt that another has just noted would be missing.
  const deliveries = await tx.$queryRaw<Delivery[]>`
    SELECT id, message_id AS "messageId", attempt, at, outcome, provider_id AS "providerId", code, words, channel, permanent, action,
      not_before AS "notBefore", cost_dong AS "costDong", receipt, receipt_at AS "receiptAt"
    FROM delivery WHERE message_id = ANY(${ids}) ORDER BY message_id, attempt`;
  const attempts = new Map(rows.map(({ id }) => [id, [] as Delivery[]]));
  for (const delivery of deliveries) attempts.get(delivery.messageId)?.push(delivery);
  return new Map(rows.map((row) => [row.id, messageStateOf({ ...row, deliveries: attempts.get(row.id) ?? [] })]));
}

interface Decided {
  messageId: string;
  at: Date;
  kept: readonly KeptEffect[];
  after: MessageState | undefined;
}

async function keep(tx: Transaction, decided: readonly Decided[]): Promise<void> {
  const changed = decided.filter(({ kept }) => kept.length > 0);
  if (changed.length === 0) return;
  await keepAttempts(tx, changed);
  await keepReceipts(tx, changed);
  await endRows(tx, changed);
  await putOffSending(tx, changed);
  // What the row of a message says after the effects; it is sealed again with whatever changed since (store/delivery-seals.ts).
  const rows = changed.map(({ messageId, kept, after, at }) => ({
    id: messageId,
    status: after?.status,
    dueAt: after?.dueAt ?? null,
    ...endColumns(kept, at),
  }));
  await tx.$executeRaw`
    UPDATE message SET status = new.status, next_attempt_at = new."dueAt", sealed_index = NULL,
      channel = coalesce(new.channel, message.channel),
      reason = CASE WHEN new."endChanges" THEN new.reason ELSE message.reason END,
      ended_at = CASE WHEN new."endedAt" IS NOT NULL OR new."isOpen" THEN new."endedAt" ELSE message.ended_at END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new(id text, status text, "dueAt" timestamptz, channel text,
      reason text, "endChanges" boolean, "endedAt" timestamptz, "isOpen" boolean)
    WHERE message.id = new.id`;
}

/** How a message's end changes; `isOpen`: it has none any more. */
function endColumns(kept: readonly KeptEffect[], at: Date) {
  const columns = {
    channel: null as string | null,
    reason: null as string | null,
    endChanges: false,
    endedAt: null as Date | null,
    isOpen: false,
  };
  for (const effect of kept) {
    if (effect.type === 'end')
      Object.assign(columns, { reason: reasonOf(effect), endChanges: true, endedAt: at, channel: effect.channel });
    if (effect.type === 'put-off') Object.assign(columns, { reason: reasonOf(effect), endChanges: true, endedAt: at });
    if (effect.type === 'correct-end')
      Object.assign(columns, { reason: null, endChanges: true, channel: effect.channel });
    if (effect.type === 'go-on-again') Object.assign(columns, { reason: null, endChanges: true, isOpen: true });
  }
  return columns;
}

/** Attempts as they begin, and their outcomes; the outcome of an attempt takes the place of its beginning. */
async function keepAttempts(tx: Transaction, changed: readonly Decided[]): Promise<void> {
  const rows = changed.flatMap(({ messageId, kept }) =>
    kept.flatMap((effect) => {
      if (effect.type !== 'note-attempt' && effect.type !== 'note-outcome') return [];
      const { number: attempt, channel, at } = effect;
      const outcome = effect.type === 'note-attempt' ? { outcome: STARTED } : columnsOf(effect.outcome);
      return [{ id: randomUUID(), messageId, attempt, channel, at, ...outcome }];
    }),
  );
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO delivery (id, message_id, attempt, channel, at, outcome, provider_id, code, words, permanent, action, not_before, cost_dong)
    SELECT id, "messageId", attempt, channel, at, outcome, "providerId", code, words, permanent, action, "notBefore", "costDong"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new(id text, "messageId" text, attempt integer, channel text, at timestamptz,
      outcome text, "providerId" text, code text, words text, permanent boolean, action text, "notBefore" timestamptz, "costDong" integer)
    ON CONFLICT (office_id, message_id, attempt) DO UPDATE SET at = excluded.at, outcome = excluded.outcome, provider_id = excluded.provider_id,
      code = excluded.code, words = excluded.words, permanent = excluded.permanent, action = excluded.action,
      not_before = excluded.not_before, cost_dong = excluded.cost_dong`;
}

async function keepReceipts(tx: Transaction, changed: readonly Decided[]): Promise<void> {
  const rows = changed.flatMap(({ messageId, kept, at }) =>
    kept.flatMap((effect) =>
      effect.type === 'note-receipt' ? [{ messageId, attempt: effect.number, receipt: effect.receipt, at }] : [],
    ),
  );
  if (rows.length === 0) return;
  await tx.$executeRaw`
    UPDATE delivery SET receipt = new.receipt, receipt_at = new.at
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new("messageId" text, attempt integer, receipt text, at timestamptz)
    WHERE delivery.message_id = new."messageId" AND delivery.attempt = new.attempt`;
}

/** The ledger rows of a message end once, as the sending did; what is known later is said by the message. */
async function endRows(tx: Transaction, changed: readonly Decided[]): Promise<void> {
  const rows = changed.flatMap(({ messageId, kept, at }) =>
    kept.flatMap((effect) => {
      if (effect.type !== 'end') return [];
      return [{ messageId, ...rowColumns(effect), channel: effect.channel, at }];
    }),
  );
  if (rows.length === 0) return;
  await tx.$executeRaw`
    UPDATE ledger_entry SET status = new.status, reason = new.reason, ended_at = new.at, channel = coalesce(new.channel, ledger_entry.channel)
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new("messageId" text, status text, reason text, channel text, at timestamptz)
    WHERE ledger_entry.message_id = new."messageId" AND ledger_entry.status = 'sending'`;
}

function rowColumns(effect: Extract<KeptEffect, { type: 'end' }>) {
  const status = rowEnd(effect.end);
  return { status, reason: status === 'sent' ? null : reasonOf(effect) };
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
        notBefore: outcome.notBefore ?? null,
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
