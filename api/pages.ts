// The built pages. Every address that is neither a file nor the API's belongs to the single page.
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { answerNotFound } from './problem.ts';

const OF_MACHINES = /^\/(api|assets|dev\/messages|webhooks|healthz|readyz|metrics|openapi\.json)/;

/** Serves `webDist`; hashed assets are cached for good, the page itself never. */
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
  server.get('/', async (_request, reply) => reply.header('cache-control', 'no-cache').sendFile('index.html'));
  server.setNotFoundHandler(async (request, reply) => {
    if (request.method === 'GET' && !OF_MACHINES.test(request.url))
      return reply.header('cache-control', 'no-cache').sendFile('index.html');
    return answerNotFound(request, reply);
  });
}
