// How the letters and reports of an office are headed from now on.
import type { Letterhead } from '#contracts/letterhead.ts';
import { putLetterhead } from '#store/letterhead-store.ts';
import { actorWords } from './seam/actor.ts';
import { changedMeanwhile } from './seam/changed-meanwhile.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

/** All of it at once. Letters that are composed already, and reports that were written, stay as they are. */
export const setLetterhead = defineOperation({
  name: 'set-letterhead',
  by: ['account'],
  refuses: { 'changed-meanwhile': 'somebody else changed it since `seen`' },
  run: async (
    { database, now, zone }: OperationContext,
    actor,
    { letterhead, seen = null }: { letterhead: Letterhead; seen?: readonly string[] | null },
  ) => {
    const by = { actor: await actorWords(database, actor), now: now() };
    const kept = await putLetterhead(database, { letterhead, seen }, by);
    return kept.ok ? { ok: true as const, changed: kept.changed } : changedMeanwhile(kept, zone);
  },
});
