import type { Handler } from '#api/handler.ts';
import { orProblem } from '#api/or-problem.ts';
import { useLink as use } from '#operations/use-link.ts';
import { holderOf, linkView, requireAssignmentLink } from './view-link.ts';

/** What it does for its holder is the operation's. */
export const useLink: Handler<'useLink'> = async (context, { params, body }) => {
  const link = requireAssignmentLink(context, params.token);
  orProblem(await use(context, holderOf(link), { link, command: body }));
  return linkView(context, params.token);
};
