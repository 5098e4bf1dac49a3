// What an officer does about people that can not be reached: a code for Zalo, and a matter that was dealt with.

import { changedMeanwhile } from '#api/changed-meanwhile.ts';
import { OFFICER } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { seenTags } from '#api/if-match.ts';
import { ApiProblem } from '#api/problem.ts';
import { createLinkCode, LINK_CODE_MINUTES } from '#channels/zalo/link-code.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { resolveSeenMatter } from '#store/attention-store.ts';
import { addLinkCode } from '#store/contact-link-store.ts';

/** A code that the person writes to the Official Account; it works once and not for long. */
export const createZaloCode: Handler<'createZaloCode'> = async ({ database, now, zone }, { params }) => {
  const { code, shown } = createLinkCode();
  const expiresAt = new Date(now().getTime() + LINK_CODE_MINUTES * 60_000);
  const date = toLocalDate(instantOf(now()), zone);
  const contact = await addLinkCode(database, { code, contactId: params.id, expiresAt, date }, now(), OFFICER);
  if (contact === null) throw new ApiProblem('not-found', 'Không có người này trong danh bạ.');
  return { contactName: contact.name, code: shown, expiresAt: expiresAt.toISOString() };
};

export const resolveMatter: Handler<'resolveMatter'> = async ({ database, now, zone }, { body, raw }) => {
  const outcome = await resolveSeenMatter(database, { id: body.id, seen: seenTags(raw) }, now(), OFFICER);
  if (!outcome.ok) throw changedMeanwhile({ ...outcome, changes: [] }, zone);
  return { resolved: outcome.resolved ? 1 : 0 };
};
