// Nobody can take the server for themselves: each account, each key, and each address where nobody has signed in has so many requests a
// minute. Counted in memory under names that only this process knows, and forgotten with the minute: nothing of anybody is kept.
import { createHmac, randomBytes } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ActorOf } from '#operations/seam/actor.ts';
import type { ApiContext } from './context.ts';
import { networkOf } from './network-of.ts';
import { ApiProblem } from './problem.ts';

const MINUTE_MS = 60_000;
// More at once than an installation has people; who is forgotten early begins a new minute.
const COUNTED_MAX = 20_000;

interface Brakes {
  /** Counts a request of an account or a key, and refuses what is more than it may have. */
  ofAccount(request: FastifyRequest, reply: FastifyReply, actor: ActorOf<'account'>): Promise<void>;
  /** Counts a request of somebody who has not signed in. */
  ofAddress(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

/** From here on `app.brakes` counts; what is more than an account, a key or an address may have is refused. */
export async function registerRateLimits(
  app: FastifyInstance,
  { rateLimits, trustedProxies }: Pick<ApiContext, 'rateLimits' | 'trustedProxies'>,
): Promise<void> {
  if (rateLimits === undefined)
    return void app.decorate('brakes', { ofAccount: async () => {}, ofAddress: async () => {} });
  await app.register(rateLimit, { global: false, cache: COUNTED_MAX });
  const names = new WeakMap<FastifyRequest, string>();
  const salt = randomBytes(32);
  const brake = (max: number) => {
    const count = app.createRateLimit({
      max,
      timeWindow: MINUTE_MS,
      keyGenerator: (request) => names.get(request) ?? '',
    });
    return async (request: FastifyRequest, reply: FastifyReply, name: string) => {
      if (max === 0) return;
      names.set(request, createHmac('sha256', salt).update(name).digest('base64url'));
      const counted = await count(request);
      if (!counted.isAllowed) answer(reply, counted);
    };
  };
  const brakes = { account: brake(rateLimits.account), key: brake(rateLimits.key), address: brake(rateLimits.address) };
  app.decorate('brakes', {
    async ofAccount(request, reply, { accountId, keyId }) {
      // The key of tests and what no account stands behind is on this machine.
      if (keyId !== undefined) await brakes.key(request, reply, `key ${keyId}`);
      else if (accountId !== null) await brakes.account(request, reply, `account ${accountId}`);
    },
    async ofAddress(request, reply) {
      const network = networkOf(request, trustedProxies);
      // Of a proxy that does not say for whom it asks all of the office would be one.
      if (!LOOPBACK.test(network)) await brakes.address(request, reply, `address ${network}`);
    },
  });
}

declare module 'fastify' {
  interface FastifyInstance {
    brakes: Brakes;
  }
}

const LOOPBACK = /^(127\.|0:0:0:0::\/64$|$)/;

function answer(
  reply: FastifyReply,
  counted: { max: number; remaining: number; ttlInSeconds: number; isExceeded: boolean },
) {
  const { max, remaining, ttlInSeconds, isExceeded } = counted;
  reply.headers({ 'ratelimit-limit': max, 'ratelimit-remaining': remaining, 'ratelimit-reset': ttlInSeconds });
  if (!isExceeded) return;
  throw new ApiProblem(
    'too-many-requests',
    `Đã có quá ${max} yêu cầu trong một phút từ đây. Đợi ${ttlInSeconds} giây rồi gửi tiếp; gửi thưa hơn để không bị dừng.`,
    undefined,
    { retryAfterSeconds: ttlInSeconds },
  );
}
