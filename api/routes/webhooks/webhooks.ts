// Subscriptions of other systems: listed, added, switched off, removed; dead letters looked at and sent again.
import { OFFICER } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { seenTags } from '#api/if-match.ts';
import { orProblem } from '#api/or-problem.ts';
import { ApiProblem } from '#api/problem.ts';
import { WEBHOOK_EVENT_TYPES } from '#contracts/webhooks.ts';
import { eventTypeWords } from '#domain/delivery/webhook-event-type.ts';
import { addWebhook as add } from '#operations/add-webhook.ts';
import { changeWebhook as change } from '#operations/change-webhook.ts';
import { removeWebhook as remove } from '#operations/remove-webhook.ts';
import { resendWebhookEvents as resend } from '#operations/resend-webhook-events.ts';
import { rotateWebhookSecret as rotate } from '#operations/rotate-webhook-secret.ts';
import { noSubscription } from '#operations/seam/seen-subscription.ts';
import { hasSubscription, listDeliveries, listSubscriptions } from '#store/webhook-store.ts';

const LISTED_MAX = 200;

export const listWebhooks: Handler<'listWebhooks'> = ({ database, now }) => listSubscriptions(database, now());

export const listWebhookEventTypes: Handler<'listWebhookEventTypes'> = async () =>
  WEBHOOK_EVENT_TYPES.map((type) => ({ type, words: eventTypeWords(type) }));

/** The secret is shown in this answer and never again. */
export const addWebhook: Handler<'addWebhook'> = async (context, { body, operationId }) => {
  const { id, url, filter, secret } = orProblem(await add(context, OFFICER, { ...body, operationId }));
  return { id, url, filter, secret };
};

export const changeWebhook: Handler<'changeWebhook'> = async (context, { params, body, raw }) =>
  orProblem(await change(context, OFFICER, { id: params.id, seen: seenTags(raw), ...body })).webhook;

export const removeWebhook: Handler<'removeWebhook'> = async (context, { params, raw }) => {
  const { deliveries } = orProblem(await remove(context, OFFICER, { id: params.id, seen: seenTags(raw) }));
  return { deliveries };
};

/** The new secret is shown in this answer and never again. */
export const rotateWebhookSecret: Handler<'rotateWebhookSecret'> = async (context, { params, raw }) => {
  const rotated = orProblem(await rotate(context, OFFICER, { id: params.id, seen: seenTags(raw) }));
  return { id: rotated.id, secret: rotated.secret, oldSecretUntil: rotated.oldSecretUntil };
};

export const listWebhookDeliveries: Handler<'listWebhookDeliveries'> = async ({ database }, { params, query }) => {
  if (!(await hasSubscription(database, params.id)))
    throw new ApiProblem('not-found', noSubscription(params.id).detail);
  const rows = await listDeliveries(database, params.id, query.status, LISTED_MAX);
  return rows.map((row) => ({ ...row, words: eventTypeWords(row.type) }));
};

export const resendWebhook: Handler<'resendWebhook'> = async (context, { params, body }) => {
  const { resent } = orProblem(await resend(context, OFFICER, { id: params.id, deliveryId: body.delivery }));
  return { resent };
};
