// The mailbox of the embedded stack holds everybody's links. Beside the machine it is a playground; from elsewhere it is for whoever looks after accounts.
import { isIP } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { proxyRules } from '#config/proxies.ts';
import { reachOf } from '#domain/rights/reach.ts';
import type { ActorOf } from '#operations/seam/actor.ts';
import type { ApiContext } from './context.ts';
import { networkOf } from './network-of.ts';

const isThisMachine = proxyRules([]);

/** Whether somebody who asks from there, as this account or none, may see what everybody was sent. */
export function mayReadMailbox(
  { mailboxDir, trustedProxies }: Pick<ApiContext, 'mailboxDir' | 'trustedProxies'>,
  request: FastifyRequest,
  actor: ActorOf<'account'> | null,
): boolean {
  if (mailboxDir === null) return false;
  const from = networkOf(request, trustedProxies);
  // Of the loopback of IPv6 the network is what is left.
  const isHere = isIP(from) > 0 ? isThisMachine(from) : from === '0:0:0:0::/64';
  return isHere || (actor !== null && reachOf(actor.roles, 'list-accounts') === 'all');
}

/** The same for a request whose account nobody has looked at yet. */
export async function canReadMailbox(
  context: ApiContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> {
  if (mayReadMailbox(context, request, null)) return true;
  return mayReadMailbox(context, request, await context.accounts.identify(request, reply));
}
