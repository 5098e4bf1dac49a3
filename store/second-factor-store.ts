// The second factor of an account beyond what the library keeps of it.
import { tellAccount } from './account-events.ts';
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

/** Takes away every factor of an account but the password, passkeys too, and ends its sessions; false when it had none. */
export async function dropFactors(database: Database, accountId: string, by: ChangedBy): Promise<boolean> {
  return database.$transaction(async (tx) => {
    const { count } = await tx.accountTotp.deleteMany({ where: { userId: accountId } });
    const passkeys = await tx.accountPasskey.deleteMany({ where: { accountId } });
    if (count + passkeys.count === 0) return false;
    await tx.userAccount.update({ where: { id: accountId }, data: { twoFactorEnabled: false, updatedAt: by.now } });
    const ended = await tx.accountSession.deleteMany({ where: { userId: accountId } });
    const payload = { secondFactor: false, dropped: true, passkeys: passkeys.count, sessionsEnded: ended.count };
    await tellAccount(tx, accountId, 'account-factor-changed', by, payload);
    return true;
  });
}
