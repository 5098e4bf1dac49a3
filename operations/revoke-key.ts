// Somebody ends a key of theirs.
import { removeKey } from '#store/account-key-store.ts';
import { ownAccount } from './parts/own-account.ts';
import { actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

/** From this moment it opens nothing. */
export const revokeKey = defineOperation({
  name: 'revoke-key',
  by: ['account'],
  refuses: {},
  run: async ({ database, now }: OperationContext, actor, { id }: { id: string }) => {
    const by = { actor: await actorWords(database, actor), now: now() };
    return { revoked: await removeKey(database, ownAccount(actor), id, by) };
  },
});
