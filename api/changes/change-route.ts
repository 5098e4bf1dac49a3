// What changes, told to whoever listens: a stream of events stands beside the route table, whose answers are JSON.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { ApiContext } from '#api/context.ts';
import { networkOf } from '#api/network-of.ts';
import type { OfficeContexts } from '#api/office-contexts.ts';
import { orProblem } from '#api/or-problem.ts';
import { requireAccount } from '#api/require-account.ts';
import { ChangesQuery } from '#contracts/changes.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import type { Hearing } from '#domain/changes/told.ts';
import type { ActorOf } from '#operations/seam/actor.ts';
import { NotAllowed } from '#operations/seam/not-allowed.ts';
import { seeChanges } from '#operations/see-changes.ts';
import { createChangeHub } from './change-hub.ts';
import type { Listener } from './listener.ts';
import { createStreamPlaces } from './stream-places.ts';

const POLL_MS = 1_000;

/** GET /api/events: as long as whoever listens stays, may, and reads what comes. */
export function registerChangeRoute(app: FastifyInstance, context: ApiContext, contexts: OfficeContexts): void {
  const { accounts, now, zone, trustedProxies, streams = {} } = context;
  const places = createStreamPlaces(streams);
  const hub = createChangeHub({
    now,
    day: () => toLocalDate(instantOf(now()), zone),
    warn: (fields, message) => app.log.warn(fields, message),
    pollMs: streams.pollMs ?? POLL_MS,
  });
  // Before the server waits for its connections: these would never end by themselves.
  app.addHook('preClose', async () => hub.close());
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/api/events',
    exposeHeadRoute: false,
    schema: { querystring: ChangesQuery },
    async handler(request, reply) {
      const actor = await requireAccount(context, request, reply);
      const here = contexts.of(actor.office);
      const assignmentId = request.query.assignment ?? null;
      orProblem(await seeChanges(here, actor, { assignmentId }));
      const network = networkOf(request, trustedProxies);
      const leave = places.take({ credential: actor.sessionId ?? actor.keyId ?? `at ${network}`, network });
      const ask = async (): Promise<Hearing | null> => {
        const roles = accounts.rolesNow === undefined ? actor.roles : await accounts.rolesNow(actor);
        return roles === null ? null : hearingOf(seeChanges(here, { ...actor, roles }, { assignmentId }));
      };
      const after = lastHeard(request.headers['last-event-id']) ?? request.query.after ?? null;
      const { body } = hub.listen(here.database, { credential: credentialOf(actor), ask, after }, leave);
      reply.raw.shouldKeepAlive = false;
      return reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no').send(body);
    },
  });
}

/** What is no number was not told by this server: as if it had been left out. */
function lastHeard(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null;
}

function credentialOf({ sessionId, keyId }: ActorOf<'account'>): Listener['credential'] {
  if (keyId !== undefined) return { kind: 'key', id: keyId };
  return sessionId === undefined ? null : { kind: 'session', id: sessionId };
}

/** Null for whoever may not listen any more, or to this. */
async function hearingOf(asked: ReturnType<typeof seeChanges>): Promise<Hearing | null> {
  try {
    const seen = await asked;
    return seen.ok ? seen.hearing : null;
  } catch (error) {
    if (error instanceof NotAllowed) return null;
    throw error;
  }
}
