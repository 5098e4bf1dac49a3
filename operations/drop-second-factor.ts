// Who has lost the phone and the recovery codes is let in by the password alone again.
import { whyNotRecognised } from '#domain/rights/lost-factor.ts';
import { findOwnAccount } from '#store/account-store.ts';
import { dropFactors } from '#store/second-factor-store.ts';
import { noAccount } from './change-roles.ts';
import { actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

/** Ends every session that the account had, and tells its owner by mail. Who does it has made sure that it is the owner who asks, and says how. */
export const dropSecondFactor = defineOperation({
  name: 'drop-second-factor',
  by: ['account', 'administrator'],
  refuses: {
    'not-found': 'no such account',
    'account-elsewhere': 'they work in another office too',
    'invalid-request': 'it does not say how they were recognised',
  },
  run: async (
    { database, now }: OperationContext,
    actor,
    { accountId, how }: { accountId: string; how: string },
  ): Promise<{ ok: true; dropped: boolean } | Refusal<'not-found' | 'account-elsewhere' | 'invalid-request'>> => {
    const account = await findOwnAccount(database, accountId);
    if (account === null) return noAccount();
    if (account.elsewhere && actor.kind === 'account')
      return refuse(
        'account-elsewhere',
        'Người này còn làm việc ở cơ quan khác, nên không gỡ được từ đây. Đề nghị người quản trị máy chủ gỡ bằng dòng lệnh.',
      );
    const why = whyNotRecognised(how);
    if (why !== null) return refuse('invalid-request', why);
    const by = { actor: await actorWords(database, actor), now: now() };
    return { ok: true, dropped: await dropFactors(database, { accountId, how: how.trim() }, by) };
  },
});
