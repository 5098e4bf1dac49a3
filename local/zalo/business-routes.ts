// The business host (`/business`): templates by phone, their status, quota and descriptions.
import { jsonBody } from './oa-routes.ts';
import { tokenVerdict } from './oauth-routes.ts';
import {
  type ApiReply,
  type ApiRequest,
  fail,
  handOver,
  isNight,
  ok,
  type SandboxContext,
  userByPhone,
  vietnamDay,
  violate,
} from './sandbox-context.ts';
import { fillTemplate, templateFault } from './template-rules.ts';

type Json = Record<string, unknown>;

/** One request to the business host. */
export function handleBusiness(context: SandboxContext, request: ApiRequest): ApiReply {
  if (tokenVerdict(context, request) !== 'good') return fail(-124, 'Access token is invalid');
  const route = `${request.method} ${request.path}`;
  switch (route) {
    case 'POST /message/template':
      return byPhone(context, request);
    case 'GET /message/status':
      return status(context, request.query.get('message_id'));
    case 'GET /message/quota':
      return ok({ dailyQuota: String(context.state.dailyQuota), remainingQuota: String(remaining(context)) });
    case 'GET /quality':
      return ok({ oaCurrentQuality: 'HIGH', oa7dayQuality: 'HIGH' });
    case 'GET /template/info/v2':
      return templateInfo(context, request.query.get('template_id'));
    case 'GET /template/all':
      return ok(
        context.state.templates.map(({ templateId, title, status: state }) => ({
          templateId,
          templateName: title,
          status: state,
        })),
      );
  }
  return fail(-106, 'Method is unsupported');
}

function byPhone(context: SandboxContext, request: ApiRequest): ApiReply {
  if (request.rawBody === '') return fail(-121, 'Body is empty');
  const body = jsonBody(context, request);
  if (body === null) return fail(-122, 'Body is not JSON');
  const refused = checkByPhone(context, body);
  if (refused !== null) return refused;
  const known = context.state.templates.find((one) => one.templateId === body.template_id);
  if (known === undefined) return fail(-109, 'Template id is invalid');
  if (known.status === 'DISABLE') return fail(-146, 'Template is disabled');
  if (known.status !== 'ENABLE') return fail(-131, 'Template is not approved');
  const fault = templateFault(known, body.template_data);
  if (fault !== null) return fail(fault.code, fault.message);
  if (isNight(context)) return fail(-133, 'This message cannot be sent at night (10PM - 6AM)');
  if (remaining(context) <= 0) return fail(-144, 'OA reached its daily limit');
  const phone = String(body.phone).replace(/^\+/, '');
  const user = userByPhone(context, phone, nameIn(body.template_data) ?? phone);
  if (user === undefined) return fail(-118, 'Zalo account is not existed');
  if (user.refuseWith.zbs !== undefined) return fail(user.refuseWith.zbs, 'refused as the sandbox was told');
  const day = vietnamDay(context.nowMs());
  context.state.sentByDay[day] = (context.state.sentByDay[day] ?? 0) + 1;
  const sent = handOver(context, {
    wire: 'template-phone',
    userId: user.userId,
    phone,
    ...fillTemplate(known, body.template_data as Record<string, string>),
    trackingId: String(body.tracking_id),
    headers: request.headers,
  });
  return ok({
    msg_id: sent.messageId,
    sent_time: String(sent.atMs),
    sending_mode: '1',
    quota: { dailyQuota: String(context.state.dailyQuota), remainingQuota: String(remaining(context)) },
  });
}

function nameIn(data: unknown): string | null {
  const name = (data as Json | null)?.nguoi_nhan;
  return typeof name === 'string' ? name : null;
}

function checkByPhone(context: SandboxContext, body: Json): ApiReply | null {
  if (typeof body.phone !== 'string' || !/^\+?84\d{9}$/.test(body.phone)) return fail(-108, 'Phone number is invalid');
  const tracking = body.tracking_id;
  if (typeof tracking !== 'string' || tracking === '' || tracking.length > 48)
    return fail(-132, 'Parameter is invalid: tracking_id');
  if (body.mode !== undefined) return fail(-127, 'Development mode sends to admins only');
  if (body.sending_mode !== undefined && body.sending_mode !== '1') return fail(-162, 'Sending mode is not allowed');
  // Zalo does not deduplicate: the second one goes out as well, and the test that looks at the violations sees it.
  if (context.state.messages.some((one) => one.trackingId === tracking))
    violate(context, 'tracking-id-sent-twice', tracking);
  return null;
}

function remaining(context: SandboxContext): number {
  return context.state.dailyQuota - (context.state.sentByDay[vietnamDay(context.nowMs())] ?? 0);
}

function status(context: SandboxContext, messageId: string | null): ApiReply {
  if (!messageId) return fail(-107, 'Message id is invalid');
  const sent = context.state.messages.find((one) => one.messageId === messageId && one.wire === 'template-phone');
  return ok({
    delivery_time: sent === undefined ? '' : String(sent.atMs + 1_000),
    message: '',
    status: sent === undefined ? -1 : 1,
  });
}

function templateInfo(context: SandboxContext, templateId: string | null): ApiReply {
  const known = context.state.templates.find((one) => one.templateId === templateId);
  if (known === undefined) return fail(-109, 'Template id is invalid');
  return ok({
    templateId: known.templateId,
    templateName: known.title,
    status: known.status,
    listParams: known.listParams,
    listButtons: [{ type: 1, title: known.button.title, content: `<${known.button.urlParam}>` }],
    timeout: 7_200_000,
    templateQuality: 'HIGH',
    templateTag: '2',
    price_sdt: 200,
    price_uid: 120,
  });
}
