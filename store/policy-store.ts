// Ladder policies by name and version; a running assignment keeps the version it started with.
import { randomUUID } from 'node:crypto';
import { LadderPolicy } from '#contracts/ladder.ts';
import { SYSTEM } from '#domain/audit/system-actor.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { appendNextEvents } from './audit-store.ts';
import type { Database, Transaction } from './database.ts';
import { digestOf } from './digest.ts';
import type { ChangedBy } from './roster-events.ts';
import { lockOffice } from './shared-address-store.ts';

export interface StoredPolicy {
  id: string;
  policy: LadderPolicy;
}

/** Stores a policy once; the same name and version with another content is refused. */
export async function ensurePolicy(
  database: Database,
  policy: LadderPolicy,
  { actor, now }: ChangedBy,
): Promise<StoredPolicy> {
  const { name, version } = policy;
  const known = await database.ladderPolicy.findUnique({ where: { name_version: { name, version } } });
  if (known !== null) {
    const stored = LadderPolicy.parse(known.policy);
    if (JSON.stringify(stored) !== JSON.stringify(policy))
      throw new Error(`ladder policy ${name} version ${version} is stored with another content: raise the version`);
    return { id: known.id, policy: stored };
  }
  return database.$transaction((tx) => insertPolicy(tx, policy, { actor, now }));
}

/** Stores a policy as the version after the latest of its name; null when another one has that number meanwhile. */
export async function addPolicyVersion(
  database: Database,
  policy: LadderPolicy,
  by: ChangedBy,
): Promise<StoredPolicy | null> {
  const { name, version } = policy;
  return database.$transaction(async (tx) => {
    // Of two at once the second sees what the first has made.
    await lockOffice(tx);
    const last = await tx.ladderPolicy.findFirst({ where: { name }, orderBy: { version: 'desc' } });
    return (last?.version ?? 0) + 1 === version ? insertPolicy(tx, policy, by) : null;
  });
}

async function insertPolicy(tx: Transaction, policy: LadderPolicy, { actor, now }: ChangedBy): Promise<StoredPolicy> {
  const id = randomUUID();
  const { name, version } = policy;
  await tx.ladderPolicy.create({ data: { id, name, version, policy, createdAt: now } });
  const payload = { name, version, digest: digestOf(policy) };
  const at = instantOf(now);
  const event = { subject: `ladder/${id}`, type: 'ladder-set', actor, occurredAt: at, payload };
  await appendNextEvents(tx, [event], at);
  return { id, policy };
}

/** Who set the newest version of a policy; null = nobody set one. */
export async function findLadderActor(database: Database, name: string): Promise<string | null> {
  const row = await database.ladderPolicy.findFirst({ where: { name }, orderBy: { version: 'desc' } });
  if (row === null) return null;
  const event = await database.auditEvent.findFirst({ where: { subject: `ladder/${row.id}`, type: 'ladder-set' } });
  return event?.actor ?? SYSTEM;
}

/** The newest version of a policy, or null. */
export async function findLatestPolicy(database: Database | Transaction, name: string): Promise<StoredPolicy | null> {
  const row = await database.ladderPolicy.findFirst({ where: { name }, orderBy: { version: 'desc' } });
  return row === null ? null : { id: row.id, policy: LadderPolicy.parse(row.policy) };
}

export async function loadPolicy(database: Database | Transaction, id: string): Promise<StoredPolicy> {
  const row = await database.ladderPolicy.findUniqueOrThrow({ where: { id } });
  return { id: row.id, policy: LadderPolicy.parse(row.policy) };
}
