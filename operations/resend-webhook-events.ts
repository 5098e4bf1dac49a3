// Events that a receiver did not take are sent again.
import { hasSubscription, resendDead } from '#store/webhook-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import type { Refusal } from './seam/refusal.ts';
import { noSubscription } from './seam/seen-subscription.ts';

/** Sends dead letters again, one or all of a subscription, with the ids that they always had; answers how many. */
export const resendWebhookEvents = defineOperation({
  name: 'resend-webhook-events',
  by: ['account', 'administrator'],
  refuses: { 'not-found': 'no such subscription' },
  run: async (
    { database, now }: OperationContext,
    _actor,
    { id, deliveryId }: { id: string; deliveryId?: string | undefined },
  ): Promise<{ ok: true; resent: number } | Refusal<'not-found'>> => {
    if (!(await hasSubscription(database, id))) return noSubscription(id);
    return { ok: true, resent: await resendDead(database, { subscriptionId: id, deliveryId }, now()) };
  },
});
