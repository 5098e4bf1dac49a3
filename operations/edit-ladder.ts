// Somebody changes the ladder: a new version comes into force, and no version is ever changed.
import type { EditedLadder } from '#contracts/ladder-edit.ts';
import { tagsFit } from '#domain/shared/version-tag.ts';
import { addPolicyVersion } from '#store/policy-store.ts';
import { ladderTag } from '#store/rule-version-tags.ts';
import { listLadderVersions } from '#store/rule-versions-store.ts';
import { LADDER_NAME, nextLadder } from './parts/next-ladder.ts';
import { ruleChangedMeanwhile } from './parts/rule-changed-meanwhile.ts';
import { actorWords } from './seam/actor.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';

export const editLadder = defineOperation({
  name: 'edit-ladder',
  by: ['account'],
  right: 'set-ladder',
  refuses: {
    'ladder-refused': 'a rung could not speak, or would speak twice',
    'changed-meanwhile': 'somebody else made a version since `seen`',
  },
  run: async (
    context: OperationContext,
    actor,
    { ladder, seen = null }: { ladder: EditedLadder; seen?: readonly string[] | null },
  ) => {
    const { database, now } = context;
    const next = await nextLadder(context, ladder);
    if (!next.ok) return next;
    const isSeen = seen === null || tagsFit(seen, [ladderTag(next.version)]);
    const by = { actor: await actorWords(database, actor), now: now() };
    if (isSeen && (await addPolicyVersion(database, next.policy, by)) !== null) return { ok: true as const };
    return ruleChangedMeanwhile(context, {
      versions: await listLadderVersions(database, LADDER_NAME),
      seen: seen ?? [ladderTag(next.version)],
      tagOf: ladderTag,
      words: 'phiên bản thang',
    });
  },
});
