// What other systems post to us: Zalo's events and mails that came back. Stored first, worked on by the worker.

import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { headOfMail } from '#channels/email/mail-head.ts';
import type { SignatureVariant } from '#channels/zalo/verify-webhook.ts';
import { createWebhookIntake, type IntakeAnswer } from '#channels/zalo/webhook-intake.ts';
import type { Clock } from '#contracts/clock.ts';
import type { ErrorCode } from '#contracts/error-codes.ts';
import type { Database } from '#store/database.ts';
import { createIncomingStore, storeIncoming } from '#store/incoming-store.ts';
import { ApiProblem } from './problem.ts';

export interface IncomingSettings {
  zalo: {
    appId: string;
    oaId: string | null;
    oaSecretKey: string;
    appSecret: string | null;
    pinned: SignatureVariant | null;
  } | null;
  /** What a mail server must send in `X-Dondoc-Secret`; null = the route is closed. */
  mailSecret: string | null;
}

const MAIL_BYTES_MAX = 30 * 1024 * 1024;
// An event of Zalo is a few KB; its signature covers the body, so this much is read of whoever calls.
const EVENT_BYTES_MAX = 256 * 1024;

type Context = { database: Database; now: Clock; incoming?: IncomingSettings };

/** POST /webhooks/zalo and /webhooks/mail, each only where it is set up; bodies stay the bytes that came. */
export async function registerWebhookRoutes(app: Pick<FastifyInstance, 'register'>, context: Context): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    registerZalo(scope, context);
    registerMail(scope, context);
  });
}

function registerZalo(scope: Pick<FastifyInstance, 'post'>, { database, now, incoming }: Context): void {
  const settings = incoming?.zalo ?? null;
  if (settings === null) return;
  const store = createIncomingStore(database);
  const intake = createWebhookIntake({
    settings,
    oaId: settings.oaId ?? '',
    now,
    store: ({ dedupeKey, rawBody }) => store({ source: 'zalo', dedupeKey, raw: rawBody }, now()),
  });
  scope.post('/webhooks/zalo', { bodyLimit: EVENT_BYTES_MAX }, async (request) => {
    const header = (name: string) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value[0] : value;
    };
    const answer = await intake(bytesOf(request.body), header);
    if (answer === 'taken') return { status: 200 };
    request.log.warn({ answer }, 'an event of Zalo was not taken');
    throw new ApiProblem(...EVENT_REFUSALS[answer]);
  });
}

const EVENT_REFUSALS: Record<Exclude<IntakeAnswer, 'taken'>, [ErrorCode, string]> = {
  'not-json': ['invalid-request', 'Sự kiện của Zalo phải là JSON đầy đủ.'],
  'not-genuine': [
    'event-not-genuine',
    'Chữ ký X-ZEvent-Signature không khớp. Kiểm tra ZALO_APP_ID và ZALO_OA_SECRET_KEY.',
  ],
  'too-old': ['event-too-old', 'Thời điểm đã ký cách giờ của máy chủ quá xa. Kiểm tra đồng hồ của máy chủ.'],
  'not-stored': ['engine-unavailable', 'Chưa lưu được sự kiện. Gửi lại sau ít phút.'],
};

function registerMail(scope: Pick<FastifyInstance, 'post'>, { database, now, incoming }: Context): void {
  const secret = incoming?.mailSecret ?? null;
  if (secret === null) return;
  // Whoever does not know the secret is answered before the 30 MB that a mail may have are read.
  const onRequest = async ({ headers }: FastifyRequest) => {
    if (!sameSecret(String(headers['x-dondoc-secret'] ?? ''), secret))
      throw new ApiProblem('event-not-genuine', 'Đầu mục X-Dondoc-Secret không khớp với MAIL_WEBHOOK_SECRET.');
  };
  scope.post('/webhooks/mail', { onRequest, bodyLimit: MAIL_BYTES_MAX }, async (request) => {
    const raw = bytesOf(request.body);
    if (raw.length === 0) throw new ApiProblem('invalid-request', 'Nội dung trống, chưa có thư nào.');
    await storeIncoming(database, { source: 'mail', ...headOfMail(raw) }, now());
    return { status: 200 };
  });
}

function bytesOf(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
