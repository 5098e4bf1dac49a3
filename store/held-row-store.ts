// Reminders whose message nobody took in its slot: read with what decides about them, and moved to a later one.
import { randomUUID } from 'node:crypto';
import type { Instant } from '#contracts/primitives.ts';
import type { KeptEffect } from '#domain/delivery/state.ts';
import type { OpenRow } from '#domain/ladder/put-off-late.ts';
import { storableText } from '#domain/shared/storable-text.ts';
import type { Database, Transaction } from './database.ts';
import { fromSlotColumn, fromTimestamp } from './local-date.ts';

/** A reminder that its message has not brought to anybody yet. */
export interface SendingRow extends Omit<OpenRow, 'status'> {
  assignmentId: string;
  /** The slot for which it was meant at first. */
  since: Instant;
}

/** The rows of a message that are still on their way; none of a message that was called sent before. */
export async function listSendingRows(database: Database, messageId: string): Promise<SendingRow[]> {
  const rows = await database.$queryRaw<(Omit<SendingRow, 'since' | 'slotAt'> & { slotAt: Date; since: Date })[]>`
    SELECT e.id, e.assignment_id AS "assignmentId", e.rung, e.contact_id AS "contactId", e.slot_at AS "slotAt",
      (SELECT min(f.slot_at) FROM ledger_entry f WHERE f.assignment_id = e.assignment_id AND f.step = e.step AND f.contact_id = e.contact_id) AS since
    FROM ledger_entry e WHERE e.message_id = ${messageId} AND e.status = 'sending' ORDER BY e.id`;
  return rows.map((row) => ({ ...row, slotAt: fromSlotColumn(row.slotAt), since: fromTimestamp(row.since) }));
}

interface PutOff {
  messageId: string;
  at: Date;
  kept: readonly KeptEffect[];
}

/** Ends the rows of messages that nobody took, and gives each that is still to be said its row in a later slot; part of the change of the messages. */
export async function putOffSending(tx: Transaction, changed: readonly PutOff[]): Promise<void> {
  const decided = changed.flatMap(({ messageId, at, kept }) =>
    kept.flatMap((effect) => {
      if (effect.type !== 'put-off') return [];
      const reason = storableText(effect.reason, REASON_LENGTH_MAX);
      const moved = effect.rows.move.map((row) => ({ ...row, status: 'deferred', reason }));
      const ended = effect.rows.end.map((row) => ({ ...row, status: 'superseded' }));
      return [...moved, ...ended].map((row) => ({ ...row, messageId, at, newId: randomUUID() }));
    }),
  );
  if (decided.length === 0) return;
  await tx.$executeRaw`
    WITH decided AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(decided)}::jsonb)
        AS d(id text, "messageId" text, "to" timestamptz, status text, reason text, at timestamptz, "newId" text)
    ), ended AS (
      UPDATE ledger_entry e SET status = d.status, reason = d.reason, ended_at = d.at
      FROM decided d WHERE e.id = d.id AND e.message_id = d."messageId" AND e.status = 'sending'
      RETURNING e.*, d."to", d."newId"
    )
    INSERT INTO ledger_entry (id, assignment_id, step, rung, turn, audience, contact_id, channel, slot_at, status)
    SELECT "newId", assignment_id, step, rung, turn, audience, contact_id, channel, "to", 'staged' FROM ended WHERE "to" IS NOT NULL
    ON CONFLICT DO NOTHING`;
}

const REASON_LENGTH_MAX = 1_000;
