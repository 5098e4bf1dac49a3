// Somebody ends a session, whosever it is.
import { endAnySession as end } from '#store/account-session-store.ts';
import { actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

export const endAnySession = defineOperation({
  name: 'end-any-session',
  by: ['account'],
  refuses: {},
  run: async ({ database, now }: OperationContext, actor, { id }: { id: string }) => {
    const by = { actor: await actorWords(database, actor), now: now() };
    return { ended: await end(database, id, by) };
  },
});
