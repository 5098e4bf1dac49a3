// A subscription ends, with everything on its way to it.
import { removeSubscription } from '#store/webhook-store.ts';
import { actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import type { Refusal } from './seam/refusal.ts';
import { changeSeen, noSubscription, type SeenSubscription } from './seam/seen-subscription.ts';

/** Removes the subscription and answers how many deliveries went with it; the log keeps what happened. */
export const removeWebhook = defineOperation({
  name: 'remove-webhook',
  by: ['account', 'administrator'],
  refuses: { 'not-found': 'no such subscription', 'changed-meanwhile': 'somebody else changed it since `seen`' },
  run: async (
    context: OperationContext,
    actor,
    which: SeenSubscription,
  ): Promise<{ ok: true; deliveries: number } | Refusal<'not-found' | 'changed-meanwhile'>> => {
    const by = { actor: await actorWords(context.database, actor), now: context.now() };
    const removed = await changeSeen(context, which, (tx) => removeSubscription(tx, which.id, by));
    if (!removed.ok) return removed;
    return removed.value === null ? noSubscription(which.id) : { ok: true, deliveries: removed.value };
  },
});
