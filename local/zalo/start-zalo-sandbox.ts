import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ZALO_TEMPLATES } from '#channels/zalo/zalo-templates.ts';
import { createHostRules } from '#config/host-rules.ts';
import { wallClock } from '#contracts/clock.ts';
import { handleBusiness } from './business-routes.ts';
import { handleControl } from './control-routes.ts';
import { createFaults } from './faults.ts';
import { handleOpenApi } from './oa-routes.ts';
import { handleOauth, newTokens } from './oauth-routes.ts';
import { handlePhone, markSeen, sendText, setFollow } from './phone-routes.ts';
import type { ApiReply, ApiRequest, SandboxContext } from './sandbox-context.ts';
import type { SandboxControls } from './sandbox-controls.ts';
import { SANDBOX_IDENTITY, type SandboxIdentity } from './sandbox-identity.ts';
import { openState, type SandboxState, type SandboxTemplate, type SandboxUser } from './sandbox-state.ts';
import { createWebhookEmitter } from './webhook-emitter.ts';

export type ZaloSandboxOptions = {
  /** 0 = any free port. */
  port?: number;
  /** File that keeps the state over restarts; without it everything is forgotten at the end. */
  stateFile?: string | null;
  /** The refresh token that the client begins with (`ZALO_REFRESH_TOKEN`). */
  firstRefreshToken?: string;
  identity?: Partial<SandboxIdentity>;
  webhookUrl?: string | null;
  /** False: no night hours, for samples that may speak at any hour. */
  keepsNight?: boolean;
  /** True: whoever is written to has an account, as every address has a mailbox in the local mail server. */
  everybodyHasZalo?: boolean;
  nowMs?: () => number;
};

export type ZaloSandbox = SandboxControls & {
  /** The page with the phones. */
  url: string;
  oaUrl: string;
  businessUrl: string;
  oauthUrl: string;
  identity: SandboxIdentity;
  close(): Promise<void>;
};

export const SANDBOX_REFRESH_TOKEN = 'sandbox-first-refresh-token';
const DAILY_QUOTA = 5_000;

