// The built pages. Every address that is neither a file nor the API's belongs to the single page.
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Serves the files of `webDist`; hashed assets are cached for good, the page itself never. */
export async function registerPages(server: FastifyInstance, webDist: string): Promise<void> {
  await server.register(fastifyStatic, {
    root: webDist,
    index: false,
    wildcard: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (response, path) => {
      const hashed = path.includes('/assets/');
      response.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  server.get('/', (_request, reply) => sendPage(reply));
}

/** The single page; what it shows is decided by its address. */
export function sendPage(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-cache').sendFile('index.html');
}
