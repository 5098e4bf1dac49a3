import { createHash, randomInt } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import type { SandboxIdentity } from './sandbox-identity.ts';
import type { SandboxMessage } from './sandbox-state.ts';
import { followEvent, receivedEvent, type SignedEvent, seenEvent, textEvent } from './webhook-events.ts';

export type WebhookSettings = {
  url: string | null;
  /** Which documented signature to make: sources disagree, a client must take each. */
  time: 'header' | 'body';
  secret: 'oa' | 'app';
  prefix: 'mac=' | 'sha256=' | '';
  /** Whether receipts name the OA as sender (or the person). */
  receiptSender: 'oa' | 'user';
  /** Every event is delivered this often. */
  copies: number;
  /** Waits before the repeats; Zalo's own by default. */
  retryMs: readonly number[];
};

export const DEFAULT_WEBHOOK: WebhookSettings = {
  url: null,
  time: 'header',
  secret: 'oa',
  prefix: 'mac=',
  receiptSender: 'user',
  copies: 1,
  retryMs: [30_000, 300_000, 900_000, 1_800_000, 3_600_000],
};

export type WebhookDelivery = {
  event: string;
  attempts: number;
  lastStatus: number | null;
  tookMs: number;
  done: boolean;
};

export type WebhookEmitter = {
  settings: WebhookSettings;
  deliveries: WebhookDelivery[];
  emit(event: Record<string, unknown>, headers?: Record<string, string>): Promise<WebhookDelivery>;
  /** The unsigned `{}` that the console sends when the address is saved. */
  probe(): Promise<number | null>;
  received(message: SandboxMessage): void;
  seen(message: SandboxMessage): void;
  text(userId: string, text: string, messageId: string): void;
  follow(userId: string, follows: boolean): void;
  stop(): void;
};

const ANSWER_WITHIN_MS = 2_000;

/**
 * Sends events as Zalo does: signed, 200 wanted within two seconds, repeated with `num_retry` otherwise. `nowMs` dates what happened,
 * `sentMs` the signature: whoever moves the sandbox's clock does not move that of the network.
 */
export function createWebhookEmitter(
  identity: SandboxIdentity,
  nowMs: () => number,
  sentMs: () => number = nowMs,
): WebhookEmitter {
  const settings = { ...DEFAULT_WEBHOOK };
  const deliveries: WebhookDelivery[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  let stopped = false;

  const post = (rawBody: string, headers: Record<string, string>) =>
    settings.url === null ? Promise.resolve(null) : postJson(settings.url, rawBody, headers, agent);

  async function deliver(delivery: WebhookDelivery, rawBody: string, headers: Record<string, string>): Promise<void> {
    if (stopped) return;
    const retry: Record<string, string> = delivery.attempts > 0 ? { num_retry: String(delivery.attempts) } : {};
    const startedMs = performance.now();
    delivery.attempts += 1;
    delivery.lastStatus = await post(rawBody, { ...headers, ...retry });
    delivery.tookMs = performance.now() - startedMs;
    delivery.done = delivery.lastStatus === 200;
    const wait = settings.retryMs[delivery.attempts - 1];
    if (delivery.done || wait === undefined || stopped) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void deliver(delivery, rawBody, headers);
    }, wait);
    timers.add(timer);
  }

  async function emit(event: Record<string, unknown>, extra: Record<string, string> = {}): Promise<WebhookDelivery> {
    const delivery: WebhookDelivery = {
      event: String(event.event_name),
      attempts: 0,
      lastStatus: null,
      tookMs: 0,
      done: false,
    };
    deliveries.push(delivery);
    if (settings.url === null) return delivery;
    const time = String(nowMs());
    // The header need not equal the body's time: a client that reads the wrong one is found out.
    const headerTime = settings.time === 'header' ? String(sentMs() + randomInt(1, 900)) : time;
    const rawBody = JSON.stringify({ app_id: identity.appId, ...event, timestamp: time });
    const secret = settings.secret === 'oa' ? identity.oaSecretKey : identity.appSecret;
    const mac = createHash('sha256')
      .update(identity.appId + rawBody + headerTime + secret)
      .digest('hex');
    const headers = {
      'X-ZEvent-Signature': `${settings.prefix}${mac}`,
      ...(settings.time === 'header' ? { 'X-ZEvent-Timestamp': headerTime } : {}),
      ...extra,
    };
    const copies = Array.from({ length: settings.copies - 1 }, () => deliver({ ...delivery }, rawBody, headers));
    await Promise.all([deliver(delivery, rawBody, headers), ...copies]);
    return delivery;
  }

  const send = ({ event, headers }: SignedEvent) => void emit(event, headers);
  return {
    settings,
    deliveries,
    emit,
    probe: () => post('{}', {}),
    received: (message) => send(receivedEvent(message, identity.oaId, settings.receiptSender, nowMs())),
    seen: (message) => send(seenEvent(message, identity.oaId, settings.receiptSender)),
    text: (userId, text, messageId) => send(textEvent(userId, identity.oaId, text, messageId)),
    follow: (userId, follows) => send(followEvent(userId, identity.oaId, follows)),
    stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      agent.destroy();
    },
  };
}

/** The HTTP status, or null when nothing came back within the two seconds that Zalo waits. */
function postJson(
  url: string,
  rawBody: string,
  headers: Record<string, string>,
  agent: http.Agent,
): Promise<number | null> {
  const secure = url.startsWith('https:');
  return new Promise((resolve) => {
    const request = (secure ? https : http).request(url, {
      method: 'POST',
      agent: secure ? undefined : agent,
      headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(rawBody), ...headers },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    request.on('response', (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? null));
      response.on('error', () => resolve(null));
    });
    request.on('error', () => resolve(null));
    request.end(rawBody);
  });
}
