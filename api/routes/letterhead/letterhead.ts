// How the letters and reports of an office are headed, and which address its letters come from.
import type { Handler } from '#api/handler.ts';
import { seenTags } from '#api/if-match.ts';
import { orProblem } from '#api/or-problem.ts';
import { seeLetterhead } from '#operations/see-letterhead.ts';
import { setLetterhead as set } from '#operations/set-letterhead.ts';
import { setSenderAddress as allow } from '#operations/set-sender-address.ts';

export const getLetterhead: Handler<'getLetterhead'> = async (context, { actor }) => seeLetterhead(context, actor, {});

export const setLetterhead: Handler<'setLetterhead'> = async (context, { actor, body, raw }) => {
  orProblem(await set(context, actor, { letterhead: body, seen: seenTags(raw) }));
  return seeLetterhead(context, actor, {});
};

export const setSenderAddress: Handler<'setSenderAddress'> = async (context, { actor, body, raw }) => {
  const { changed, etag } = orProblem(await allow(context, actor, { ...body, seen: seenTags(raw) }));
  return { changed, etag };
};
