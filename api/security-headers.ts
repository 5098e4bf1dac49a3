// What every answer tells the browser about itself, by helmet: no frames, no foreign scripts, nothing kept, nothing passed on (ADR 0080, 0251).
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

// A year; only where people come by https, or a name could never be opened without it again.
const HSTS_SECONDS = 31_536_000;

const CONTENT_POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'frame-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
  'object-src': ["'none'"],
};

/** What a browser may load and run for a page of ours: our own files alone, and styles in the page as far as `styles` allows them. */
export function contentPolicy(styles: readonly string[] = []): string {
  const directives = { ...CONTENT_POLICY, 'style-src': [...CONTENT_POLICY['style-src'], ...styles] };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join(';');
}

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
