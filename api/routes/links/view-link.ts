import type { z } from 'zod';
import type { ApiContext } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { orProblem } from '#api/or-problem.ts';
import { ApiProblem } from '#api/problem.ts';
import { requireAssignment } from '#api/require-assignment.ts';
import type { AssignmentLink } from '#channels/signed-links.ts';
import type { LinkView } from '#contracts/link-views.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { allowedCommands } from '#domain/lifecycle/can-accept.ts';
import { linkHolder } from '#operations/seam/link-holder.ts';
import { viewAssignmentHistory } from '#store/assignment-view-store.ts';
import { findUsedLink } from '#store/used-link-store.ts';

export const getLink: Handler<'getLink'> = async (context, { params }) => linkView(context, params.token);

/** The claims of a genuine link that is still alive; every other token is refused with what to do. */
export function requireLink({ links, now }: ApiContext, token: string) {
  const check = links.verify(token, instantOf(now()));
  if (check.ok) return check;
  if (check.why === 'expired')
    throw new ApiProblem(
      'link-expired',
      'Đường dẫn đã quá thời gian sử dụng. Mở thư nhắc việc mới nhất để có đường dẫn mới.',
    );
  throw new ApiProblem('link-invalid', 'Đường dẫn không đúng hoặc bị cắt bớt. Mở lại từ thư nhắc việc.');
}

/** The claims of a link that is about one assignment. */
export function requireAssignmentLink(context: ApiContext, token: string): AssignmentLink {
  const link = requireLink(context, token);
  if ('assignmentId' in link) return link;
  throw new ApiProblem('link-other-action', 'Mở đúng đường dẫn trong thư nhắc việc cho thao tác này.');
}

/** Whoever holds a genuine link is the contact whom it was given to. */
export function holderOf({ contactId }: Pick<AssignmentLink, 'contactId'>) {
  return { kind: 'contact', contactId, by: 'link' } as const;
}

/** What a link is about; looking changes nothing. */
export async function linkView(context: ApiContext, token: string): Promise<z.input<typeof LinkView>> {
  const link = requireAssignmentLink(context, token);
  const assignment = await requireAssignment(context, holderOf(link), link.assignmentId);
  const [holder, history, used] = await Promise.all([
    linkHolder(context, link),
    viewAssignmentHistory(context.database, link.assignmentId),
    findUsedLink(context.database, link.jti),
  ]);
  const last = history?.events.find(({ told }) => told.type === 'returned' || told.type === 'reported')?.told;
  return {
    action: link.action,
    contactName: orProblem(holder).contact.name,
    expiresAt: link.expiresAt,
    usedAt: used === null ? null : used.toISOString(),
    assignment,
    products: history?.row.products ?? [],
    explanation: history?.explanation.text ?? '',
    evidence: context.evidence.limits,
    allowed: [...allowedCommands(assignment.status)].filter((command) => command === link.action),
    returnReason: last?.type === 'returned' ? (last.payload.reason ?? null) : null,
  };
}
