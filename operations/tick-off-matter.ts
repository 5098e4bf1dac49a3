// An officer has dealt with a matter on the list.
import { resolveSeenMatter } from '#store/attention-store.ts';
import { actorWords } from './seam/actor.ts';
import { changedMeanwhile } from './seam/changed-meanwhile.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import type { Refusal } from './seam/refusal.ts';

/** Takes a matter off the list as it was read; one that came up again since is not taken off unread, one that is off already is fine. */
export const tickOffMatter = defineOperation({
  name: 'tick-off-matter',
  by: ['account'],
  refuses: { 'changed-meanwhile': 'it came up again since `seen`' },
  run: async (
    { database, zone, now }: OperationContext,
    actor,
    { id, seen = null }: { id: string; seen?: readonly string[] | null },
  ): Promise<{ ok: true; resolved: boolean } | Refusal<'changed-meanwhile'>> => {
    const by = { actor: await actorWords(database, actor), now: now() };
    const outcome = await resolveSeenMatter(database, { id, seen }, by);
    return outcome.ok ? outcome : changedMeanwhile(outcome, zone);
  },
});
