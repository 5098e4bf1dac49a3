import { randomBytes } from 'node:crypto';
import { type ApiReply, type ApiRequest, type SandboxContext, violate } from './sandbox-context.ts';

const LIFE_SECONDS = 90_000;

/** `POST /v4/oa/access_token`: a refresh token works once, and the pair that it replaces dies at once. */
export function handleOauth(context: SandboxContext, request: ApiRequest): ApiReply {
  if (request.method !== 'POST' || request.path !== '/v4/oa/access_token') return refused(-14000, 'Not found');
  if (request.headers['content-type']?.split(';')[0] !== 'application/x-www-form-urlencoded') {
    return refused(-14001, 'Body must be a form');
  }
  const { identity, state } = context;
  const form = new URLSearchParams(request.rawBody);
  if (request.headers.secret_key !== identity.appSecret) return refused(-14004, 'Invalid secret key');
  if (form.get('app_id') !== identity.appId) return refused(-14002, 'Invalid app id');
  if (form.get('grant_type') !== 'refresh_token') return refused(-14003, 'Unsupported grant type');
  const token = form.get('refresh_token') ?? '';
  if (state.deadTokens.includes(token)) {
    violate(context, 'refresh-token-reused', token);
    return refused(-14014, 'Refresh token was used or has expired');
  }
  if (token !== state.tokens.refresh) return refused(-14012, 'Invalid refresh token');
  state.deadTokens.push(state.tokens.access, state.tokens.refresh);
  state.tokens = newTokens(context.nowMs());
  // Before the answer leaves: a sandbox that forgot this pair in a crash would lock its client out.
  context.saveNow();
  const { access, refresh } = state.tokens;
  return { body: { access_token: access, refresh_token: refresh, expires_in: String(LIFE_SECONDS) } };
}

/** A pair that no earlier run can have given out. */
export function newTokens(nowMs: number, refresh: string = randomBytes(24).toString('base64url')) {
  return { access: randomBytes(24).toString('base64url'), refresh, accessExpiresMs: nowMs + LIFE_SECONDS * 1000 };
}

/** The access token's verdict for the OA host and the business host, each in its own codes. */
export function tokenVerdict(context: SandboxContext, request: ApiRequest): 'good' | 'expired' | 'bad' {
  if (request.headers.authorization !== undefined) violate(context, 'authorization-header', request.path);
  if (request.query.has('access_token')) violate(context, 'token-in-query', request.path);
  const { tokens } = context.state;
  const given = request.headers.access_token;
  if (given !== tokens.access)
    return given !== undefined && context.state.deadTokens.includes(given) ? 'expired' : 'bad';
  return context.nowMs() >= tokens.accessExpiresMs ? 'expired' : 'good';
}

function refused(error: number, reason: string): ApiReply {
  return {
    body: { error, error_name: 'Request refused', error_reason: reason, ref_doc: 'https://developers.zalo.me' },
  };
}
