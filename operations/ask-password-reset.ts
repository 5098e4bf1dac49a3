// A link to set a new password, for whoever reads the mail of an account.
import { putLink } from '#store/account-link-store.ts';
import { addAccountMail } from '#store/account-mail-store.ts';
import { findAccount } from '#store/account-store.ts';
import { inTransaction } from '#store/database.ts';
import type { AccountContext } from './seam/account-context.ts';
import { actorWords } from './seam/actor.ts';
import { defineOperation } from './seam/define-operation.ts';

/** Says nothing of whether there is such an account, but to the command line. */
export const askPasswordReset = defineOperation({
  name: 'ask-password-reset',
  by: ['visitor', 'administrator'],
  refuses: {},
  run: async (
    { database, now, letters }: Pick<AccountContext, 'database' | 'now' | 'letters'>,
    actor,
    { email }: { email: string },
  ): Promise<{ token: string | null }> => {
    const account = await findAccount(database, { email });
    // The sample's people have no mailbox but the one on this machine, and their password stands in the README.
    if (account === null || account.disabledAt !== null || account.sample) return { token: null };
    const by = { actor: await actorWords(database, actor), now: now() };
    return inTransaction(database, async (tx) => {
      const token = await putLink(tx, account.id, 'reset', by);
      if (letters === null) return { token };
      await addAccountMail(tx, { accountId: account.id, purpose: 'reset', sealedToken: letters.seal(token) }, by.now);
      return { token: null };
    });
  },
});
