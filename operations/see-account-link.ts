// What a link to set a password is for, before it is used; looking changes nothing.
import { findLink } from '#store/account-link-store.ts';
import { linkGone } from './parts/link-gone.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import type { Refusal } from './seam/refusal.ts';

export const seeAccountLink = defineOperation({
  name: 'see-account-link',
  by: ['visitor'],
  refuses: { 'account-link-invalid': 'used, run out, replaced by a newer one, or never made' },
  run: async ({ database, now }: OperationContext, _actor, { token }: { token: string }) => {
    const link = await findLink(database, token, now());
    if (link === null) return linkGone() satisfies Refusal<'account-link-invalid'>;
    const { purpose, account } = link;
    return { ok: true as const, purpose, name: account?.name ?? null, email: account?.email ?? null };
  },
});
