// Where somebody is signed in, and the end of it.
import { tellAccount } from './account-events.ts';
import { findOwnAccount, isOfThisOffice } from './account-store.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { inOrderOf, type Keyset, listIdsOfPage, type PageWanted } from './keyset.ts';
import { fromTimestamp } from './local-date.ts';
import type { ChangedBy } from './roster-events.ts';

const id = { sql: Prisma.sql`id`, type: 'text' } as const;
export const SESSION_ORDERS = {
  '-last': { columns: [{ sql: Prisma.sql`updated_at`, type: 'timestamptz' }, id], descending: true },
  since: { columns: [{ sql: Prisma.sql`created_at`, type: 'timestamptz' }, id] },
} as const satisfies Record<string, Keyset>;

/** A page of the sessions of an account, or (null) of everybody of this office, that live. */
export async function listSessions(
  database: Database,
  { accountId, now }: { accountId: string | null; now: Date },
  page: PageWanted,
) {
  const where = [
    Prisma.sql`expires_at > ${now}`,
    accountId === null ? isOfThisOffice(Prisma.sql`user_id`) : Prisma.sql`user_id = ${accountId}`,
  ];
  const { ids, next } = await listIdsOfPage(database, { from: Prisma.sql`account_session`, id: id.sql, where }, page);
  const select = {
    id: true,
    userId: true,
    createdAt: true,
    updatedAt: true,
    ipAddress: true,
    userAgent: true,
  } as const;
  const rows = await database.accountSession.findMany({ where: { id: { in: ids } }, select });
  const items = inOrderOf(ids, rows).map((row) => ({
    id: row.id,
    ownerId: row.userId,
    since: fromTimestamp(row.createdAt),
    lastAt: fromTimestamp(row.updatedAt),
    network: row.ipAddress,
    device: row.userAgent,
  }));
  return { items, next };
}

/** Ends one session of the account, or all but one; answers how many ended. */
export async function endSessions(
  database: Database,
  accountId: string,
  which: { id: string } | { allBut: string },
  by: ChangedBy,
): Promise<number> {
  return database.$transaction(async (tx) => {
    const { count } = await tx.accountSession.deleteMany({
      where: { userId: accountId, id: 'id' in which ? which.id : { not: which.allBut } },
    });
    if (count > 0) await tellAccount(tx, accountId, 'account-sessions-ended', by, { sessions: count });
    return count;
  });
}

/** Ends a session in whose place another one has come, which works on in the same office; where nobody says how it was opened, as that one was. */
export async function replaceSession(database: Database, formerId: string, nextId: string): Promise<void> {
  await database.$transaction(async (tx) => {
    const former = await tx.accountSession.findUnique({ where: { id: formerId } });
    const next = await tx.accountSession.findUniqueOrThrow({ where: { id: nextId } });
    const data = { officeId: former?.officeId ?? null, way: next.way ?? former?.way ?? null };
    await tx.accountSession.update({ where: { id: nextId }, data });
    await tx.accountSession.deleteMany({ where: { id: formerId } });
  });
}

/** Ends a session of somebody of this office; answers how many ended. */
export async function endAnySession(database: Database, id: string, by: ChangedBy): Promise<number> {
  const session = await database.accountSession.findUnique({ where: { id }, select: { userId: true } });
  if (session === null || (await findOwnAccount(database, session.userId)) === null) return 0;
  return endSessions(database, session.userId, { id }, by);
}

/** Tells that somebody signed in, or changed what they prove themselves with. */
export async function tellSignIn(
  database: Database,
  accountId: string,
  type: 'account-signed-in' | 'account-sign-in-failed' | 'account-factor-changed' | 'account-password-set',
  by: ChangedBy,
  payload: Record<string, unknown>,
): Promise<void> {
  await database.$transaction((tx) => tellAccount(tx, accountId, type, by, payload));
}
