// What an officer does about people that can not be reached: a code for Zalo, an address that is tried again, a matter that was dealt with.
import type { Handler } from '#api/handler.ts';
import { seenTags } from '#api/if-match.ts';
import { orProblem } from '#api/or-problem.ts';
import { createLinkCode } from '#channels/zalo/link-code.ts';
import { makeZaloCode } from '#operations/make-zalo-code.ts';
import { reopenMatter as reopen } from '#operations/reopen-matter.ts';
import { tickOffMatter } from '#operations/tick-off-matter.ts';
import { tryChannelAgain as tryAgain } from '#operations/try-channel-again.ts';

/** A code that the person writes to the Official Account; it works once and not for long. */
export const createZaloCode: Handler<'createZaloCode'> = async (context, { actor, params }) => {
  const made = await makeZaloCode(context, actor, { contactId: params.id, fresh: createLinkCode() });
  const { contactName, code, expiresAt } = orProblem(made);
  return { contactName, code, expiresAt };
};

export const resolveMatter: Handler<'resolveMatter'> = async (context, { actor, body, raw }) => {
  const { resolved } = orProblem(await tickOffMatter(context, actor, { id: body.id, seen: seenTags(raw) }));
  return { resolved: resolved ? 1 : 0 };
};

export const reopenMatter: Handler<'reopenMatter'> = async (context, { actor, body }) => reopen(context, actor, body);

export const tryChannelAgain: Handler<'tryChannelAgain'> = async (context, { actor, params, body }) => {
  const { cleared } = orProblem(await tryAgain(context, actor, { contactId: params.id, channel: body.channel }));
  return { cleared: cleared ? 1 : 0 };
};
