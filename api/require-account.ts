import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ActorOf } from '#operations/seam/actor.ts';
import type { ApiContext } from './context.ts';
import { ApiProblem } from './problem.ts';

/** The account that a request comes from, or a problem that says to sign in. */
export async function requireAccount(
  { accounts }: Pick<ApiContext, 'accounts'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<ActorOf<'account'>> {
  const { brakes } = request.server;
  const actor = await accounts.identify(request, reply);
  if (actor !== null) {
    await brakes.ofAccount(request, reply, actor);
    return actor;
  }
  await brakes.ofAddress(request, reply);
  throw new ApiProblem('sign-in-needed', 'Đăng nhập để dùng trang này. Hệ thống khác gửi kèm khóa API của mình.');
}
