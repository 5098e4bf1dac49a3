// Somebody sets their password by the link that they were given; the first administrator's makes the account besides.
import { tellAccount } from '#store/account-events.ts';
import { claimLink, findLink, putPassword } from '#store/account-link-store.ts';
import { addAccount, addRole, findContactByEmail } from '#store/account-store.ts';
import { inTransaction, type Transaction } from '#store/database.ts';
import { linkGone } from './parts/link-gone.ts';
import type { AccountContext } from './seam/account-context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

export interface LinkUse {
  token: string;
  password: string;
  /** Of the first administrator, who has no account yet. */
  first?: { name: string; email: string } | undefined;
}

type Refused = Refusal<'account-link-invalid' | 'password-refused' | 'account-exists' | 'invalid-request'>;

/** Ends every session that the account had. */
export const useAccountLink = defineOperation({
  name: 'use-account-link',
  by: ['visitor'],
  refuses: {
    'account-link-invalid': 'used, run out, replaced by a newer one, or never made',
    'password-refused': 'too short, too long, or known to everybody',
    'account-exists': 'the first administrator names an address that has an account',
    'invalid-request': 'the first administrator says no name or address',
  },
  run: async (context: AccountContext, _actor, use: LinkUse): Promise<{ ok: true; email: string } | Refused> => {
    const { database, passwords, now } = context;
    const link = await findLink(database, use.token, now());
    if (link === null) return linkGone();
    const person = link.account ?? use.first;
    if (person === undefined) return refuse('invalid-request', 'Cần họ tên và địa chỉ thư của người quản trị.');
    const { name, email } = person;
    const twoFactor = link.account?.twoFactorEnabled === true;
    const why = await passwords.whyRefused(use.password, {
      twoFactor,
      names: [name, email, email.split('@')[0] ?? ''],
    });
    if (why !== null) return refuse('password-refused', why);
    // Before the transaction: it takes a tenth of a second.
    const hash = await passwords.hash(use.password);
    const by = { actor: name, now: now() };
    return inTransaction(database, async (tx): Promise<{ ok: true; email: string } | Refused> => {
      const accountId = link.account?.id ?? (await addFirst(tx, person, by));
      if (accountId === null) return refuse('account-exists', `Địa chỉ ${email} đã có tài khoản. Dùng địa chỉ khác.`);
      // Whoever was faster has used it up: nothing of this transaction may stay.
      if (!(await claimLink(tx, use.token, by.now))) throw new LinkTaken();
      await putPassword(tx, accountId, hash, by);
      return { ok: true, email };
    }).catch((error: unknown) => {
      if (error instanceof LinkTaken) return linkGone();
      throw error;
    });
  },
});

class LinkTaken extends Error {}

/** As administrator and officer at once: in a small office that is one person, and either role can be taken from them later. */
async function addFirst(
  tx: Transaction,
  { name, email }: { name: string; email: string },
  by: { actor: string; now: Date },
): Promise<string | null> {
  const contactId = await findContactByEmail(tx, email);
  const added = await addAccount(tx, { name, email, contactId }, by.now);
  if (added === null) return null;
  await tellAccount(tx, added.id, 'account-invited', by, { contactId, first: true });
  for (const role of ['administrator', 'officer'] as const)
    await addRole(tx, added.id, { role, agencyId: null, from: null, to: null }, by);
  return added.id;
}
