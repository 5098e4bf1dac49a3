// Proofs of delivery in the audit log: what a message and a ledger row were when they ended, as a hash. Sealed in sets, so that
// no mail waits for the log (docs/adr/0060-deliveries-are-sealed-in-sets.md).
import type { StoredProof } from '#domain/audit/compare-deliveries.ts';
import { SYSTEM } from '#domain/audit/system-actor.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { appendNextEvents } from './audit-store.ts';
import type { Database, Transaction } from './database.ts';
import { digestOf } from './digest.ts';
import { Prisma } from './generated/client.ts';
import { fromTimestamp } from './local-date.ts';

/** Most rows of each kind in one event: about 100 KB of hashes. */
const SET_MAX = 400;
const READ_BATCH = 1_000;

/**
 * Seals what has ended and is not sealed yet, in one transaction; answers how much that was, 0 when nothing is left.
 * A receipt that comes meanwhile takes the mark off again, so its message is sealed anew.
 */
export async function sealDeliveries(database: Database, now: Date): Promise<number> {
  return database.$transaction(
    async (tx) => {
      // The rows first, read anew when they are locked: whoever writes a receipt touches its message in the same transaction.
      // A message without a reminder was not made by the product: it is named by `audit verify` and never sealed.
      const made = Prisma.sql`AND EXISTS (SELECT FROM ledger_entry e WHERE e.message_id = message.id)`;
      const messages = await lockUnsealed(tx, Prisma.sql`message`, made);
      const entries = await lockUnsealed(tx, Prisma.sql`ledger_entry`, Prisma.empty);
      if (messages.length + entries.length === 0) return 0;
      const proofs = [...(await messageProofs(tx, { ids: messages })), ...(await entryProofs(tx, { ids: entries }))];
      const items = proofs.map(({ kind, id, hash }) => [kind, id, hash]);
      const at = instantOf(now);
      const event = {
        subject: 'deliveries',
        type: 'deliveries-sealed',
        actor: SYSTEM,
        occurredAt: at,
        payload: { items },
      };
      const sealedIndex = BigInt(await appendNextEvents(tx, [event], at));
      await tx.message.updateMany({ where: { id: { in: messages } }, data: { sealedIndex } });
      await tx.ledgerEntry.updateMany({ where: { id: { in: entries } }, data: { sealedIndex } });
      return proofs.length;
    },
    { timeout: 60_000, maxWait: 30_000 },
  );
}

