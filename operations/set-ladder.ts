// A ladder comes into force under its name and version.
import type { LadderPolicy } from '#contracts/ladder.ts';
import { ensurePolicy, type StoredPolicy } from '#store/policy-store.ts';
import { actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

/** Stores the ladder once. @throws when its name and version stand for another content: the file was changed without a new version. */
export const setLadder = defineOperation({
  name: 'set-ladder',
  by: ['account', 'administrator', 'system'],
  refuses: {},
  run: async (
    { database, now }: Pick<OperationContext, 'database' | 'now'>,
    actor,
    { policy }: { policy: LadderPolicy },
  ): Promise<{ ok: true; stored: StoredPolicy }> => {
    const by = { actor: await actorWords(database, actor), now: now() };
    return { ok: true, stored: await ensurePolicy(database, policy, by) };
  },
});
