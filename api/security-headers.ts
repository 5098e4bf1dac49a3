// What every answer tells the browser about itself, by helmet: no frames, no foreign scripts, nothing kept, nothing passed on (ADR 0080).
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

// A year; only where people come by https, or a name could never be opened without it again.
const HSTS_SECONDS = 31_536_000;

/**
 * The content policy of the pages. Styles may stand in the page: antd writes them while it runs, and the frame of a mail inherits the
 * policy and shows what mails are made of. Scripts come from our own files alone.
 */
export const CONTENT_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  frameSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'self'"],
  frameAncestors: ["'none'"],
  objectSrc: ["'none'"],
};

/** Sets the headers on every answer, errors and unknown addresses included; what says nothing of caching is not kept. */
export async function registerSecurityHeaders(
  app: Pick<FastifyInstance, 'register' | 'addHook'>,
  publicUrl: string,
): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_POLICY },
    // Links of mails carry their authority in the address.
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    hsts: publicUrl.startsWith('https:') ? { maxAge: HSTS_SECONDS, includeSubDomains: false } : false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
  });
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  });
  app.addHook('onSend', async (_request, reply, payload) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    return payload;
  });
}
