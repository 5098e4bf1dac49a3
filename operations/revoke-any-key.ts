// Somebody ends a key, whosever it is.
import { removeKey } from '#store/account-key-store.ts';
import { actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

/** From this moment it opens nothing; the log says who ended it. */
export const revokeAnyKey = defineOperation({
  name: 'revoke-any-key',
  by: ['account'],
  refuses: {},
  run: async ({ database, now }: OperationContext, actor, { id }: { id: string }) => {
    const by = { actor: await actorWords(database, actor), now: now() };
    return { revoked: await removeKey(database, null, id, by) };
  },
});
