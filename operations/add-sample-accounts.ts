// The people of the sample sign in, one for each role, with one password that everybody may read.
import type { GivenRole } from '#domain/rights/roles-on.ts';
import { putPassword } from '#store/account-link-store.ts';
import { addAccount, addRole, hasRealAccount } from '#store/account-store.ts';
import { inTransaction } from '#store/database.ts';
import type { AccountContext } from './seam/account-context.ts';
import { actorWords } from './seam/actor.ts';
import { defineOperation } from './seam/define-operation.ts';

export interface SampleAccount {
  username: string;
  name: string;
  email: string;
  contactId: string | null;
  roles: readonly GivenRole[];
}

/** Adds those that are missing; none once somebody real has an account. Answers how many. */
export const addSampleAccounts = defineOperation({
  name: 'add-sample-accounts',
  by: ['system'],
  refuses: {},
  run: async (
    { database, passwords, now }: Pick<AccountContext, 'database' | 'passwords' | 'now'>,
    actor,
    { accounts, password }: { accounts: readonly SampleAccount[]; password: string },
  ): Promise<number> => {
    if (await hasRealAccount(database)) return 0;
    const hash = await passwords.hash(password);
    const by = { actor: await actorWords(database, actor), now: now() };
    return inTransaction(database, async (tx) => {
      let count = 0;
      for (const { roles, ...account } of accounts) {
        const added = await addAccount(tx, { ...account, sample: true }, by.now);
        if (added === null) continue;
        for (const role of roles) await addRole(tx, added.id, role, by);
        await putPassword(tx, added.id, hash, by);
        count += 1;
      }
      return count;
    });
  },
});
