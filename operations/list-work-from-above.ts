// Somebody looks at what other offices of the installation have given to this one.
import type { AboveStanding } from '#domain/above/what-happened-above.ts';
import type { PageWanted } from '#store/keyset.ts';
import { listWorkFromAbove as list } from '#store/work-from-above-list-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

export const listWorkFromAbove = defineOperation({
  name: 'list-work-from-above',
  by: ['account'],
  refuses: {},
  run: async (
    { database }: Pick<OperationContext, 'database'>,
    _actor,
    {
      page,
      ...filter
    }: { standing?: AboveStanding | undefined; words?: string | undefined; onlyId?: string; page: PageWanted },
  ) => list(database, filter, page),
});
