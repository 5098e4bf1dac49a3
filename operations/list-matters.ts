// Somebody looks at what needs a person.
import { listMatters as list } from '#store/attention-store.ts';
import type { PageWanted } from '#store/keyset.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

export const listMatters = defineOperation({
  name: 'list-matters',
  by: ['account'],
  refuses: {},
  run: async (
    { database }: OperationContext,
    _actor,
    { words, page }: { words?: string | undefined; page: PageWanted },
  ) => list(database, { words }, page),
});
