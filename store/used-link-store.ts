// Signed links that have done what they are for: once each.
import type { Database, Transaction } from './database.ts';

/** When the link was used first; null when it was not. */
export async function findUsedLink(database: Database | Transaction, jti: string): Promise<Date | null> {
  const used = await database.usedLink.findUnique({ where: { id: jti } });
  return used?.usedAt ?? null;
}

/** Notes the first use; false when it is noted already. */
export async function noteLinkUsed(database: Database | Transaction, jti: string, now: Date): Promise<boolean> {
  const { count } = await database.usedLink.createMany({ data: [{ id: jti, usedAt: now }], skipDuplicates: true });
  return count === 1;
}
