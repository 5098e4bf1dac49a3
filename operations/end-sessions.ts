// Somebody ends one of their sessions, or all but the one that they are in.
import { endSessions as end } from '#store/account-session-store.ts';
import { ownAccount } from './parts/own-account.ts';
import { actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

export const endSessions = defineOperation({
  name: 'end-sessions',
  by: ['account'],
  refuses: {},
  run: async ({ database, now }: OperationContext, actor, { id }: { id: string | 'others' }) => {
    const by = { actor: await actorWords(database, actor), now: now() };
    const which = id === 'others' ? { allBut: actor.sessionId ?? '' } : { id };
    return { ended: await end(database, ownAccount(actor), which, by) };
  },
});
