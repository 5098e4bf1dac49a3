// Requests with an Idempotency-Key: one row each, taken by whoever carries it out, ended by its answer.
import { randomUUID } from 'node:crypto';
import type { Database } from './database.ts';

export interface KeyedRequest {
  /** The account that asks, or '' for nobody who signed in: a key of another account is another key. */
  owner: string;
  operation: string;
  key: string;
  /** What was asked: the same key with another request is a mistake of the caller. */
  requestHash: string;
}

export type KeyClaim =
  /** Ours to carry out. `operationId` stays the same when a request is taken over from a process that died over it. */
  | { kind: 'ours'; operationId: string; leaseUntil: Date }
  | { kind: 'running' }
  | { kind: 'answered'; sealedAnswer: string }
  | { kind: 'other-request' };

// Renewed while the work goes on; after a kill the next one waits this long at most.
const LEASE_MS = 10_000;
export const LEASE_RENEWAL_MS = LEASE_MS / 3;
/** Longer than the day that callers are promised. */
const KEPT_MS = 48 * 3_600_000;

/** Takes the request, or says what became of it; of any number of processes one gets it. */
export async function claimKey(database: Database, request: KeyedRequest, now: Date): Promise<KeyClaim> {
  const { owner, operation, key, requestHash } = request;
  const leaseUntil = new Date(now.getTime() + LEASE_MS);
  const fresh = { owner, operation, key, requestHash, operationId: randomUUID(), createdAt: now, leaseUntil };
  const { count } = await database.idempotencyKey.createMany({ data: [fresh], skipDuplicates: true });
  if (count === 1) return { kind: 'ours', operationId: fresh.operationId, leaseUntil };
  const row = await database.idempotencyKey.findUnique({ where: { owner_operation_key: { owner, operation, key } } });
  // Given back between the two statements: the caller asks again.
  if (row === null) return { kind: 'running' };
  if (row.requestHash !== requestHash) return { kind: 'other-request' };
  if (row.sealedAnswer !== null) return { kind: 'answered', sealedAnswer: row.sealedAnswer };
  const { operationId, leaseUntil: held } = row;
  if (held !== null && held > now) return { kind: 'running' };
  const taken = await database.idempotencyKey.updateMany({
    where: { owner, operation, key, sealedAnswer: null, leaseUntil: held },
    data: { leaseUntil },
  });
  return taken.count === 1 ? { kind: 'ours', operationId, leaseUntil } : { kind: 'running' };
}

/** Says that the work still goes on. */
export async function renewLease(
  database: Database,
  { owner, operation, key }: KeyedRequest,
  now: Date,
): Promise<void> {
  await database.idempotencyKey.updateMany({
    where: { owner, operation, key, sealedAnswer: null },
    data: { leaseUntil: new Date(now.getTime() + LEASE_MS) },
  });
}

/** Keeps the answer for whoever sends the request again. */
export async function keepAnswer(
  database: Database,
  { owner, operation, key }: KeyedRequest,
  sealedAnswer: string,
): Promise<void> {
  await database.idempotencyKey.updateMany({
    where: { owner, operation, key },
    data: { sealedAnswer, leaseUntil: null },
  });
}

/** Gives the request back unanswered: the next one carries it out, under the same operation id. */
export async function releaseKey(database: Database, { owner, operation, key }: KeyedRequest): Promise<void> {
  await database.idempotencyKey.updateMany({
    where: { owner, operation, key, sealedAnswer: null },
    data: { leaseUntil: null },
  });
}

/** Removes what was kept long enough. */
export async function dropOldKeys(database: Database, now: Date): Promise<void> {
  await database.idempotencyKey.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - KEPT_MS) } } });
}
