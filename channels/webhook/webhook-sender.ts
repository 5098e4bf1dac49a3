import http from 'node:http';
import https from 'node:https';
import { Webhook } from 'standardwebhooks';
import type { SendOutcome } from '../channel.ts';
import { type GuardOptions, guardAddress } from './address-guard.ts';

export type WebhookTarget = {
  url: string;
  /** `whsec_…`; while a secret is being changed the old one signs too. */
  secrets: readonly string[];
};

export type WebhookEvent = {
  /** Stable over all attempts: receivers deduplicate on it. */
  id: string;
  type: string;
  /** When it happened. */
  timestamp: string;
  data: unknown;
};

export type WebhookSender = { send(target: WebhookTarget, event: WebhookEvent, nowIso: string): Promise<SendOutcome> };

/**
 * One signed POST in the form of Standard Webhooks, to an address that was checked. Only 2xx counts as taken. Because the receiver deduplicates on
 * `webhook-id`, doubt (a timeout, a cut answer) is a refusal for the moment here, to be repeated with the same id.
 */
export function createWebhookSender(options: GuardOptions & { timeoutMs?: number; ca?: string }): WebhookSender {
  return {
    async send(target, event, nowIso) {
      if (!URL.canParse(target.url)) return refused(true, 'bad-url', `không phải địa chỉ: ${target.url}`);
      const url = new URL(target.url);
      const verdict = await guardAddress(url, options);
      if (!verdict.ok) return refused(verdict.code !== 'unresolved', verdict.code, verdict.why);
      const body = JSON.stringify({ type: event.type, timestamp: event.timestamp, data: event.data });
      const at = new Date(nowIso);
      const headers = {
        'Content-Type': 'application/json',
        'Content-Length': String(Buffer.byteLength(body)),
        'User-Agent': 'dondoc-webhook/1',
        'webhook-id': event.id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': target.secrets.map((secret) => new Webhook(secret).sign(event.id, at, body)).join(' '),
      };
      return post(url, verdict, { headers, body, timeoutMs: options.timeoutMs ?? 10_000, ca: options.ca });
    },
  };
}

type Post = { headers: Record<string, string>; body: string; timeoutMs: number; ca: string | undefined };

function post(
  url: URL,
  { address, family }: { address: string; family: 4 | 6 },
  { headers, body, timeoutMs, ca }: Post,
): Promise<SendOutcome> {
  return new Promise((resolve) => {
    const client = url.protocol === 'https:' ? https : http;
    const request = client.request(
      url,
      {
        method: 'POST',
        headers,
        ca,
        agent: false,
        // The checked address, whatever the name says by now; the name still stands in Host and in the certificate check.
        lookup: (_hostname, lookupOptions, done) => {
          if (lookupOptions.all) done(null, [{ address, family }]);
          else done(null, address, family);
        },
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        response.resume();
        const status = response.statusCode ?? 0;
        if (status >= 200 && status < 300)
          return resolve({ kind: 'accepted', providerId: null, detail: String(status) });
        // 410: the receiver says that it does not want to hear from us again.
        resolve(refused(status === 410, String(status), `nơi nhận trả lời HTTP ${status}`));
      },
    );
    request.on('error', (error: NodeJS.ErrnoException) => {
      const timedOut = error.name === 'TimeoutError' || error.name === 'AbortError';
      const code = timedOut ? 'timeout' : (error.code ?? 'error');
      resolve(refused(false, code, failureWords(code)));
    });
    request.end(body);
  });
}

/** Why a connection failed, for an officer to read. */
function failureWords(code: string): string {
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|^ERR_SSL|^EPROTO$/.test(code))
    return `chứng thư của nơi nhận không dùng được (${code})`;
  return FAILURES[code] ?? `không kết nối được với nơi nhận (${code})`;
}

const FAILURES: Record<string, string> = {
  timeout: 'hết thời gian chờ nơi nhận trả lời',
  ECONNREFUSED: 'nơi nhận từ chối kết nối',
  ECONNRESET: 'kết nối bị cắt giữa chừng',
  EPIPE: 'kết nối bị cắt giữa chừng',
  EHOSTUNREACH: 'không có đường mạng tới nơi nhận',
  ENETUNREACH: 'không có đường mạng tới nơi nhận',
};

function refused(permanent: boolean, code: string, why: string): SendOutcome {
  return { kind: 'refused', permanent, code, why };
}
