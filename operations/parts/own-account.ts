import type { ActorOf } from '../seam/actor.ts';
import { NotAllowed } from '../seam/not-allowed.ts';

/** The account that somebody looks after. The key of tests has none: it may do everything, and has nothing of its own. */
export function ownAccount({ accountId, name }: Pick<ActorOf<'account'>, 'accountId' | 'name'>): string {
  if (accountId !== null) return accountId;
  throw new NotAllowed(`${name} has no account of its own`);
}
