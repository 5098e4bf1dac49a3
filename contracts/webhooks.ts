// Outgoing webhooks: what other systems can hear of, and how their subscriptions look from outside.
import { z } from 'zod';
import { listFields, YesNo } from './paging.ts';
import { Instant, Id as StoredId, WebAddress } from './primitives.ts';

/** Every type of event that is told; a filter names one, a family (`assignment.*`) or all (`*`). */
export const WEBHOOK_EVENT_TYPES = [
  'assignment.assigned',
  'assignment.acknowledged',
  'assignment.reported',
  'assignment.returned',
  'assignment.verified',
  'assignment.withdrawn',
  'plan.imported',
  'plan.publication-begun',
  'plan.published',
  'plan-row.deadline-decided',
  'contact.zalo-linked',
] as const;

const FAMILIES = [...new Set(WEBHOOK_EVENT_TYPES.map((type) => `${type.split('.')[0]}.*`))];
const PATTERNS = ['*', ...FAMILIES, ...WEBHOOK_EVENT_TYPES];

/** A pattern that no event can fit is a slip of the pen, and its receiver would wait for ever. */
export const WebhookFilter = z.array(z.enum(PATTERNS)).min(1, 'phải chọn ít nhất một loại sự kiện');

export const WebhookUrl = WebAddress;

export const WebhookSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'phải có dạng whsec_ và ít nhất 24 byte base64');

export const WebhookSubscription = z.object({
  id: z.string(),
  url: z.string(),
  filter: z.array(z.string()),
  active: z.boolean(),
  createdAt: Instant,
  oldSecretUntil: Instant.nullable().describe('until then an older secret signs too, so that the receiver can change'),
  pending: z.number().int(),
  delivered: z.number().int(),
  dead: z.number().int().describe('events that were given up after a day of attempts'),
  etag: z.string().describe('the version of its settings, for If-Match'),
});

const DeliveryStatus = z.enum(['pending', 'delivered', 'dead']);

export const WebhookDelivery = z.object({
  id: z.string(),
  type: z.string(),
  words: z.string().describe('the type in the words of people'),
  status: DeliveryStatus,
  attempts: z.number().int(),
  code: z.string().nullable(),
  reason: z.string().nullable(),
  lastAt: Instant.nullable(),
  dueAt: Instant.nullable(),
});

const Id = z.object({ id: StoredId });

/** The operations on subscriptions, part of the route table. */
export const webhookRoutes = {
  listWebhooks: {
    method: 'GET',
    path: '/api/webhooks',
    summary: 'Systems that are told of events, a page of them',
    query: z.object({ active: YesNo.optional(), ...listFields('created', '-created') }),
    pages: true,
    response: z.array(WebhookSubscription),
  },
  listWebhookEventTypes: {
    method: 'GET',
    path: '/api/webhooks/event-types',
    summary: 'What a filter can name',
    response: z.array(z.object({ type: z.enum(WEBHOOK_EVENT_TYPES), words: z.string() })),
  },
  addWebhook: {
    method: 'POST',
    path: '/api/webhooks',
    summary: 'Tells a system of events from now on (Standard Webhooks); the secret is shown once',
    body: z.object({ url: WebhookUrl, filter: WebhookFilter.default(['*']), secret: WebhookSecret.optional() }),
    refuses: ['webhook-refused'],
    idempotencyKey: true,
    response: z.object({ id: z.string(), url: z.string(), filter: z.array(z.string()), secret: z.string() }),
  },
  changeWebhook: {
    method: 'PUT',
    path: '/api/webhooks/:id',
    summary: 'Switches a subscription on or off, or changes what it is told of',
    params: Id,
    body: z.object({ active: z.boolean().optional(), filter: WebhookFilter.optional() }),
    refuses: ['not-found'],
    ifMatch: true,
    etag: true,
    response: WebhookSubscription,
  },
  removeWebhook: {
    method: 'DELETE',
    path: '/api/webhooks/:id',
    summary: 'Ends a subscription; its deliveries go with it, the audit log stays as it is',
    params: Id,
    refuses: ['not-found'],
    ifMatch: true,
    response: z.object({ deliveries: z.number().int().describe('deliveries that went with it') }),
  },
  rotateWebhookSecret: {
    method: 'POST',
    path: '/api/webhooks/:id/rotate',
    summary: 'Gives a subscription a new secret, shown once; the one before signs too while the receiver changes over',
    params: Id,
    refuses: ['not-found', 'webhook-secrets-many', 'webhook-refused'],
    ifMatch: true,
    idempotencyKey: true,
    response: z.object({ id: z.string(), secret: z.string(), oldSecretUntil: Instant }),
  },
  listWebhookDeliveries: {
    method: 'GET',
    path: '/api/webhooks/:id/deliveries',
    summary: 'Events on their way to a subscription, newest first; `status=dead` are the dead letters',
    params: Id,
    query: z.object({
      status: DeliveryStatus.optional(),
      type: z.enum(WEBHOOK_EVENT_TYPES).optional(),
      ...listFields('-time', 'time'),
    }),
    refuses: ['not-found'],
    pages: true,
    response: z.array(WebhookDelivery),
  },
  resendWebhook: {
    method: 'POST',
    path: '/api/webhooks/:id/resend',
    summary: 'Sends dead letters again, one or all',
    params: Id,
    body: z.object({ delivery: StoredId.optional() }),
    refuses: ['not-found'],
    response: z.object({ resent: z.number().int() }),
  },
} as const;
