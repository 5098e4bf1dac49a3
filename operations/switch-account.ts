// An account is switched off, which signs it out everywhere and stops its keys, or on again. Nobody is deleted: the log speaks of them.
import { changeAccountStanding, findOwnAccount, hasOtherAdministrator } from '#store/account-store.ts';
import { ifAccountSeen } from '#store/account-version-store.ts';
import { lastAdministrator, noAccount } from './change-roles.ts';
import { actorWords } from './seam/actor.ts';
import { changedMeanwhile } from './seam/changed-meanwhile.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

export const switchAccount = defineOperation({
  name: 'switch-account',
  by: ['account', 'administrator'],
  refuses: {
    'not-found': 'no such account',
    'last-administrator': 'nobody could give roles any more',
    'account-elsewhere': 'they work in another office too',
    'changed-meanwhile': 'somebody else changed what the account may do since `seen`',
  },
  run: async (
    { database, now, zone }: OperationContext,
    actor,
    { accountId, active, seen = null }: { accountId: string; active: boolean; seen?: readonly string[] | null },
  ): Promise<
    { ok: true; etag: string } | Refusal<'not-found' | 'last-administrator' | 'account-elsewhere' | 'changed-meanwhile'>
  > => {
    const account = await findOwnAccount(database, accountId);
    if (account === null) return noAccount();
    // What another office has given is not this one's to end.
    if (account.elsewhere && actor.kind === 'account')
      return refuse(
        'account-elsewhere',
        'Người này còn làm việc ở cơ quan khác, nên tài khoản không tắt từ đây được. Thu lại các vai trò tại cơ quan này là đủ.',
      );
    const by = { actor: await actorWords(database, actor), now: now() };
    const outcome = await ifAccountSeen(database, { id: accountId, seen }, async (tx) => {
      if (!active && !(await hasOtherAdministrator(tx, accountId))) return lastAdministrator();
      await changeAccountStanding(tx, accountId, active, by);
      return { ok: true as const };
    });
    if (!outcome.ok) return changedMeanwhile(outcome, zone);
    return outcome.value.ok ? { ok: true, etag: outcome.tag } : outcome.value;
  },
});
