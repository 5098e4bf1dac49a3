// Somebody looks at where they are signed in.
import { listSessions as list } from '#store/account-session-store.ts';
import type { PageWanted } from '#store/keyset.ts';
import { ownAccount } from './parts/own-account.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

export const listSessions = defineOperation({
  name: 'list-sessions',
  by: ['account'],
  refuses: {},
  run: async ({ database, now }: OperationContext, actor, { page }: { page: PageWanted }) => {
    const { items, next } = await list(database, { accountId: ownAccount(actor), now: now() }, page);
    return { items: items.map((session) => ({ ...session, current: session.id === actor.sessionId })), next };
  },
});
