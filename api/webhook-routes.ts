// What other systems post to us: Zalo's events and mails that came back. Stored first, worked on by the worker.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { SignatureVariant } from '#channels/zalo/verify-webhook.ts';
import { createWebhookIntake } from '#channels/zalo/webhook-intake.ts';
import type { Database } from '#store/database.ts';
import { createIncomingStore, storeIncoming } from '#store/incoming-store.ts';

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

type Context = { database: Database; now: () => Date; incoming?: IncomingSettings };

/** POST /webhooks/zalo and /webhooks/mail, each only where it is set up; bodies stay the bytes that came. */
export async function registerWebhookRoutes(app: Pick<FastifyInstance, 'register'>, context: Context): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAIL_BYTES_MAX }, (_request, body, done) =>
      done(null, body),
    );
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
    store: ({ dedupeKey, rawBody }) => store({ source: 'zalo', dedupeKey, raw: Buffer.from(rawBody) }, now()),
  });
  scope.post('/webhooks/zalo', async (request, reply) => {
    const header = (name: string) => {
      const value = request.headers[name];
      return Array.isArray(value) ? value[0] : value;
    };
    const { status } = await intake(bytesOf(request.body), header);
    return reply.status(status).send({ status });
  });
}

function registerMail(scope: Pick<FastifyInstance, 'post'>, { database, now, incoming }: Context): void {
  const secret = incoming?.mailSecret ?? null;
  if (secret === null) return;
  scope.post('/webhooks/mail', async (request, reply) => {
    if (!sameSecret(String(request.headers['x-dondoc-secret'] ?? ''), secret))
      return reply.status(401).send({ status: 401 });
    const raw = bytesOf(request.body);
    if (raw.length === 0) return reply.status(400).send({ status: 400 });
    await storeIncoming(database, { source: 'mail', dedupeKey: mailKey(raw), raw }, now());
    return { status: 200 };
  });
}

/** The same mail, posted or read twice, is one event. */
export function mailKey(raw: Uint8Array): string {
  return createHash('sha256').update(raw).digest('hex');
}

function bytesOf(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
