// A server for the pages alone: the route table with answers from mock-world.ts, each checked by the contract's own schema.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { createEventStream, type EventStream } from '#api/changes/event-stream.ts';
import { registerPages } from '#api/pages.ts';
import { registerSecurityHeaders } from '#api/security-headers.ts';
import { NO_QUERY, nothingElse } from '#api/validate-request.ts';
import type { ChangeTold } from '#contracts/changes.ts';
import type { Problem } from '#contracts/problem.ts';
import { type Route, routes } from '#contracts/routes.ts';
import { isOfOneself, RIGHTS, type Right } from '#domain/rights/rights-table.ts';
import { createHandlers, type Handlers } from './mock-handlers.ts';
import { mockMessages } from './mock-messages.ts';
import { createWorld, type World } from './mock-world.ts';
import { Refusal } from './refusal.ts';

export type Operation = keyof typeof routes;

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
  /** What whoever is signed in may do. */
  rights: readonly Right[];
  /** Milliseconds that each answer takes. */
  delayMs: number;
  /** Lets no answer out but of these until what it gives back is called: what a page shows meanwhile can be looked at however slow the machine is. */
  hold: (but?: readonly Operation[]) => () => void;
  /** Tells every page that listens. */
  tell: (told: ChangeTold) => void;
  /** Pages that listen now. */
  readonly listeners: number;
  /** False = whoever wants to listen is refused, as by a server that has no place left. */
  takesListeners: boolean;
  close: () => Promise<void>;
}

interface Held {
  held: { but: readonly Operation[]; until: Promise<void> };
}

const dist = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** Serves the built pages and the mock of the API on a free port. */
export async function startMockApi({ port = 0 }: { port?: number } = {}): Promise<MockApi> {
  const world = createWorld();
  const app = fastify({ bodyLimit: 60_000_000 });
  await registerSecurityHeaders(app, 'http://localhost');
  await app.register(multipart);
  const setup = { webDist: dist, publicPath: '', mailbox: true };
  const sendPage = existsSync(dist) ? await registerPages(app as unknown as FastifyInstance, setup) : null;
  const broken = new Map<Operation, Partial<Problem> & { status: number }>();
  const streams = new Set<EventStream>();
  const mock: MockApi & Held = {
    url: '',
    held: { but: [], until: Promise.resolve() },
    world,
    posts: [],
    sent: [],
    get rights() {
      return world.rights;
    },
    set rights(rights) {
      world.rights = rights;
    },
    delayMs: 0,
    break: (operation, problem) => void broken.set(operation, problem),
    heal: () => broken.clear(),
    hold: (but = []) => {
      let release = () => {};
      const until = new Promise<void>((resolve) => {
        release = resolve;
      });
      mock.held = { but, until };
      return () => release();
    },
    tell: (told) => {
      for (const stream of streams) stream.tell([told], 1);
    },
    get listeners() {
      return streams.size;
    },
    takesListeners: true,
    close: () => app.close(),
  };
  const handlers = createHandlers(world);
  for (const operation of Object.keys(routes) as Operation[]) bind(app, operation, handlers, mock, broken);
  app.get('/dev/messages', () => mockMessages(world, mock.url));
  bindStream(app, streams, mock);
  app.setNotFoundHandler((request, reply) =>
    request.url.startsWith('/api/') || sendPage === null ? problem(reply, { status: 404 }) : sendPage(request, reply),
  );
  mock.url = (await app.listen({ port, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
  world.passkeys.address = mock.url;
  return mock;
}

/** The right that an operation asks for where both have one name; a page must not ask for what its viewer may not see. */
function rightOf(operation: Operation): Right | null {
  const name = operation.replace(/^get/, 'see').replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
  return name in RIGHTS ? (name as Right) : null;
}

function bind(
  app: FastifyInstance,
  operation: Operation,
  handlers: Handlers,
  mock: MockApi & Held,
  broken: Map<Operation, Partial<Problem> & { status: number }>,
): void {
  const route: Route = routes[operation];
  app.route({
    method: route.method,
    url: route.path,
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      if (mock.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, mock.delayMs));
      if (!mock.held.but.includes(operation)) await mock.held.until;
      const { 'idempotency-key': key, 'if-match': ifMatch } = request.headers;
      if (route.method !== 'GET') mock.sent.push({ operation, key, ifMatch, query: request.query });
      const right = rightOf(operation);
      if (right !== null && !isOfOneself(right) && !mock.rights.includes(right)) return problem(reply, { status: 403 });
      const failure = broken.get(operation);
      if (failure) return problem(reply, failure);
      let file = { name: '', size: 0 };
      if (route.upload)
        for await (const part of request.files()) file = { name: part.filename, size: (await part.toBuffer()).length };
      const body = route.body && nothingElse(route.body).safeParse(request.body);
      if (route.method !== 'GET') mock.posts.push({ operation, body: request.body ?? null });
      if (body && !body.success)
        return problem(reply, { status: 400, title: 'Yêu cầu chưa đúng', detail: body.error.message });
      try {
        const answer = handlers[operation]({
          params: request.params as Record<string, string>,
          query: nothingElse(route.query ?? NO_QUERY).parse(request.query) as never,
          body: body?.data as never,
          file,
        });
        return reply.send(route.response.parse(answer));
      } catch (thrown) {
        if (thrown instanceof Refusal) return problem(reply, thrown.problem);
        throw thrown;
      }
    },
  });
}

function bindStream(app: FastifyInstance, streams: Set<EventStream>, mock: MockApi): void {
  // How far a publication is, the server sees once a second.
  const looks = setInterval(() => {
    for (const { id, status } of mock.world.plans) if (status === 'publishing') mock.tell({ type: 'plan', id });
  }, 1_000);
  app.addHook('preClose', async () => {
    clearInterval(looks);
    for (const stream of streams) stream.end();
  });
  app.get('/api/events', { exposeHeadRoute: false }, (_request, reply) => {
    if (!mock.takesListeners) return problem(reply, { status: 429, code: 'too-many-streams' });
    const stream = createEventStream();
    streams.add(stream);
    stream.body.once('close', () => streams.delete(stream));
    stream.begin(1);
    reply.raw.shouldKeepAlive = false;
    return reply.type('text/event-stream; charset=utf-8').send(stream.body);
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
