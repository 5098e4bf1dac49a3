// Somebody looks at where everybody is signed in.
import { listSessions } from '#store/account-session-store.ts';
import { loadAccountNames } from '#store/account-store.ts';
import type { PageWanted } from '#store/keyset.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

export const listAllSessions = defineOperation({
  name: 'list-all-sessions',
  by: ['account'],
  refuses: {},
  run: async ({ database, now }: OperationContext, actor, { page }: { page: PageWanted }) => {
    const { items, next } = await listSessions(database, { accountId: null, now: now() }, page);
    const names = await loadAccountNames(
      database,
      items.map(({ ownerId }) => ownerId),
    );
    return {
      items: items.map((session) => ({
        ...session,
        ownerName: names.get(session.ownerId) ?? session.ownerId,
        current: session.id === actor.sessionId,
      })),
      next,
    };
  },
});
