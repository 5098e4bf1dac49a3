// Of whom a second factor is asked from now on.
import type { SecondFactorFor } from '#domain/rights/second-factor.ts';
import { FIRST_OFFICE, officeOf } from '#store/database.ts';
import { putSecondFactorFor } from '#store/sign-in-rule-store.ts';
import { actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { NotAllowed } from './seam/not-allowed.ts';

/** Only whoever administers the first office may: accounts are the installation's. Whoever has none is led to set one up at the next request. */
export const requireSecondFactor = defineOperation({
  name: 'require-second-factor',
  by: ['account', 'administrator'],
  refuses: {},
  run: async ({ database, now }: OperationContext, actor, { whom }: { whom: SecondFactorFor }) => {
    if (officeOf(database) !== FIRST_OFFICE) throw new NotAllowed('what accounts need is said by the first office');
    const by = { actor: await actorWords(database, actor), now: now() };
    return { whom, changed: await putSecondFactorFor(database, whom, by) };
  },
});
