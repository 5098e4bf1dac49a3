import type { Handler } from '#api/handler.ts';
import { orProblem } from '#api/or-problem.ts';
import { useLink as use } from '#operations/use-link.ts';
import { linkView, requireAssignmentLink } from './view-link.ts';

/** Whoever holds a genuine link is the contact whom it was given to; what it does then is the operation's. */
export const useLink: Handler<'useLink'> = async (context, { params, body }) => {
  const link = requireAssignmentLink(context, params.token);
  const actor = { kind: 'contact', contactId: link.contactId, by: 'link' } as const;
  orProblem(await use(context, actor, { link, command: body }));
  return linkView(context, params.token);
};
