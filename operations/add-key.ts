// Somebody makes a key of the API for a program of theirs.
import type { KeyScope } from '#domain/rights/key-scopes.ts';
import { addKey as add } from '#store/account-key-store.ts';
import { ownAccount } from './parts/own-account.ts';
import { actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

export interface NewKey {
  name: string;
  scope: KeyScope;
  /** Null = it has no end. */
  days: number | null;
}

const DAY_MS = 86_400_000;

/** The secret is in this answer and never again. */
export const addKey = defineOperation({
  name: 'add-key',
  by: ['account'],
  refuses: {},
  run: async ({ database, now }: OperationContext, actor, { name, scope, days }: NewKey) => {
    const by = { actor: await actorWords(database, actor), now: now() };
    const expiresAt = days === null ? null : new Date(by.now.getTime() + days * DAY_MS);
    return add(database, { accountId: ownAccount(actor), name, scope, expiresAt }, by);
  },
});
