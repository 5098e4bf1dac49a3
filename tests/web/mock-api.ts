// A server for the pages alone: the route table with answers from mock-world.ts, each checked by the contract's own schema.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import multipart from '@fastify/multipart';
import staticFiles from '@fastify/static';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { registerSecurityHeaders } from '#api/security-headers.ts';
import { type Problem, type Route, routes } from '#contracts/routes.ts';
import { createHandlers, type Handlers } from './mock-handlers.ts';
import { mockMessages } from './mock-messages.ts';
import { createWorld, type World } from './mock-world.ts';
import { Refusal } from './refusal.ts';

type Operation = keyof typeof routes;

export interface MockApi {
  url: string;
  world: World;
  /** Every command that arrived: what a page must not do by itself. */
  posts: { operation: Operation; body: unknown }[];
  /** Its headers, in the same order; also of what was broken. */
  sent: { operation: Operation; key: unknown; ifMatch: unknown; query: unknown }[];
  /** Lets an operation answer with this problem until `heal` is called. */
  break: (operation: Operation, problem: Partial<Problem> & { status: number }) => void;
  heal: () => void;
  /** Milliseconds that each answer takes. */
  delayMs: number;
  close: () => Promise<void>;
}

const dist = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** Serves the built pages and the mock of the API on a free port. */
export async function startMockApi({ port = 0 }: { port?: number } = {}): Promise<MockApi> {
  const world = createWorld();
  const app = fastify({ bodyLimit: 60_000_000 });
  await registerSecurityHeaders(app, 'http://localhost');
  await app.register(multipart);
  if (existsSync(dist)) await app.register(staticFiles, { root: dist, wildcard: false, preCompressed: true });
  const broken = new Map<Operation, Partial<Problem> & { status: number }>();
  const mock: MockApi = {
    url: '',
    world,
    posts: [],
    sent: [],
    delayMs: 0,
    break: (operation, problem) => void broken.set(operation, problem),
    heal: () => broken.clear(),
    close: () => app.close(),
  };
  const handlers = createHandlers(world);
  for (const operation of Object.keys(routes) as Operation[]) bind(app, operation, handlers, mock, broken);
  app.get('/dev/messages', () => mockMessages(world, mock.url));
  app.setNotFoundHandler((request, reply) =>
    request.url.startsWith('/api/') ? problem(reply, { status: 404 }) : reply.sendFile('index.html'),
  );
  mock.url = (await app.listen({ port, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
  return mock;
}

function bind(
  app: FastifyInstance,
  operation: Operation,
  handlers: Handlers,
  mock: MockApi,
  broken: Map<Operation, Partial<Problem> & { status: number }>,
): void {
  const route: Route = routes[operation];
  app.route({
    method: route.method,
    url: route.path,
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      if (mock.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, mock.delayMs));
      const { 'idempotency-key': key, 'if-match': ifMatch } = request.headers;
      if (route.method !== 'GET') mock.sent.push({ operation, key, ifMatch, query: request.query });
      const failure = broken.get(operation);
      if (failure) return problem(reply, failure);
      if (route.upload) for await (const part of request.files()) await part.toBuffer();
      const body = route.body?.safeParse(request.body);
      if (route.method !== 'GET') mock.posts.push({ operation, body: request.body ?? null });
      if (body && !body.success)
        return problem(reply, { status: 400, title: 'Yêu cầu chưa đúng', detail: body.error.message });
      try {
        const answer = handlers[operation]({
          params: request.params as Record<string, string>,
          query: (route.query?.parse(request.query) ?? {}) as never,
          body: body?.data as never,
        });
        return reply.send(route.response.parse(answer));
      } catch (thrown) {
        if (thrown instanceof Refusal) return problem(reply, thrown.problem);
        throw thrown;
      }
    },
  });
}

function problem(reply: FastifyReply, given: Partial<Problem> & { status: number }) {
  const full: Problem = {
    type: 'docs/errors/mock.md',
    title: 'Không tìm thấy',
    detail: 'Nội dung này không có trong hệ thống.',
    code: 'mock',
    ...given,
  };
  return reply.code(full.status).type('application/problem+json').send(JSON.stringify(full));
}
