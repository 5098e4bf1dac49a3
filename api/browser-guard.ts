// What keeps a page that somebody visits from acting in their name or reading: ADR 0080, 0251.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createHostRules, type HostRules, isInternalName } from '#config/host-rules.ts';
import type { ErrorCode } from '#contracts/error-codes.ts';
import { stopDigestPath } from '#domain/delivery/stop-digest.ts';
import { decodedPath, isMachinePath } from './machine-paths.ts';
import { ApiProblem } from './problem.ts';
import { SINGLE_SIGN_ON_RETURN } from './single-sign-on-route.ts';

// They tell whether the server stands and how much it does, nothing of anybody: probes ask for them under a name of their own.
const PROBES = ['/healthz', '/readyz', '/metrics'];

// Called by mail programs and by other systems. What they carry is their authority: they act for no visitor of a page, or for whoever has the
// cookie with which the way there began.
const OF_OTHER_SYSTEMS = ['/webhooks/zalo', '/webhooks/mail', stopDigestPath(':token'), SINGLE_SIGN_ON_RETURN];

// The words of a browser about where a request comes from; "none" is an address typed or opened from outside the browser.
const OWN_SITE = new Set(['same-origin', 'none']);

const READS = new Set(['GET', 'HEAD']);

/** Refuses requests under a foreign name, and from pages of another origin, before anything of them is read. */
export function registerBrowserGuard(app: Pick<FastifyInstance, 'addHook'>, publicUrl: string): void {
  const rules = createHostRules(publicUrl);
  app.addHook('onRequest', async (request) => {
    const path = decodedPath(request.url);
    const listeningPort = request.socket.localPort ?? 80;
    if (!isMeantForUs(request, rules, listeningPort, path))
      throw refuse(
        'host-not-allowed',
        `Máy chủ này không mang tên được hỏi. Mở đúng địa chỉ ${publicUrl}; nếu địa chỉ đó cần đổi, người quản trị đặt PUBLIC_URL rồi khởi động lại.`,
      );
    if (OF_OTHER_SYSTEMS.includes(request.routeOptions.url ?? '')) return;
    const opensPage = READS.has(request.method) && (!isMachinePath(request.url) || path.startsWith('/docs/'));
    if (!opensPage && !comesFromUs(request, rules, listeningPort))
      throw refuse(
        'foreign-page',
        `Yêu cầu do một trang web khác gửi nên không được thực hiện. Mở ${publicUrl} rồi thao tác tại đó.`,
      );
  });
}

function isMeantForUs(request: FastifyRequest, rules: HostRules, listeningPort: number, path: string): boolean {
  const { rawHeaders, headers, url } = request.raw;
  const named = rawHeaders?.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host') ?? [];
  if (named.length > 1) return false;
  // A target that names a server itself counts more than the header (RFC 9112, 3.2.2): both must be ours.
  const target = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(request.originalUrl ?? url ?? '')?.[1];
  if (target !== undefined && !rules.allowsHost(target, listeningPort)) return false;
  if (rules.allowsHost(headers.host, listeningPort)) return true;
  return PROBES.includes(path) && isInternalName(headers.host);
}

/** A browser says where its request comes from; who says nothing is a script, and acts for itself: with a key, or in a way that no form can. */
function comesFromUs({ headers, method }: FastifyRequest, rules: HostRules, listeningPort: number): boolean {
  const isAsked = READS.has(method) || headers.cookie === undefined || headers.authorization !== undefined;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && !OWN_SITE.has(String(site))) return false;
  if (headers.origin !== undefined) return rules.allowsOrigin(headers.origin, listeningPort);
  if (site !== undefined) return true;
  if (headers.referer !== undefined)
    return URL.canParse(headers.referer) && rules.allowsOrigin(new URL(headers.referer).origin, listeningPort);
  return isAsked || !couldBeForm(headers);
}

/** What a form of an old browser can send without saying from where: of one of three kinds, and with no header of its own. */
function couldBeForm(headers: FastifyRequest['headers']): boolean {
  if (headers['idempotency-key'] !== undefined || headers['if-match'] !== undefined) return false;
  return /^\s*(multipart\/form-data|application\/x-www-form-urlencoded|text\/plain)\b/i.test(
    headers['content-type'] ?? '',
  );
}

function refuse(code: ErrorCode, detail: string): ApiProblem {
  return new ApiProblem(code, detail);
}
