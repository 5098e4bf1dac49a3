// Subscriptions of other systems: listed, added, switched off, removed; dead letters looked at and sent again.
import type { Handler } from '#api/handler.ts';
import { seenTags } from '#api/if-match.ts';
import { answerPage, pageWanted } from '#api/list-page.ts';
import { orProblem } from '#api/or-problem.ts';
import { yesNo } from '#api/yes-no.ts';
import { WEBHOOK_EVENT_TYPES } from '#contracts/webhooks.ts';
import { eventTypeWords } from '#domain/delivery/webhook-event-type.ts';
import { addWebhook as add } from '#operations/add-webhook.ts';
import { changeWebhook as change } from '#operations/change-webhook.ts';
import { listWebhookDeliveries as look } from '#operations/list-webhook-deliveries.ts';
import { listWebhooks as list } from '#operations/list-webhooks.ts';
import { removeWebhook as remove } from '#operations/remove-webhook.ts';
import { resendWebhookEvents as resend } from '#operations/resend-webhook-events.ts';
import { rotateWebhookSecret as rotate } from '#operations/rotate-webhook-secret.ts';
import { DELIVERY_ORDERS, SUBSCRIPTION_ORDERS } from '#store/webhook-store.ts';

export const listWebhooks: Handler<'listWebhooks'> = async (context, { actor, query, ...asked }) => {
  const page = await list(context, actor, { active: yesNo(query.active), page: pageWanted(SUBSCRIPTIONS, query) });
  return answerPage(SUBSCRIPTIONS, query, page, asked);
};

const SUBSCRIPTIONS = { name: 'webhooks', orders: SUBSCRIPTION_ORDERS };
const DELIVERIES = { name: 'deliveries', orders: DELIVERY_ORDERS };

export const listWebhookEventTypes: Handler<'listWebhookEventTypes'> = async () =>
  WEBHOOK_EVENT_TYPES.map((type) => ({ type, words: eventTypeWords(type) }));

/** The secret is shown in this answer and never again. */
export const addWebhook: Handler<'addWebhook'> = async (context, { actor, body, operationId }) => {
  const { id, url, filter, secret } = orProblem(await add(context, actor, { ...body, operationId }));
  return { id, url, filter, secret };
};

export const changeWebhook: Handler<'changeWebhook'> = async (context, { actor, params, body, raw }) =>
  orProblem(await change(context, actor, { id: params.id, seen: seenTags(raw), ...body })).webhook;

export const removeWebhook: Handler<'removeWebhook'> = async (context, { actor, params, raw }) => {
  const { deliveries } = orProblem(await remove(context, actor, { id: params.id, seen: seenTags(raw) }));
  return { deliveries };
};

/** The new secret is shown in this answer and never again. */
export const rotateWebhookSecret: Handler<'rotateWebhookSecret'> = async (context, { actor, params, raw }) => {
  const rotated = orProblem(await rotate(context, actor, { id: params.id, seen: seenTags(raw) }));
  return { id: rotated.id, secret: rotated.secret, oldSecretUntil: rotated.oldSecretUntil };
};

export const listWebhookDeliveries: Handler<'listWebhookDeliveries'> = async (
  context,
  { actor, params, query, ...asked },
) => {
  const { status, type } = query;
  const wanted = { subscriptionId: params.id, status, type, page: pageWanted(DELIVERIES, query) };
  const page = orProblem(await look(context, actor, wanted));
  const rows = answerPage(DELIVERIES, query, page, asked);
  return rows.map((row) => ({ ...row, words: eventTypeWords(row.type) }));
};

export const resendWebhook: Handler<'resendWebhook'> = async (context, { actor, params, body }) => {
  const { resent } = orProblem(await resend(context, actor, { id: params.id, deliveryId: body.delivery }));
  return { resent };
};
