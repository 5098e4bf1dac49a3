// Keys of the API: shown once, kept as a hash.
import { randomUUID } from 'node:crypto';
import type { KeyScope } from '#domain/rights/key-scopes.ts';
import { tellAccount } from './account-events.ts';
import { type Database, officeOf } from './database.ts';
import { Prisma } from './generated/client.ts';
import { given, inOrderOf, type Keyset, listIdsOfPage, type PageWanted } from './keyset.ts';
import { fromTimestamp } from './local-date.ts';
import { hashToken, makeToken } from './one-time-token.ts';
import type { ChangedBy } from './roster-events.ts';

/** So that a key is known for what it is wherever it is left lying. */
const PREFIX = 'dondoc_';

export interface NewKey {
  accountId: string;
  name: string;
  scope: KeyScope;
  expiresAt: Date | null;
}

/** Adds a key; the secret is in this answer and nowhere else. */
export async function addKey(database: Database, key: NewKey, by: ChangedBy): Promise<{ id: string; secret: string }> {
  const { token, hash } = makeToken(PREFIX);
  const id = randomUUID();
  const { accountId, name, scope, expiresAt } = key;
  await database.$transaction(async (tx) => {
    await tx.accountKey.create({ data: { id, ...key, hash, createdAt: by.now } });
    const payload = { keyId: id, name, scope, expiresAt: expiresAt?.toISOString() ?? null };
    await tellAccount(tx, accountId, 'account-key-made', by, payload);
  });
  return { id, secret: token };
}

/** Ends a key of this account, or (null) of anybody; false when there is none such that lives. */
export async function removeKey(
  database: Database,
  accountId: string | null,
  id: string,
  by: ChangedBy,
): Promise<boolean> {
  return database.$transaction(async (tx) => {
    const where = { id, revokedAt: null, officeId: officeOf(database), ...(accountId === null ? {} : { accountId }) };
    const [ended] = await tx.accountKey.updateManyAndReturn({ where, data: { revokedAt: by.now } });
    if (ended !== undefined) await tellAccount(tx, ended.accountId, 'account-key-revoked', by, { keyId: id });
    return ended !== undefined;
  });
}

const created = { sql: Prisma.sql`created_at`, type: 'timestamptz' } as const;
const id = { sql: Prisma.sql`id`, type: 'text' } as const;
export const KEY_ORDERS = {
  '-created': { columns: [created, id], descending: true },
  created: { columns: [created, id] },
  name: { columns: [{ sql: Prisma.sql`name`, type: 'text' }, id] },
} as const satisfies Record<string, Keyset>;

/** A page of the keys of an account, or (null) of everybody, that act in this office and were not ended. */
export async function listKeys(
  database: Database,
  { accountId, scope }: { accountId: string | null; scope?: KeyScope | undefined },
  page: PageWanted,
) {
  const where = [
    Prisma.sql`revoked_at IS NULL AND office_id = ${officeOf(database)}`,
    ...given(accountId ?? undefined, (value) => Prisma.sql`account_id = ${value}`),
    ...given(scope, (value) => Prisma.sql`scope = ${value}`),
  ];
  const { ids, next } = await listIdsOfPage(database, { from: Prisma.sql`account_key`, id: id.sql, where }, page);
  const rows = await database.accountKey.findMany({ where: { id: { in: ids } } });
  const items = inOrderOf(ids, rows).map((row) => ({
    id: row.id,
    ownerId: row.accountId,
    name: row.name,
    scope: row.scope as KeyScope,
    createdAt: fromTimestamp(row.createdAt),
    expiresAt: row.expiresAt === null ? null : fromTimestamp(row.expiresAt),
    lastUsedAt: row.lastUsedAt === null ? null : fromTimestamp(row.lastUsedAt),
  }));
  return { items, next };
}

// A key that is used a hundred times a second is noted once a minute.
const NOTED_EVERY_MS = 60_000;

/** Whose key this is, and how far it goes; null for one that has ended, or never was. Notes that it was used. */
export async function claimKeyUse(database: Database, secret: string, now: Date) {
  if (!secret.startsWith(PREFIX)) return null;
  const key = await database.accountKey.findUnique({ where: { hash: hashToken(secret) } });
  if (key === null || key.revokedAt !== null || (key.expiresAt !== null && key.expiresAt <= now)) return null;
  if (key.lastUsedAt === null || now.getTime() - key.lastUsedAt.getTime() >= NOTED_EVERY_MS)
    await database.accountKey.updateMany({ where: { id: key.id }, data: { lastUsedAt: now } });
  return { id: key.id, accountId: key.accountId, name: key.name, scope: key.scope as KeyScope, office: key.officeId };
}
