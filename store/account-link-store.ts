// Links that let somebody set a password once: the first administrator, an invitation, a forgotten password.
import { randomUUID } from 'node:crypto';
import { tellAccount } from './account-events.ts';
import { hasRealAdministrator } from './account-store.ts';
import type { Database, Transaction } from './database.ts';
import { hashToken, makeToken } from './one-time-token.ts';
import type { ChangedBy } from './roster-events.ts';

export type LinkPurpose = 'first' | 'invitation' | 'reset';

const HOUR_MS = 3_600_000;
const LIVES_MS: Record<LinkPurpose, number> = {
  first: 7 * 24 * HOUR_MS,
  invitation: 7 * 24 * HOUR_MS,
  reset: 2 * HOUR_MS,
};

/** The link of the first administrator, in place of the one before. */
export async function putFirstLink(tx: Transaction, now: Date): Promise<string> {
  await tx.accountLink.deleteMany({ where: { purpose: 'first' } });
  return addLink(tx, { purpose: 'first', accountId: null }, now);
}

/** A link for an account, in place of any other that it has; the log says that it was made. */
export async function putLink(
  tx: Transaction,
  accountId: string,
  purpose: 'invitation' | 'reset',
  by: ChangedBy,
): Promise<string> {
  await tx.accountLink.deleteMany({ where: { accountId, usedAt: null } });
  const token = await addLink(tx, { purpose, accountId }, by.now);
  await tellAccount(tx, accountId, 'account-link-made', by, { purpose });
  return token;
}

async function addLink(
  tx: Transaction,
  link: { purpose: LinkPurpose; accountId: string | null },
  now: Date,
): Promise<string> {
  const { token, hash } = makeToken();
  const expiresAt = new Date(now.getTime() + LIVES_MS[link.purpose]);
  await tx.accountLink.create({ data: { hash, ...link, createdAt: now, expiresAt } });
  return token;
}

/** What an unused link is for; null when it was used, has run out, or never was. */
export async function findLink(database: Database | Transaction, token: string, now: Date) {
  const link = await database.accountLink.findUnique({
    where: { hash: hashToken(token) },
    include: { account: { select: { id: true, name: true, email: true, disabledAt: true, twoFactorEnabled: true } } },
  });
  if (link === null || link.usedAt !== null || link.expiresAt <= now) return null;
  if (link.account !== null && link.account.disabledAt !== null) return null;
  if (link.account === null && (await hasRealAdministrator(database))) return null;
  return { purpose: link.purpose as LinkPurpose, account: link.account };
}

/** Takes the link; of several who use it at once, one. */
export async function claimLink(tx: Transaction, token: string, now: Date): Promise<boolean> {
  const { count } = await tx.accountLink.updateMany({
    where: { hash: hashToken(token), usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count === 1;
}

// As the library names a password beside the accounts of other systems.
const PASSWORD = 'credential';

/** Keeps a new password and ends every session of the account: whoever has the old one is out. */
export async function putPassword(tx: Transaction, accountId: string, hash: string, by: ChangedBy): Promise<void> {
  const { now } = by;
  const own = { providerId: PASSWORD, accountId };
  await tx.accountCredential.upsert({
    where: { providerId_accountId: own },
    create: {
      id: randomUUID(),
      ...own,
      userId: accountId,
      password: hash,
      createdAt: now,
      updatedAt: now,
    },
    update: { password: hash, updatedAt: now },
  });
  await tx.userAccount.update({ where: { id: accountId }, data: { emailVerified: true, updatedAt: now } });
  const { count } = await tx.accountSession.deleteMany({ where: { userId: accountId } });
  await tellAccount(tx, accountId, 'account-password-set', by, { sessionsEnded: count });
}
