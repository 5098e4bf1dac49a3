// Somebody is let in: an account with its roles, and a letter with the link under which its owner sets a password.
import type { GivenRole } from '#domain/rights/roles-on.ts';
import { tellAccount } from '#store/account-events.ts';
import { putLink } from '#store/account-link-store.ts';
import { addAccountMail } from '#store/account-mail-store.ts';
import { addAccount, addRole, findContactByEmail, linkAccount } from '#store/account-store.ts';
import { inTransaction } from '#store/database.ts';
import { checkRoles } from './parts/check-roles.ts';
import type { AccountContext } from './seam/account-context.ts';
import { actorWords } from './seam/actor.ts';
import { defineOperation } from './seam/define-operation.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

export interface Invitation {
  email: string;
  name: string;
  roles: readonly GivenRole[];
}

export type Invited = { ok: true; id: string; token: string | null };

/**
 * The person of the roster with that address is linked by it: what the roster says of them counts from then on. Somebody who signs in at another
 * office has their password already, and needs no letter to work here too.
 */
export const inviteAccount = defineOperation({
  name: 'invite-account',
  by: ['account', 'administrator'],
  refuses: { 'account-exists': 'the address has an account', 'invalid-request': 'a role does not fit' },
  run: async (
    { database, now, letters }: Pick<AccountContext, 'database' | 'now' | 'letters'>,
    actor,
    { email, name, roles }: Invitation,
  ): Promise<Invited | Refusal<'account-exists' | 'invalid-request'>> => {
    const unfit = await checkRoles(database, roles);
    if (unfit !== null) return unfit;
    const by = { actor: await actorWords(database, actor), now: now() };
    return inTransaction(database, async (tx): Promise<Invited | Refusal<'account-exists'>> => {
      const contactId = await findContactByEmail(tx, email);
      const added = await addAccount(tx, { name, email, contactId }, by.now);
      const known = added === null ? await linkAccount(tx, email, contactId) : null;
      if (known !== null) {
        await tellAccount(tx, known.id, 'account-invited', by, { contactId });
        for (const role of roles) await addRole(tx, known.id, role, by);
        return { ok: true, id: known.id, token: null };
      }
      if (added === null)
        return refuse(
          'account-exists',
          `Địa chỉ ${email} đã có tài khoản. Giao thêm vai trò cho tài khoản đó, hoặc gửi lại đường dẫn đặt mật khẩu.`,
        );
      await tellAccount(tx, added.id, 'account-invited', by, { contactId });
      for (const role of roles) await addRole(tx, added.id, role, by);
      const token = await putLink(tx, added.id, 'invitation', by);
      if (letters === null) return { ok: true, id: added.id, token };
      const sealedToken = letters.seal(token);
      await addAccountMail(tx, { accountId: added.id, purpose: 'invitation', sealedToken }, by.now);
      return { ok: true, id: added.id, token: null };
    });
  },
});