/** Zalo's three hosts on one local port, strict where the real ones are, with a page to read and press on. */
export async function startZaloSandbox(options: ZaloSandboxOptions = {}): Promise<ZaloSandbox> {
  const identity = { ...SANDBOX_IDENTITY, ...options.identity };
  let offsetMs = 0;
  const nowMs = () => (options.nowMs?.() ?? wallClock().getTime()) + offsetMs;
  const fresh = freshState(nowMs(), options.firstRefreshToken ?? SANDBOX_REFRESH_TOKEN);
  const { state, save, saveNow } = openState(options.stateFile ?? null, fresh);
  saveNow();
  const webhooks = createWebhookEmitter(identity, nowMs, options.nowMs ?? (() => wallClock().getTime()));
  webhooks.settings.url = options.webhookUrl ?? null;
  const context: SandboxContext = {
    identity,
    state,
    save,
    saveNow,
    nowMs,
    keepsNight: options.keepsNight ?? true,
    everybodyHasZalo: options.everybodyHasZalo ?? false,
    webhooks,
  };
  const faults = createFaults();
  const server = http.createServer((request, response) => {
    if (!isFromHere(request)) return void response.writeHead(403).end();
    readRequest(request)
      .then((call) => serve(sandbox, context, faults, call, response))
      .catch((error: unknown) => {
        if (!response.headersSent) response.writeHead(400, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify({ error: String(error) }));
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sandbox: ZaloSandbox = {
    url: `${url}/`,
    oaUrl: `${url}/openapi`,
    businessUrl: `${url}/business`,
    oauthUrl: `${url}/oauth`,
    identity,
    webhooks,
    messages: () => [...state.messages].reverse(),
    violations: () => state.violations,
    users: () => state.users,
    setUser: (user) => upsertUser(context, user),
    setTemplate(template) {
      state.templates = [...state.templates.filter((one) => one.templateId !== template.templateId), template];
      save();
    },
    setDailyQuota(quota) {
      state.dailyQuota = quota;
      save();
    },
    failNext: faults.plan,
    clearFaults: faults.clear,
    moveClock(byMs) {
      offsetMs += byMs;
    },
    nowMs,
    expireAccessToken() {
      state.tokens.accessExpiresMs = nowMs();
      save();
    },
    writeAs: (userId, text) => sendText(context, userId, text),
    openChat: (userId) => markSeen(context, userId),
    follow: (userId, follows) => setFollow(context, userId, follows),
    async close() {
      webhooks.stop();
      saveNow();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return sandbox;
}

function freshState(nowMs: number, refreshToken: string): SandboxState {
  return {
    tokens: newTokens(nowMs, refreshToken),
    deadTokens: [],
    users: [],
    templates: Object.values(ZALO_TEMPLATES).map(approvedTemplate),
    messages: [],
    dailyQuota: DAILY_QUOTA,
    sentByDay: {},
    counter: 0,
    violations: [],
  };
}

/** Our templates as Zalo would list them after approval; in the sandbox the key is the id. */
function approvedTemplate({
  key,
  title,
  paragraph,
  button,
  params,
}: (typeof ZALO_TEMPLATES)['nhac-viec']): SandboxTemplate {
  const listParams = params.map(({ name, type, minLength, maxLength }) => ({
    name,
    require: true,
    type: type === 'date' ? 'DATE' : 'STRING',
    maxLength,
    minLength,
    acceptNull: false,
  }));
  return { templateId: key, key, title, paragraph, button, status: 'ENABLE', allowsUid: true, listParams };
}

function upsertUser(context: SandboxContext, user: Partial<SandboxUser> & { userId: string }): void {
  const known = context.state.users.find((one) => one.userId === user.userId);
  if (known !== undefined) Object.assign(known, user);
  else {
    const blank = {
      name: user.userId,
      phone: null,
      follows: true,
      lastInteractionMs: null,
      sentSinceInteraction: 0,
      refuseWith: {},
    };
    context.state.users.push({ ...blank, ...user });
  }
  context.save();
}

const MAX_BODY_BYTES = 1_000_000;

const NAMES = createHostRules('http://127.0.0.1');

/** What people got on their phones is nobody else's: a page of another site, or under a name of its own, gets nothing and presses nothing. */
function isFromHere({ headers, socket }: http.IncomingMessage): boolean {
  const port = socket.localPort ?? 0;
  if (!NAMES.allowsHost(headers.host, port)) return false;
  if (headers.origin !== undefined) return NAMES.allowsOrigin(headers.origin, port);
  // The mailbox page, which has another port, leads to the phones by a link.
  return (
    headers['sec-fetch-site'] === undefined ||
    headers['sec-fetch-mode'] === 'navigate' ||
    headers['sec-fetch-site'] === 'same-origin'
  );
}

async function readRequest(request: http.IncomingMessage): Promise<ApiRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error('body too large');
    chunks.push(chunk);
  }
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const rawBody = Buffer.concat(chunks).toString('utf8');
  return { method: request.method ?? 'GET', path: url.pathname, query: url.searchParams, headers, rawBody };
}

type Faults = ReturnType<typeof createFaults>;

async function serve(
  sandbox: ZaloSandbox,
  context: SandboxContext,
  faults: Faults,
  call: ApiRequest,
  response: http.ServerResponse,
) {
  const [, host = '', ...rest] = call.path.split('/');
  const inner = { ...call, path: `/${rest.join('/')}` };
  if (host === '_sandbox') return sendJson(response, handleControl(sandbox, inner));
  const api = { openapi: handleOpenApi, business: handleBusiness, oauth: handleOauth }[host];
  if (api === undefined) {
    const { status, html, location } = handlePhone(context, call);
    response.writeHead(status, {
      'Content-Type': 'text/html; charset=utf-8',
      ...(location ? { Location: location } : {}),
    });
    return response.end(html ?? '');
  }
  const fault = faults.next(call.path);
  if (fault?.kind === 'delay') await sleep(fault.ms);
  if (fault?.kind === 'drop-before') return response.destroy();
  if (fault?.kind === 'error') return sendJson(response, { body: { error: fault.code, message: fault.message } });
  if (fault?.kind === 'http') {
    response.writeHead(fault.status, { 'Content-Type': 'text/html' });
    return response.end('<html><body><h1>Bad gateway</h1></body></html>');
  }
  const reply = api(context, inner);
  if (fault?.kind === 'delay-answer') await sleep(fault.ms);
  if (fault?.kind === 'drop-after') return response.destroy();
  if (fault?.kind === 'garbage') return response.end('<!-- not json');
  return sendJson(response, reply);
}

function sendJson(response: http.ServerResponse, reply: ApiReply): void {
  response.writeHead(reply.status ?? 200, {
    'Content-Type': 'application/json; charset=utf-8',
    'X-RateLimit-Limit': '4000',
    'X-RateLimit-Remain': '3999',
    ...reply.headers,
  });
  response.end(JSON.stringify(reply.body));
}
