// A subscription gets a new secret; the old one signs too for a while.
import { rotateSecret } from '#store/webhook-secret-store.ts';
import { noKey, type WebhookContext } from './add-webhook.ts';
import { actorWords } from './seam/actor.ts';
import { defineOperation } from './seam/define-operation.ts';
import { type Refusal, refuse } from './seam/refusal.ts';
import { changeSeen, noSubscription, type SeenSubscription } from './seam/seen-subscription.ts';

/** The secret is in this answer and in no later one. */
export type RotatedSecret = { ok: true; id: string; secret: string; oldSecretUntil: string };

/** Replaces the secret so that the receiver loses nothing while it changes over. */
export const rotateWebhookSecret = defineOperation({
  name: 'rotate-webhook-secret',
  by: ['account', 'administrator'],
  refuses: {
    'not-found': 'no such subscription',
    'changed-meanwhile': 'somebody else changed it since `seen`',
    'webhook-secrets-many': 'more secrets would be in use at once than a receiver reads',
    'webhook-refused': 'no key is set to keep a secret under',
  },
  run: async (
    context: WebhookContext,
    actor,
    which: SeenSubscription,
  ): Promise<
    RotatedSecret | Refusal<'not-found' | 'changed-meanwhile' | 'webhook-secrets-many' | 'webhook-refused'>
  > => {
    const { database, webhooks } = context;
    if (webhooks === undefined) return noKey();
    const { id } = which;
    const secret = webhooks.makeSecret();
    const rotation = { subscriptionId: id, sealedSecret: webhooks.box.seal(secret) };
    const by = { actor: await actorWords(database, actor), now: context.now() };
    const rotated = await changeSeen(context, which, (tx) => rotateSecret(tx, rotation, by));
    if (!rotated.ok) return rotated;
    if (rotated.value.ok) return { ok: true, id, secret, oldSecretUntil: rotated.value.oldSecretUntil.toISOString() };
    if (rotated.value.why === 'no-subscription') return noSubscription(id);
    return refuse(
      'webhook-secrets-many',
      'Trong bảy ngày qua khóa này đã được đổi nhiều lần. Chờ khóa cũ nhất hết hạn, hoặc xóa đăng ký và đăng ký lại.',
    );
  },
});
