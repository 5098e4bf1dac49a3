// Another system is told of events from now on.
import type { WebhookPorts } from '#channels/webhook/webhook-ports.ts';
import { addSubscription, findSubscription } from '#store/webhook-store.ts';
import { actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { type Refusal, refuse } from './seam/refusal.ts';

export interface WebhookContext extends OperationContext {
  /** Left out = no secret can be kept here. */
  webhooks?: WebhookPorts | undefined;
}

export interface NewWebhook {
  url: string;
  filter: string[];
  /** The receiver's own; left out = a new one is made. */
  secret?: string | undefined;
  /** Names this very request, so that it is known again after a crash. */
  operationId?: string | null;
}

/** The secret is in this answer and in no later one. */
export type AddedWebhook = { ok: true; id: string; url: string; filter: string[]; secret: string };

/** Adds a subscription that hears of nothing older than itself; the same request again finds what it has added. */
export const addWebhook = defineOperation({
  name: 'add-webhook',
  by: ['account', 'administrator'],
  refuses: { 'webhook-refused': 'nothing is sent to such an address, or no key is set to keep a secret under' },
  run: async (
    context: WebhookContext,
    actor,
    { url, filter, secret: given, operationId = null }: NewWebhook,
  ): Promise<AddedWebhook | Refusal<'webhook-refused'>> => {
    const { database, webhooks } = context;
    if (webhooks === undefined) return noKey();
    const added = operationId === null ? null : await findSubscription(database, operationId);
    if (added !== null) return { ok: true, id: added.id, url, filter, secret: webhooks.box.open(added.sealedSecret) };
    const why = await webhooks.whyNotCalled(url);
    if (why !== null) return refuse('webhook-refused', `Lý do: ${why}. Sửa địa chỉ rồi đăng ký lại.`);
    const secret = given ?? webhooks.makeSecret();
    const subscription = {
      url,
      filter,
      sealedSecret: webhooks.box.seal(secret),
      ...(operationId === null ? {} : { id: operationId }),
    };
    const by = await actorWords(database, actor);
    const id = await addSubscription(database, subscription, { actor: by, now: context.now() });
    return { ok: true, id, url, filter, secret };
  },
});

/** Why no secret can be made here. */
export function noKey(): Refusal<'webhook-refused'> {
  return refuse('webhook-refused', 'Máy chủ này chưa đặt khóa mã hóa (DONDOC_SECRET).');
}
