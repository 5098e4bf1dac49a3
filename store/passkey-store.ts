// Passkeys of accounts, and what an authenticator is asked to sign.
import { createHash, randomUUID } from 'node:crypto';
import { tellAccount } from './account-events.ts';
import type { Database } from './database.ts';
import { fromTimestamp } from './local-date.ts';
import type { ChangedBy } from './roster-events.ts';

/** As the browser and the authenticator have made it. */
export interface NewPasskey {
  credentialId: string;
  publicKey: Uint8Array<ArrayBuffer>;
  counter: number;
  transports: readonly string[];
}

export interface StoredPasskey extends NewPasskey {
  id: string;
  accountId: string;
}

// As long as the browser asks somebody, and a moment for the way back.
const LIVES_MS = 5 * 60_000;

/** What was asked, and in which session a passkey is being added by it; null = somebody shows one. */
export interface Challenge {
  challenge: string;
  sessionId: string | null;
}

/** Keeps what was asked; what nobody has answered in time goes. */
export async function addChallenge(database: Database, { challenge, sessionId }: Challenge, now: Date): Promise<void> {
  await database.passkeyChallenge.deleteMany({ where: { expiresAt: { lte: now } } });
  const expiresAt = new Date(now.getTime() + LIVES_MS);
  await database.passkeyChallenge.create({ data: { hash: hashOf(challenge), sessionId, expiresAt } });
}

/** Takes a challenge; of several who answer it at once, one. */
export async function claimChallenge(
  database: Database,
  { challenge, sessionId }: Challenge,
  now: Date,
): Promise<boolean> {
  const where = { hash: hashOf(challenge), sessionId, expiresAt: { gt: now } };
  return (await database.passkeyChallenge.deleteMany({ where })).count === 1;
}

function hashOf(challenge: string): string {
  return createHash('sha256').update(challenge).digest('base64url');
}

/** Adds a passkey; false when an account has it already. */
export async function addPasskey(
  database: Database,
  { accountId, name, passkey }: { accountId: string; name: string; passkey: NewPasskey },
  by: ChangedBy,
): Promise<boolean> {
  const { credentialId, publicKey, counter, transports } = passkey;
  const data = { id: randomUUID(), accountId, name, credentialId, publicKey, counter, transports: [...transports] };
  return database.$transaction(async (tx) => {
    const { count } = await tx.accountPasskey.createMany({
      data: [{ ...data, createdAt: by.now }],
      skipDuplicates: true,
    });
    if (count === 1) await tellAccount(tx, accountId, 'account-passkey-added', by, { passkeyId: data.id });
    return count === 1;
  });
}

/** Removes a passkey of this account; false when it has none such. */
export async function removePasskey(
  database: Database,
  { accountId, id }: { accountId: string; id: string },
  by: ChangedBy,
): Promise<boolean> {
  return database.$transaction(async (tx) => {
    const { count } = await tx.accountPasskey.deleteMany({ where: { id, accountId } });
    if (count === 1) await tellAccount(tx, accountId, 'account-passkey-removed', by, { passkeyId: id });
    return count === 1;
  });
}

/** The passkeys of an account, the oldest first. */
export async function listPasskeys(database: Database, accountId: string) {
  const rows = await database.accountPasskey.findMany({
    where: { accountId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, name, credentialId, transports, createdAt, lastUsedAt }) => ({
    id,
    name,
    credentialId,
    transports,
    createdAt: fromTimestamp(createdAt),
    lastUsedAt: lastUsedAt === null ? null : fromTimestamp(lastUsedAt),
  }));
}

export async function countPasskeys(database: Database, accountId: string): Promise<number> {
  return database.accountPasskey.count({ where: { accountId } });
}

/** By the name that its authenticator gave it. */
export async function findPasskey(database: Database, credentialId: string): Promise<StoredPasskey | null> {
  const row = await database.accountPasskey.findUnique({ where: { credentialId } });
  if (row === null) return null;
  const { id, accountId, publicKey, counter, transports } = row;
  return { id, accountId, credentialId, publicKey, counter: Number(counter), transports };
}

/**
 * Notes that a passkey was used. False, and told in the log, when its counter has not gone on: then two authenticators have the same key. One
 * that does not count says 0 each time.
 */
export async function claimPasskeyUse(
  database: Database,
  { id, accountId, counter }: { id: string; accountId: string; counter: number },
  by: ChangedBy,
): Promise<boolean> {
  return database.$transaction(async (tx) => {
    const hasGoneOn = counter === 0 ? { counter: 0 } : { counter: { lt: counter } };
    const data = { counter, lastUsedAt: by.now };
    const { count } = await tx.accountPasskey.updateMany({ where: { id, ...hasGoneOn }, data });
    if (count === 0) await tellAccount(tx, accountId, 'account-passkey-doubted', by, { passkeyId: id });
    return count === 1;
  });
}
