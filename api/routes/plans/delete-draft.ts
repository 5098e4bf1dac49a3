import type { Handler } from '#api/handler.ts';
import { seenTags } from '#api/if-match.ts';
import { orProblem } from '#api/or-problem.ts';
import { deleteDraft as remove } from '#operations/delete-draft.ts';

export const deleteDraft: Handler<'deleteDraft'> = async (context, { actor, params, raw }) => {
  const { rows } = orProblem(await remove(context, actor, { planId: params.id, seen: seenTags(raw) }));
  return { rows };
};
