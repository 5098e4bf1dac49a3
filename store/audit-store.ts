// The audit log: append-only, each event's hash covers the event before it.
import { createHash } from 'node:crypto';
import type { Instant } from '#contracts/primitives.ts';
import { type ChainedEvent, canonicalEvent, GENESIS_HASH } from '#domain/audit/canonical-event.ts';
import type { Database, Transaction } from './database.ts';
import type { Prisma } from './generated/client.ts';

// Any constant: writers of the chain go one after the other, or two events would name the same predecessor.
const CHAIN_LOCK = 7_246_002;
const VERIFY_BATCH = 2_000;

export interface NewAuditEvent {
  /** What the event is about, e.g. `assignment/<id>`, `plan/<id>`. */
  subject: string;
  sequence: number;
  type: string;
  actor: string;
  occurredAt: Instant;
  payload: Record<string, unknown>;
}

/**
 * Appends events in order; one that is already recorded (same subject and sequence) is left out.
 * @returns how many were new. Must run inside the transaction of the change that the events tell.
 */
export async function appendAuditEvents(
  tx: Transaction,
  events: NewAuditEvent[],
  recordedAt: Instant,
): Promise<number> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${CHAIN_LOCK})`;
  const known = await tx.auditEvent.findMany({
    where: { OR: events.map(({ subject, sequence }) => ({ subject, sequence })) },
    select: { subject: true, sequence: true },
  });
  const recorded = new Set(known.map((event) => `${event.subject}#${event.sequence}`));
  const fresh = events.filter((event) => !recorded.has(`${event.subject}#${event.sequence}`));
  if (fresh.length === 0) return 0;
  const last = await tx.auditEvent.findFirst({ orderBy: { index: 'desc' }, select: { index: true, hash: true } });
  let index = Number(last?.index ?? 0n);
  let previousHash = last?.hash ?? GENESIS_HASH;
  const rows = fresh.map((event) => {
    index += 1;
    const moments = { occurredAt: exact(event.occurredAt), recordedAt: exact(recordedAt) };
    const chained: ChainedEvent = { ...event, ...moments, index, previousHash, payload: toPlain(event.payload) };
    const hash = hashOf(chained);
    previousHash = hash;
    return { ...chained, index: BigInt(index), payload: chained.payload as Prisma.InputJsonValue, hash };
  });
  await tx.auditEvent.createMany({ data: rows });
  return rows.length;
}

export type ChainVerdict =
  | { ok: true; events: number; root: string }
  | { ok: false; index: number; subject: string; why: 'hash' | 'link' | 'gap' };

/** Walks the whole chain from the first event and names the first broken link, or the root. */
export async function verifyAuditChain(database: Database): Promise<ChainVerdict> {
  let index = 0;
  let root = GENESIS_HASH;
  for (;;) {
    const rows = await database.auditEvent.findMany({
      where: { index: { gt: BigInt(index) } },
      orderBy: { index: 'asc' },
      take: VERIFY_BATCH,
    });
    if (rows.length === 0) return { ok: true, events: index, root };
    for (const row of rows) {
      const event: ChainedEvent = {
        ...row,
        index: Number(row.index),
        occurredAt: row.occurredAt.toISOString(),
        recordedAt: row.recordedAt.toISOString(),
      };
      const broken = { ok: false as const, index: event.index, subject: row.subject };
      if (event.index !== index + 1) return { ...broken, why: 'gap' };
      if (row.previousHash !== root) return { ...broken, why: 'link' };
      if (hashOf(event) !== row.hash) return { ...broken, why: 'hash' };
      index = event.index;
      root = row.hash;
    }
  }
}

function hashOf(event: ChainedEvent): string {
  return createHash('sha256').update(canonicalEvent(event)).digest('hex');
}

/** With milliseconds, as the database gives it back. */
function exact(moment: Instant): string {
  return new Date(moment).toISOString();
}

/** What JSON keeps of a value: no undefined, no dates. */
function toPlain(value: Record<string, unknown>): unknown {
  return JSON.parse(JSON.stringify(value));
}
