// Somebody looks at the keys of everybody.
import { KEY_SCOPE_WORDS } from '#domain/rights/key-scopes.ts';
import { listKeys } from '#store/account-key-store.ts';
import { loadAccountNames } from '#store/account-store.ts';
import type { PageWanted } from '#store/keyset.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

export const listAllKeys = defineOperation({
  name: 'list-all-keys',
  by: ['account'],
  refuses: {},
  run: async ({ database }: OperationContext, _actor, { page }: { page: PageWanted }) => {
    const { items, next } = await listKeys(database, { accountId: null }, page);
    const names = await loadAccountNames(
      database,
      items.map(({ ownerId }) => ownerId),
    );
    return {
      items: items.map((key) => ({
        ...key,
        ownerName: names.get(key.ownerId) ?? key.ownerId,
        scopeWords: KEY_SCOPE_WORDS[key.scope],
      })),
      next,
    };
  },
});
