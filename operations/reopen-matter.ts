// An officer takes back that a matter was dealt with.
import { reviveMatter } from '#store/attention-store.ts';
import { actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

/** Puts it back on the list as it was; one that is on it stays there. */
export const reopenMatter = defineOperation({
  name: 'reopen-matter',
  by: ['account'],
  right: 'tick-off-matter',
  refuses: {},
  run: async ({ database, now }: OperationContext, actor, { id }: { id: string }) => {
    const by = { actor: await actorWords(database, actor), now: now() };
    return { reopened: await reviveMatter(database, id, by) };
  },
});
