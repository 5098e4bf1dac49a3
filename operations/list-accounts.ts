// Somebody looks at who signs in here, and as what.
import { type AccountFilter, listAccounts as list } from '#store/account-list-store.ts';
import type { PageWanted } from '#store/keyset.ts';
import { listUnknown } from '#store/plan-list-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

type Page = Awaited<ReturnType<typeof list>>;

export const listAccounts = defineOperation({
  name: 'list-accounts',
  by: ['account', 'administrator'],
  refuses: { 'not-found': 'no such agency to filter by' },
  run: async (
    { database }: OperationContext,
    _actor,
    { filter, page }: { filter: AccountFilter; page: PageWanted },
  ): Promise<({ ok: true } & Page) | Refusal<'not-found'>> => {
    if ((await listUnknown(database, { agency: filter.agencyId })).length > 0)
      return refuse('not-found', 'Không có cơ quan được chọn để lọc. Bỏ điều kiện đó hoặc chọn lại.');
    return { ok: true, ...(await list(database, filter, page)) };
  },
});
