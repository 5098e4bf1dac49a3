// The Official Account host (`/openapi`): consultation messages, templates by user id, quota. As strict as the real one is described to be.
import { tokenVerdict } from './oauth-routes.ts';
import {
  type ApiReply,
  type ApiRequest,
  fail,
  handOver,
  ok,
  receiverById,
  type SandboxContext,
  userById,
  violate,
} from './sandbox-context.ts';
import type { SandboxButton, SandboxUser } from './sandbox-state.ts';
import { fillTemplate, templateFault } from './template-rules.ts';

const HOUR_MS = 3_600_000;
const FREE_MESSAGES = 8;
type Json = Record<string, unknown>;

/** One request to the OA host. */
export function handleOpenApi(context: SandboxContext, request: ApiRequest): ApiReply {
  const verdict = tokenVerdict(context, request);
  if (verdict === 'bad') return fail(-216, 'Access token is invalid');
  if (verdict === 'expired') return fail(-220, 'access_token is expired or removed');
  const route = `${request.method} ${request.path}`;
  if (route === 'GET /v2.0/oa/getoa')
    return ok({ oaid: context.identity.oaId, name: 'Hộp thử Zalo', is_verified: true, oa_type: 4 });
  if (SHUT_DOWN.has(request.path)) {
    violate(context, 'retired-api', request.path);
    return fail(-240, 'MessageV2 API has been shut down');
  }
  const body = jsonBody(context, request);
  if (body === null) return fail(-201, 'body is invalid!');
  if (route === 'POST /v3.0/oa/quota/message') return quota(context, body);
  if (route === 'POST /v3.0/oa/message/cs') return consultation(context, request, body);
  if (route === 'POST /v3.0/oa/message/template') return template(context, request, body);
  return { status: 404, body: { error: 404, message: `Empty api: ${route}` } };
}

// Stopped on 2026-03-01: a client that still calls them must notice.
const SHUT_DOWN = new Set(['/v3.0/oa/message/transaction', '/v3.0/oa/message/promotion', '/v2.0/oa/message']);

export function jsonBody(context: SandboxContext, request: ApiRequest): Json | null {
  if (request.headers['content-type']?.split(';')[0] !== 'application/json') return null;
  // An id written as a number is rounded above 2^53 by every JavaScript reader: it reaches somebody else.
  if (/"(user_id|group_id|template_id|phone|message_id)"\s*:\s*\d/.test(request.rawBody)) {
    violate(context, 'numeric-id', request.path);
    return null;
  }
  try {
    const body: unknown = JSON.parse(request.rawBody);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Json) : null;
  } catch {
    return null;
  }
}

function quota(context: SandboxContext, body: Json): ApiReply {
  const user = typeof body.user_id === 'string' ? receiverById(context, body.user_id) : undefined;
  if (user === undefined) return fail(-201, 'user_id is invalid!');
  return ok({
    last_interaction: user.lastInteractionMs === null ? '0' : String(user.lastInteractionMs),
    cs_reply: { remain: String(Math.max(0, FREE_MESSAGES - user.sentSinceInteraction)), total: FREE_MESSAGES },
    promotion: { daily_remain: 0, daily_total: 1, monthly_remain: 4, monthly_total: 6 },
  });
}

function consultation(context: SandboxContext, request: ApiRequest, body: Json): ApiReply {
  const userId = (body.recipient as Json | undefined)?.user_id;
  const message = body.message as Json | undefined;
  if (typeof userId !== 'string' || userId === '') return fail(-201, 'recipient.user_id is invalid!');
  if (typeof message?.text !== 'string' || message.text === '') return fail(-201, 'message.text is invalid!');
  const user = userById(context, userId);
  if (user === undefined) return fail(-201, 'user_id is invalid!');
  if ([...message.text].length > 2_000) return fail(-210, 'Parameter exceeds allowable limit');
  const buttons = buttonsOf(message);
  if (!Array.isArray(buttons)) return buttons;
  const refusal = refusalFor(user);
  if (refusal !== null) return refusal;
  if (user.lastInteractionMs === null) return fail(-232, 'User has no valid interaction with the OA');
  if (context.nowMs() - user.lastInteractionMs > 7 * 24 * HOUR_MS) {
    return fail(-230, 'User has not interacted with the OA in the past 7 days');
  }
  user.sentSinceInteraction += 1;
  const sent = handOver(context, {
    wire: 'cs',
    userId,
    phone: null,
    title: '',
    text: message.text,
    buttons,
    trackingId: null,
    headers: request.headers,
  });
  return ok({
    message_id: sent.messageId,
    user_id: userId,
    sent_time: String(sent.atMs),
    quota: {
      quota_type: 'reply',
      remain: String(Math.max(0, FREE_MESSAGES - user.sentSinceInteraction)),
      total: FREE_MESSAGES,
    },
  });
}

function buttonsOf(message: Json): SandboxButton[] | ApiReply {
  if (message.attachment === undefined) return [];
  const attachment = message.attachment as Json;
  const buttons = (attachment.payload as Json | undefined)?.buttons;
  if (attachment.type !== 'template' || !Array.isArray(buttons)) return fail(-201, 'message.attachment is invalid!');
  if (buttons.length > 5) return fail(-210, 'Parameter exceeds allowable limit');
  for (const button of buttons as SandboxButton[]) {
    if (!BUTTON_TYPES.has(button.type) || typeof button.title !== 'string') return fail(-201, 'button is invalid!');
    if ([...button.title].length > 100) return fail(-210, 'Parameter exceeds allowable limit');
    if (JSON.stringify(button.payload ?? '').length > 1_000) return fail(-210, 'Parameter exceeds allowable limit');
    const wantsText = button.type.startsWith('oa.query');
    if (wantsText !== (typeof button.payload === 'string')) return fail(-201, 'button.payload is invalid!');
  }
  return buttons as SandboxButton[];
}

const BUTTON_TYPES = new Set(['oa.open.url', 'oa.query.show', 'oa.query.hide', 'oa.open.phone', 'oa.open.sms']);

function template(context: SandboxContext, request: ApiRequest, body: Json): ApiReply {
  const { user_id: userId, template_id: templateId, template_data: data } = body;
  if (typeof userId !== 'string' || userId === '') return fail(-201, 'user_id is invalid!');
  if (body.tracking_id !== undefined) return fail(-201, 'tracking_id is invalid!');
  const known = context.state.templates.find((one) => one.templateId === templateId);
  if (known === undefined || known.status !== 'ENABLE') return fail(-201, 'template_id is invalid!');
  if (!known.allowsUid) return fail(-249, 'Template does not support send via UID');
  const fault = templateFault(known, data);
  if (fault !== null) return fail(fault.code, fault.message);
  const user = receiverById(context, userId);
  if (user === undefined) return fail(-201, 'user_id is invalid!');
  const refusal = refusalFor(user);
  if (refusal !== null) return refusal;
  const sent = handOver(context, {
    wire: 'template-uid',
    userId,
    phone: null,
    ...fillTemplate(known, data as Record<string, string>),
    trackingId: null,
    headers: request.headers,
  });
  return ok({
    message_id: sent.messageId,
    user_id: userId,
    sent_time: String(sent.atMs),
    quota: { quota_type: 'purchase_quota', remain: context.state.dailyQuota },
  });
}

function refusalFor(user: SandboxUser): ApiReply | null {
  if (user.refuseWith.oa !== undefined) return fail(user.refuseWith.oa, 'refused as the sandbox was told');
  return user.follows ? null : fail(-213, 'User has not followed OA');
}
