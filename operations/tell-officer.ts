// Something that came in needs a person to read it.
import { type Matter, type MatterBound, raiseAttention, raiseBoundedAttention } from '#store/attention-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

export interface ToldMatter {
  matter: Matter;
  /** For what anybody outside can cause: so many of the kind stand on the list, the rest as one. */
  bound?: MatterBound;
}

/** Puts a matter on the officer's list; told twice, it stands there once. */
export const tellOfficer = defineOperation({
  name: 'tell-officer',
  by: ['system'],
  refuses: {},
  run: async ({ database, now }: OperationContext, _actor, { matter, bound }: ToldMatter): Promise<{ ok: true }> => {
    if (bound === undefined) await raiseAttention(database, matter, now());
    else await raiseBoundedAttention(database, matter, bound, now());
    return { ok: true };
  },
});
