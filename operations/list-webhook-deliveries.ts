// Somebody looks at what is on its way to a system, and what it did not take.
import type { PageWanted } from '#store/keyset.ts';
import { type DeliveryFilter, hasSubscription, listDeliveries } from '#store/webhook-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import type { Refusal } from './seam/refusal.ts';
import { noSubscription } from './seam/seen-subscription.ts';

type Page = Awaited<ReturnType<typeof listDeliveries>>;

export const listWebhookDeliveries = defineOperation({
  name: 'list-webhook-deliveries',
  by: ['account'],
  right: 'list-webhooks',
  refuses: { 'not-found': 'no such subscription' },
  run: async (
    { database }: OperationContext,
    _actor,
    { page, ...filter }: DeliveryFilter & { page: PageWanted },
  ): Promise<({ ok: true } & Page) | Refusal<'not-found'>> => {
    if (!(await hasSubscription(database, filter.subscriptionId))) return noSubscription(filter.subscriptionId);
    return { ok: true, ...(await listDeliveries(database, filter, page)) };
  },
});
