// How a test or a developer's page steers the sandbox over HTTP (`/_sandbox/...`), the same as the functions of sandbox-controls.ts.
import { z } from 'zod';
import type { ApiReply, ApiRequest } from './sandbox-context.ts';
import type { SandboxControls } from './sandbox-controls.ts';

const User = z.object({
  userId: z.string().min(1),
  name: z.string().optional(),
  phone: z.string().nullish(),
  follows: z.boolean().optional(),
  lastInteractionMs: z.number().nullish(),
  refuseWith: z.object({ oa: z.number().optional(), zbs: z.number().optional() }).optional(),
});
const Fault = z.object({
  path: z.string(),
  times: z.number().int().min(1).default(1),
  how: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('error'), code: z.number(), message: z.string() }),
    z.object({ kind: z.literal('http'), status: z.number() }),
    z.object({ kind: z.literal('delay'), ms: z.number() }),
    z.object({ kind: z.literal('delay-answer'), ms: z.number() }),
    z.object({ kind: z.literal('drop-before') }),
    z.object({ kind: z.literal('drop-after') }),
    z.object({ kind: z.literal('garbage') }),
  ]),
});

/** One control request. */
export function handleControl(sandbox: SandboxControls, request: ApiRequest): ApiReply {
  const body = (): unknown => JSON.parse(request.rawBody || '{}');
  switch (`${request.method} ${request.path}`) {
    case 'GET /messages':
      return { body: sandbox.messages() };
    case 'GET /violations':
      return { body: sandbox.violations() };
    case 'GET /users':
      return { body: sandbox.users() };
    case 'GET /webhooks':
      return { body: sandbox.webhooks.deliveries };
    case 'PUT /users':
      sandbox.setUser(User.parse(body()));
      return { body: { done: true } };
    case 'POST /faults':
      sandbox.failNext(Fault.parse(body()));
      return { body: { done: true } };
    case 'POST /clock':
      sandbox.moveClock(z.object({ byMs: z.number() }).parse(body()).byMs);
      return { body: { nowMs: sandbox.nowMs() } };
    case 'POST /tokens/expire':
      sandbox.expireAccessToken();
      return { body: { done: true } };
    case 'POST /quota':
      sandbox.setDailyQuota(z.object({ dailyQuota: z.number().int().min(0) }).parse(body()).dailyQuota);
      return { body: { done: true } };
    case 'POST /text': {
      const { userId, text } = z.object({ userId: z.string(), text: z.string() }).parse(body());
      sandbox.writeAs(userId, text);
      return { body: { done: true } };
    }
    case 'POST /seen':
      sandbox.openChat(z.object({ userId: z.string() }).parse(body()).userId);
      return { body: { done: true } };
    case 'POST /webhook': {
      const settings = z.object({ url: z.string().nullable() }).loose().parse(body());
      Object.assign(sandbox.webhooks.settings, settings);
      return { body: sandbox.webhooks.settings };
    }
  }
  return { status: 404, body: { error: 'no such control' } };
}
