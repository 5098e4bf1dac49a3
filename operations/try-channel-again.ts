// An officer takes the mark "unreachable" off an address: it was mended, or the server was wrong.
import { clearFailedAddress as clear } from '#store/reachability-store.ts';
import { actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

/** The next message may use the address again; where there is no mark, nothing changes. */
export const tryChannelAgain = defineOperation({
  name: 'try-channel-again',
  by: ['account'],
  refuses: {},
  run: async (
    { database, now }: OperationContext,
    actor,
    marked: { contactId: string; channel: string },
  ): Promise<{ ok: true; cleared: boolean }> => {
    const by = { actor: await actorWords(database, actor), now: now() };
    return { ok: true, cleared: await clear(database, marked, by) };
  },
});
