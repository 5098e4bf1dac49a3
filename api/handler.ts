// The type of a route's handler, taken from the route table.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { routes } from '#contracts/routes.ts';
import type { ActorOf } from '#operations/seam/actor.ts';
import type { OperationId } from './answer-once.ts';
import type { ApiContext } from './context.ts';

type Routes = typeof routes;
type Part<K extends keyof Routes, P extends string> =
  Routes[K] extends Record<P, infer Schema extends z.ZodType> ? z.infer<Schema> : undefined;

export type Handler<K extends keyof Routes> = (
  context: ApiContext,
  request: {
    params: Part<K, 'params'>;
    query: Part<K, 'query'>;
    body: Part<K, 'body'>;
    raw: FastifyRequest;
    reply: FastifyReply;
    operationId: OperationId;
    /** The same in another office, for what is given to it or answered there. */
    inOffice: (office: number) => ApiContext;
    /** Whose request it is; of a route for everybody there is nobody to know. */
    actor: Routes[K] extends { everybody: true } ? null : ActorOf<'account'>;
  },
) => Promise<z.input<Routes[K]['response']>>;
