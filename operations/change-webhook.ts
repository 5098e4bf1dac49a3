// A subscription is switched on or off, or told of other events.
import { changeSubscription, findSubscriptionView } from '#store/webhook-store.ts';
import { actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import type { Refusal } from './seam/refusal.ts';
import { changeSeen, noSubscription, type SeenSubscription } from './seam/seen-subscription.ts';

export interface WebhookChange extends SeenSubscription {
  active?: boolean | undefined;
  filter?: string[] | undefined;
}

export type ChangedWebhook = { ok: true; webhook: NonNullable<Awaited<ReturnType<typeof findSubscriptionView>>> };

/** Changes what is named and nothing else; answers with the subscription as it is then. */
export const changeWebhook = defineOperation({
  name: 'change-webhook',
  by: ['account', 'administrator', 'system'],
  refuses: { 'not-found': 'no such subscription', 'changed-meanwhile': 'somebody else changed it since `seen`' },
  run: async (
    context: OperationContext,
    actor,
    { active, filter, ...which }: WebhookChange,
  ): Promise<ChangedWebhook | Refusal<'not-found' | 'changed-meanwhile'>> => {
    const { database, now } = context;
    const by = { actor: await actorWords(database, actor), now: now() };
    const changed = await changeSeen(context, which, (tx) => changeSubscription(tx, which.id, { active, filter }, by));
    if (!changed.ok) return changed;
    const webhook = await findSubscriptionView(database, which.id, now());
    return webhook === null ? noSubscription(which.id) : { ok: true, webhook };
  },
});
