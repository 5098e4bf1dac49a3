// Subscriptions of other systems: listed, added, switched off; dead letters looked at and sent again.
import { randomBytes } from 'node:crypto';
import type { Handler } from '#api/handler.ts';
import { ApiProblem } from '#api/problem.ts';
import { guardAddress } from '#channels/webhook/address-guard.ts';
import {
  addSubscription,
  changeSubscription,
  listDeliveries,
  listSubscriptions,
  resendDead,
} from '#store/webhook-store.ts';

const LISTED_MAX = 200;

export const listWebhooks: Handler<'listWebhooks'> = ({ database }) => listSubscriptions(database);

/** The secret is shown in this answer and never again. */
export const addWebhook: Handler<'addWebhook'> = async ({ database, now, webhooks }, { body }) => {
  if (webhooks === undefined)
    throw new ApiProblem('webhook-refused', 'Máy chủ này chưa đặt khóa mã hóa (DONDOC_SECRET).');
  const verdict = await guardAddress(new URL(body.url), { allowPrivate: webhooks.allowPrivate });
  // A name that is not known yet may be known tomorrow; an address inside never becomes right by waiting.
  if (!verdict.ok && verdict.code !== 'unresolved')
    throw new ApiProblem('webhook-refused', `Không nhận địa chỉ này: ${verdict.why}.`);
  const secret = body.secret ?? `whsec_${randomBytes(24).toString('base64')}`;
  const subscription = { url: body.url, filter: body.filter, sealedSecret: webhooks.box.seal(secret) };
  const id = await addSubscription(database, subscription, now());
  return { id, url: body.url, filter: body.filter, secret };
};

export const changeWebhook: Handler<'changeWebhook'> = async ({ database }, { params, body }) => {
  const changed = await changeSubscription(database, params.id, body);
  if (!changed) throw notFound();
  const found = (await listSubscriptions(database)).find(({ id }) => id === params.id);
  if (found === undefined) throw notFound();
  return found;
};

export const listWebhookDeliveries: Handler<'listWebhookDeliveries'> = ({ database }, { params, query }) =>
  listDeliveries(database, params.id, query.status, LISTED_MAX);

export const resendWebhook: Handler<'resendWebhook'> = async ({ database, now }, { params, body }) => ({
  resent: await resendDead(database, { subscriptionId: params.id, deliveryId: body.delivery }, now()),
});

function notFound(): ApiProblem {
  return new ApiProblem('not-found', 'Không có đăng ký nhận sự kiện này.');
}
