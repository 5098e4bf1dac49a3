// Somebody looks at which systems are told of events.
import type { PageWanted } from '#store/keyset.ts';
import { listSubscriptionPage } from '#store/webhook-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

export const listWebhooks = defineOperation({
  name: 'list-webhooks',
  by: ['account'],
  refuses: {},
  run: async (
    { database, now }: OperationContext,
    _actor,
    { active, page }: { active?: boolean | undefined; page: PageWanted },
  ) => listSubscriptionPage(database, { active, now: now() }, page),
});
