// Somebody looks at their keys of the API.
import { KEY_SCOPE_WORDS, type KeyScope } from '#domain/rights/key-scopes.ts';
import { listKeys as list } from '#store/account-key-store.ts';
import type { PageWanted } from '#store/keyset.ts';
import { ownAccount } from './parts/own-account.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

export const listKeys = defineOperation({
  name: 'list-keys',
  by: ['account'],
  refuses: {},
  run: async (
    { database }: OperationContext,
    actor,
    { scope, page }: { scope?: KeyScope | undefined; page: PageWanted },
  ) => {
    const { items, next } = await list(database, { accountId: ownAccount(actor), scope }, page);
    return { items: items.map((key) => ({ ...key, scopeWords: KEY_SCOPE_WORDS[key.scope] })), next };
  },
});
