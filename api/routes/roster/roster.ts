// The roster: looked at, tried on open work, changed.
import type { ApiContext } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { seenTags } from '#api/if-match.ts';
import { orProblem } from '#api/or-problem.ts';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { editRoster as edit } from '#operations/edit-roster.ts';
import { previewRoster as preview } from '#operations/preview-roster.ts';
import type { ActorOf } from '#operations/seam/actor.ts';
import { seeRoster as see } from '#operations/see-roster.ts';

export const getRoster: Handler<'getRoster'> = async (context, { actor }) => look(context, actor);

export const previewRoster: Handler<'previewRoster'> = async (context, { actor, body }) =>
  orProblem(await preview(context, actor, { ...body, channels: CHANNEL_KINDS })).impact;

export const editRoster: Handler<'editRoster'> = async (context, { actor, body, raw }) => {
  const input = { ...body, channels: CHANNEL_KINDS, seen: seenTags(raw) };
  const { impact } = orProblem(await edit(context, actor, input));
  return { ...(await look(context, actor)), impact };
};

async function look(context: ApiContext, actor: ActorOf<'account'>) {
  const { ok: _, ...view } = orProblem(await see(context, actor, {}));
  return view;
}
