// Somebody looks at their passkeys.
import { listPasskeys as list } from '#store/passkey-store.ts';
import { ownAccount } from './parts/own-account.ts';
import { defineOperation } from './seam/define-operation.ts';
import type { PasskeyContext } from './seam/passkey-context.ts';

export const listPasskeys = defineOperation({
  name: 'list-passkeys',
  by: ['account'],
  refuses: {},
  run: async ({ database, passkeys: { address } }: PasskeyContext, actor, _input: object) => {
    const passkeys = await list(database, ownAccount(actor));
    return {
      address,
      passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({ id, name, createdAt, lastUsedAt })),
    };
  },
});
