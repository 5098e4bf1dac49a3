// The second factor of an account beyond what the library keeps of it.
import { tellAccount } from './account-events.ts';
import { addDroppedMail } from './account-mail-store.ts';
import type { Database } from './database.ts';
import type { ChangedBy } from './roster-events.ts';

/** Takes a code by the half minute that it is of, counted from 1970; false when one of that or of a later one was taken. Of several at once, one. */
export async function claimCodeStep(database: Database, accountId: string, step: number): Promise<boolean> {
  const { count } = await database.accountTotp.updateMany({
    where: { userId: accountId, OR: [{ lastStep: null }, { lastStep: { lt: step } }] },
    data: { lastStep: step },
  });
  return count > 0;
}

interface KeptCodes {
  id: string;
  backupCodes: string;
}

/** The recovery codes of an account as they are kept; null when it has no second factor. */
export async function findRecoveryCodes(database: Database, accountId: string): Promise<KeptCodes | null> {
  return database.accountTotp.findFirst({ where: { userId: accountId }, select: { id: true, backupCodes: true } });
}

/** Those of all accounts. */
export async function listRecoveryCodes(database: Database): Promise<KeptCodes[]> {
  return database.accountTotp.findMany({ select: { id: true, backupCodes: true }, orderBy: { id: 'asc' } });
}

/** Keeps them in another form, unless they have changed meanwhile. */
export async function replaceRecoveryCodes(
  database: Database,
  { id, backupCodes }: KeptCodes,
  now: string,
): Promise<void> {
  await database.accountTotp.updateMany({ where: { id, backupCodes }, data: { backupCodes: now } });
}

/** Takes away every factor of an account but the password, ends its sessions and tells its owner by mail; false when it had none. */
export async function dropFactors(
  database: Database,
  { accountId, how }: { accountId: string; how: string },
  by: ChangedBy,
): Promise<boolean> {
  return database.$transaction(async (tx) => {
    const { count } = await tx.accountTotp.deleteMany({ where: { userId: accountId } });
    if (count === 0) return false;
    await tx.userAccount.update({ where: { id: accountId }, data: { twoFactorEnabled: false, updatedAt: by.now } });
    const ended = await tx.accountSession.deleteMany({ where: { userId: accountId } });
    const payload = { secondFactor: false, dropped: true, recognised: how, sessionsEnded: ended.count };
    await tellAccount(tx, accountId, 'account-factor-changed', by, payload);
    await addDroppedMail(tx, accountId, { by: by.actor, how }, by.now);
    return true;
  });
}