async function lockUnsealed(tx: Transaction, table: Prisma.Sql, which: Prisma.Sql): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM ${table} WHERE sealed_index IS NULL AND ended_at IS NOT NULL ${which}
    ORDER BY ended_at LIMIT ${SET_MAX} FOR UPDATE SKIP LOCKED`;
  return rows.map(({ id }) => id);
}

/** Every message and ledger row there is, in batches. */
export async function* readProofs(tx: Transaction): AsyncGenerator<StoredProof> {
  for (const read of [messageProofs, entryProofs]) {
    for (let after = ''; ; ) {
      const proofs: StoredProof[] = await read(tx, { after });
      yield* proofs;
      const last = proofs.at(-1);
      if (last === undefined || proofs.length < READ_BATCH) break;
      after = last.id;
    }
  }
}

type Which = { ids: string[] } | { after: string };

function filterOf(which: Which, alias: Prisma.Sql): Prisma.Sql {
  return 'ids' in which
    ? Prisma.sql`WHERE ${alias}.id = ANY(${which.ids}) ORDER BY ${alias}.id COLLATE "C"`
    : Prisma.sql`WHERE ${alias}.id COLLATE "C" > ${which.after} ORDER BY ${alias}.id COLLATE "C" LIMIT ${READ_BATCH}`;
}

interface MessageRow {
  id: string;
  subject: string;
  slot_at: Date;
  ended_at: Date | null;
  sealed_index: bigint | null;
  person: string;
  said: Record<string, unknown>;
  attempts: Record<string, unknown>[] | null;
  entries: string[] | null;
}

/**
 * A message with its words (as hashes: they may be long), every attempt that has an outcome, and the reminders that it carries. What it says
 * on Zalo stands where it stood before channels were an open set, or no proof of that time would hold.
 */
async function messageProofs(tx: Transaction, which: Which): Promise<StoredProof[]> {
  const rows = await tx.$queryRaw<MessageRow[]>`
    SELECT m.id, m.subject, m.slot_at, m.ended_at, m.sealed_index, c.name AS person,
      jsonb_build_object('contactId', m.contact_id, 'channel', m.channel, 'slotAt', ${millis('m.slot_at')},
        'rfcMessageId', m.rfc_message_id, 'subject', m.subject, 'status', m.status, 'reason', m.reason, 'zalo', m.forms -> 'zalo',
        'text', encode(sha256(convert_to(m.text, 'UTF8')), 'hex'), 'html', encode(sha256(convert_to(m.html, 'UTF8')), 'hex'),
        'claimedAt', ${millis('m.claimed_at')}, 'endedAt', ${millis('m.ended_at')})
        || coalesce((SELECT jsonb_object_agg('form/' || key, value) FROM jsonb_each(m.forms) WHERE key <> 'zalo'), '{}') AS said,
      (SELECT jsonb_agg(jsonb_build_object('id', d.id, 'attempt', d.attempt, 'at', ${millis('d.at')}, 'channel', d.channel,
        'outcome', d.outcome, 'providerId', d.provider_id, 'code', d.code, 'words', d.words, 'permanent', d.permanent,
        'action', d.action, 'notBefore', ${millis('d.not_before')}, 'costDong', d.cost_dong, 'receipt', d.receipt,
        'receiptAt', ${millis('d.receipt_at')}) ORDER BY d.attempt)
        FROM delivery d WHERE d.message_id = m.id AND d.outcome <> 'started') AS attempts,
      (SELECT jsonb_agg(e.id ORDER BY e.id COLLATE "C") FROM ledger_entry e WHERE e.message_id = m.id) AS entries
    FROM message m JOIN contact c ON c.id = m.contact_id ${filterOf(which, Prisma.sql`m`)}`;
  return rows.map(({ id, subject, person, said, attempts, entries, slot_at, ended_at, sealed_index }) => ({
    kind: 'message',
    id,
    name: `Thư «${subject}» gửi ${person} lúc ${fromTimestamp(slot_at)}`,
    hash: digestOf({ said, attempts, entries }),
    ended: ended_at !== null,
    sealed: sealed_index !== null,
    orphan: entries === null,
  }));
}

// A row that was sealed before it had a turn of its own says it in the name of its step; a turn that says otherwise is part of the proof.
const TURN_OF_STEP = Prisma.sql`CASE WHEN e.step = e.rung || substring(e.step from '#[0-9]{1,6}$')
  THEN substring(e.step from '#([0-9]{1,6})$')::integer ELSE 1 END`;

interface EntryRow {
  id: string;
  slot_at: Date;
  ended_at: Date | null;
  sealed_index: bigint | null;
  rung: string;
  person: string;
  said: Record<string, unknown>;
}

async function entryProofs(tx: Transaction, which: Which): Promise<StoredProof[]> {
  const rows = await tx.$queryRaw<EntryRow[]>`
    SELECT e.id, e.slot_at, e.ended_at, e.sealed_index, e.rung, c.name AS person,
      jsonb_build_object('assignmentId', e.assignment_id, 'step', e.step, 'rung', e.rung, 'audience', e.audience,
        'contactId', e.contact_id, 'channel', e.channel, 'slotAt', ${millis('e.slot_at')}, 'status', e.status,
        'reason', e.reason, 'messageId', e.message_id, 'endedAt', ${millis('e.ended_at')})
        || CASE WHEN e.turn = ${TURN_OF_STEP} THEN '{}' ELSE jsonb_build_object('turn', e.turn) END AS said
    FROM ledger_entry e JOIN contact c ON c.id = e.contact_id ${filterOf(which, Prisma.sql`e`)}`;
  return rows.map(({ id, rung, person, said, slot_at, ended_at, sealed_index }) => ({
    kind: 'entry',
    id,
    name: `Lượt nhắc «${rung}» tới ${person} lúc ${fromTimestamp(slot_at)}`,
    hash: digestOf(said),
    ended: ended_at !== null,
    sealed: sealed_index !== null,
    orphan: false,
  }));
}

/** Milliseconds since 1970: the same number whatever zone a connection has. */
function millis(column: string): Prisma.Sql {
  return Prisma.raw(`(extract(epoch FROM ${column}) * 1000)::bigint`);
}
