// The ladder of reminders: looked at, tried on open work, changed.
import type { Handler } from '#api/handler.ts';
import { seenTags } from '#api/if-match.ts';
import { orProblem } from '#api/or-problem.ts';
import { editLadder as edit } from '#operations/edit-ladder.ts';
import { previewLadder as preview } from '#operations/preview-ladder.ts';
import { seeLadder } from '#operations/see-ladder.ts';

export const getLadder: Handler<'getLadder'> = async (context, { actor, query }) =>
  orProblem(await seeLadder(context, actor, query));

export const previewLadder: Handler<'previewLadder'> = async (context, { actor, body }) =>
  orProblem(await preview(context, actor, body)).impact;

export const editLadder: Handler<'editLadder'> = async (context, { actor, body, raw }) => {
  orProblem(await edit(context, actor, { ...body, seen: seenTags(raw) }));
  return orProblem(await seeLadder(context, actor, {}));
};
