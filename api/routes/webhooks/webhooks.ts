// Subscriptions of other systems: listed, added, switched off, removed; dead letters looked at and sent again.
import type { FastifyRequest } from 'fastify';
import { changedMeanwhile } from '#api/changed-meanwhile.ts';
import { type ApiContext, OFFICER } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { seenTags } from '#api/if-match.ts';
import { ApiProblem } from '#api/problem.ts';
import { guardAddress } from '#channels/webhook/address-guard.ts';
import { createWebhookSecret } from '#channels/webhook/webhook-secret.ts';
import { WEBHOOK_EVENT_TYPES } from '#contracts/webhooks.ts';
import { eventTypeWords } from '#domain/delivery/webhook-event-type.ts';
import type { Transaction } from '#store/database.ts';
import { rotateSecret } from '#store/webhook-secret-store.ts';
import {
  addSubscription,
  changeSubscription,
  findSubscription,
  hasSubscription,
  listDeliveries,
  listSubscriptions,
  removeSubscription,
  resendDead,
} from '#store/webhook-store.ts';
import { ifSubscriptionSeen } from '#store/webhook-tag-store.ts';

const LISTED_MAX = 200;

export const listWebhooks: Handler<'listWebhooks'> = ({ database, now }) => listSubscriptions(database, now());

export const listWebhookEventTypes: Handler<'listWebhookEventTypes'> = async () =>
  WEBHOOK_EVENT_TYPES.map((type) => ({ type, words: eventTypeWords(type) }));

/** The secret is shown in this answer and never again. */
export const addWebhook: Handler<'addWebhook'> = async (context, { body, operationId }) => {
  const { box, allowPrivate } = requireWebhooks(context);
  const { url, filter } = body;
  // A request whose answer was lost in a crash finds what it has added.
  const added = operationId === null ? null : await findSubscription(context.database, operationId);
  if (added !== null) return { id: added.id, url, filter, secret: box.open(added.sealedSecret) };
  const verdict = await guardAddress(new URL(url), { allowPrivate });
  // A name that is not known yet may be known tomorrow; an address inside never becomes right by waiting.
  if (!verdict.ok && verdict.code !== 'unresolved')
    throw new ApiProblem('webhook-refused', `Lý do: ${verdict.why}. Sửa địa chỉ rồi đăng ký lại.`);
  const secret = body.secret ?? createWebhookSecret();
  const subscription = {
    url,
    filter,
    sealedSecret: box.seal(secret),
    ...(operationId === null ? {} : { id: operationId }),
  };
  const id = await addSubscription(context.database, subscription, context.now(), OFFICER);
  return { id, url, filter, secret };
};

export const changeWebhook: Handler<'changeWebhook'> = async (context, { params, body, raw }) => {
  const { database, now } = context;
  const by = { actor: OFFICER, now: now() };
  await ifSeen(context, params.id, raw, (tx) => changeSubscription(tx, params.id, body, by));
  const found = (await listSubscriptions(database, now())).find(({ id }) => id === params.id);
  if (found === undefined) throw notFound();
  return found;
};

export const removeWebhook: Handler<'removeWebhook'> = async (context, { params, raw }) => {
  const { now } = context;
  const deliveries = await ifSeen(context, params.id, raw, (tx) => removeSubscription(tx, params.id, now(), OFFICER));
  if (deliveries === null) throw notFound();
  return { deliveries };
};

/** The new secret is shown in this answer and never again. */
export const rotateWebhookSecret: Handler<'rotateWebhookSecret'> = async (context, { params: { id }, raw }) => {
  const { box } = requireWebhooks(context);
  const secret = createWebhookSecret();
  const rotation = { subscriptionId: id, sealedSecret: box.seal(secret) };
  const rotated = await ifSeen(context, id, raw, (tx) => rotateSecret(tx, rotation, context.now(), OFFICER));
  if (rotated.ok) return { id, secret, oldSecretUntil: rotated.oldSecretUntil.toISOString() };
  if (rotated.why === 'no-subscription') throw notFound();
  throw new ApiProblem(
    'webhook-secrets-many',
    'Trong bảy ngày qua khóa này đã được đổi nhiều lần. Chờ khóa cũ nhất hết hạn, hoặc xóa đăng ký và đăng ký lại.',
  );
};

export const listWebhookDeliveries: Handler<'listWebhookDeliveries'> = async ({ database }, { params, query }) => {
  await requireSubscription(database, params.id);
  const rows = await listDeliveries(database, params.id, query.status, LISTED_MAX);
  return rows.map((row) => ({ ...row, words: eventTypeWords(row.type) }));
};

export const resendWebhook: Handler<'resendWebhook'> = async ({ database, now }, { params, body }) => {
  await requireSubscription(database, params.id);
  return { resent: await resendDead(database, { subscriptionId: params.id, deliveryId: body.delivery }, now()) };
};

/** Changes a subscription as the caller has seen it, when it says what it has seen. */
async function ifSeen<T>(
  { database, zone }: ApiContext,
  id: string,
  request: FastifyRequest,
  change: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const outcome = await ifSubscriptionSeen(database, { id, seen: seenTags(request) }, change);
  if (!outcome.ok) throw changedMeanwhile({ ...outcome, changes: [] }, zone);
  return outcome.value;
}

function requireWebhooks({ webhooks }: ApiContext): NonNullable<ApiContext['webhooks']> {
  if (webhooks !== undefined) return webhooks;
  throw new ApiProblem('webhook-refused', 'Máy chủ này chưa đặt khóa mã hóa (DONDOC_SECRET).');
}

async function requireSubscription(database: ApiContext['database'], id: string): Promise<void> {
  if (!(await hasSubscription(database, id))) throw notFound();
}

function notFound(): ApiProblem {
  return new ApiProblem('not-found', 'Không có đăng ký nhận sự kiện này. Có thể đăng ký đã bị xóa.');
}
