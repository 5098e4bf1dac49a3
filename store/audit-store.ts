// The audit log: append-only, each event's hash covers the event before it.
import { createHash } from 'node:crypto';
import type { Instant } from '#contracts/primitives.ts';
import { type ChainedEvent, canonicalEvent, GENESIS_HASH } from '#domain/audit/canonical-event.ts';
import { instantOf, latestOf } from '#domain/calendar/instant.ts';
import { renewListed } from './assignment-projection.ts';
import type { Database, Transaction } from './database.ts';

// Any constant: writers of the chain go one after the other, or two events would name the same predecessor.
const CHAIN_LOCK = 7_246_002;
const CHAIN_BATCH = 1_000;

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
  await lockChain(tx);
  const known = await tx.$queryRaw<{ subject: string; sequence: number }[]>`
    SELECT subject, sequence FROM audit_event
    WHERE (subject, sequence) IN (
      SELECT * FROM unnest(${events.map(({ subject }) => subject)}::text[], ${events.map(({ sequence }) => sequence)}::int[])
    )`;
  const recorded = new Set(known.map((event) => `${event.subject}#${event.sequence}`));
  const fresh = events.filter((event) => !recorded.has(`${event.subject}#${event.sequence}`));
  if (fresh.length === 0) return 0;
  const last = await tx.auditEvent.findFirst({ orderBy: { index: 'desc' }, select: LAST });
  // The clock of a machine can be set back; recorded time never runs back.
  const writtenAt = last === null ? recordedAt : latestOf(recordedAt, instantOf(last.recordedAt));
  let index = Number(last?.index ?? 0n);
  let previousHash = last?.hash ?? GENESIS_HASH;
  const rows = fresh.map((event) => {
    index += 1;
    const moments = { occurredAt: exact(event.occurredAt), recordedAt: exact(writtenAt) };
    const chained: ChainedEvent = { ...event, ...moments, index, previousHash, payload: toPlain(event.payload) };
    const hash = hashOf(chained);
    previousHash = hash;
    return { ...chained, hash };
  });
  await insertEvents(tx, rows);
  await renewListed(
    tx,
    rows.map(({ subject }) => subject),
  );
  return rows.length;
}

const LAST = { index: true, hash: true, recordedAt: true } as const;

/** As one value: hundreds of events of a publication are one short statement while everybody waits for the chain. */
async function insertEvents(tx: Transaction, rows: (ChainedEvent & { hash: string })[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO audit_event (index, subject, sequence, type, actor, occurred_at, recorded_at, payload, previous_hash, hash)
    SELECT index, subject, sequence, type, actor, "occurredAt", "recordedAt", payload, "previousHash", hash
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS record(
      index bigint, subject text, sequence int, type text, actor text, "occurredAt" timestamptz, "recordedAt" timestamptz,
      payload jsonb, "previousHash" text, hash text
    )`;
}

/** Until the end of the transaction nobody else appends to the log. */
export async function lockChain(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${CHAIN_LOCK})`;
}

export type UnnumberedEvent = Omit<NewAuditEvent, 'sequence'>;

/**
 * Appends events under the next numbers of their subjects: for facts that nobody tells twice.
 * @returns the index of the last one. Must run inside the transaction of the change that the events tell.
 */
export async function appendNextEvents(
  tx: Transaction,
  events: UnnumberedEvent[],
  recordedAt: Instant,
): Promise<number> {
  // Before the numbers are read: two writers of one subject must not choose the same.
  await lockChain(tx);
  const subjects = [...new Set(events.map(({ subject }) => subject))];
  const last = await tx.auditEvent.groupBy({
    by: ['subject'],
    where: { subject: { in: subjects } },
    _max: { sequence: true },
  });
  const numbers = new Map(last.map(({ subject, _max }) => [subject, _max.sequence ?? 0]));
  const numbered = events.map((event) => {
    const sequence = (numbers.get(event.subject) ?? 0) + 1;
    numbers.set(event.subject, sequence);
    return { ...event, sequence };
  });
  await appendAuditEvents(tx, numbered, recordedAt);
  return (await loadChainEnd(tx)).events;
}

export interface ChainEnd {
  /** Hash of the last event. */
  root: string;
  events: number;
}

/** How many events the log holds, and the hash of the last: what a report prints. */
export async function loadChainEnd(database: Database | Transaction): Promise<ChainEnd> {
  const last = await database.auditEvent.findFirst({ orderBy: { index: 'desc' }, select: { index: true, hash: true } });
  return { root: last?.hash ?? GENESIS_HASH, events: Number(last?.index ?? 0n) };
}

/** Those of the ends that the log does not hold: it was another log that had them. */
export async function listForeignEnds<End extends ChainEnd>(database: Database, ends: readonly End[]): Promise<End[]> {
  // Of an empty log nothing is left that another could not have.
  const real = ends.filter(({ events }) => events > 0);
  const held = await database.$queryRaw<{ hash: string }[]>`
    SELECT hash FROM audit_event WHERE (index, hash) IN (
      SELECT * FROM unnest(${real.map(({ events }) => events)}::bigint[], ${real.map(({ root }) => root)}::text[]))`;
  const known = new Set(held.map(({ hash }) => hash));
  return real.filter(({ root }) => !known.has(root));
}

export type ChainLink = { event: ChainedEvent; hash: string };
export type ChainBreak = { index: number; subject: string; why: 'hash' | 'link' | 'gap' };

/** Every event in order, in bounded memory, as it is stored. */
export async function* readChain(database: Database | Transaction): AsyncGenerator<ChainLink> {
  let after = -1n;
  for (;;) {
    const rows = await database.auditEvent.findMany({
      where: { index: { gt: after } },
      orderBy: { index: 'asc' },
      take: CHAIN_BATCH,
    });
    for (const { hash, ...row } of rows) {
      const moments = { occurredAt: row.occurredAt.toISOString(), recordedAt: row.recordedAt.toISOString() };
      yield { event: { ...row, ...moments, index: Number(row.index) }, hash };
      after = row.index;
    }
    if (rows.length < CHAIN_BATCH) return;
  }
}

/** Why a link does not hold after the one before it; null when it does. */
export function linkBreak({ event, hash }: ChainLink, index: number, root: string): ChainBreak | null {
  const broken = { index: event.index, subject: event.subject };
  if (event.index !== index + 1) return { ...broken, why: 'gap' };
  if (event.previousHash !== root) return { ...broken, why: 'link' };
  return hashOf(event) === hash ? null : { ...broken, why: 'hash' };
}

export type ChainVerdict = { ok: true; events: number; root: string } | ({ ok: false } & ChainBreak);

/** Walks the whole chain from the first event and names the first broken link, or the root. */
export async function verifyAuditChain(database: Database | Transaction): Promise<ChainVerdict> {
  let index = 0;
  let root = GENESIS_HASH;
  for await (const link of readChain(database)) {
    const broken = linkBreak(link, index, root);
    if (broken !== null) return { ok: false, ...broken };
    index = link.event.index;
    root = link.hash;
  }
  return { ok: true, events: index, root };
}

function hashOf(event: ChainedEvent): string {
  return createHash('sha256').update(canonicalEvent(event)).digest('hex');
}

/** With milliseconds, as the database gives it back. */
function exact(moment: Instant): string {
  return new Date(moment).toISOString();
}

/** What comes back from the database of a value: no undefined, no dates, and no `__proto__`, which its client drops. */
function toPlain(value: Record<string, unknown>): unknown {
  return JSON.parse(JSON.stringify(value), (key, part) => (key === '__proto__' ? undefined : part));
}
