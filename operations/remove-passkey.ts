// Somebody removes a passkey of theirs.
import { removePasskey as remove } from '#store/passkey-store.ts';
import { ownAccount } from './parts/own-account.ts';
import { actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

/** From this moment it signs nobody in. */
export const removePasskey = defineOperation({
  name: 'remove-passkey',
  by: ['account'],
  refuses: {},
  run: async ({ database, now }: OperationContext, actor, { id }: { id: string }) => {
    const by = { actor: await actorWords(database, actor), now: now() };
    return { removed: await remove(database, { accountId: ownAccount(actor), id }, by) };
  },
});
