import type { z } from 'zod';
import type { ApiContext } from '#api/context.ts';
import { requireAssignment } from '#api/give-command.ts';
import type { Handler } from '#api/handler.ts';
import { ApiProblem } from '#api/problem.ts';
import type { RosterContact } from '#contracts/roster.ts';
import type { LinkView } from '#contracts/routes.ts';
import {
  type AnswerScope,
  type AnswerVerdict,
  answerRefusalWords,
  isPresent,
  mayAnswer,
} from '#domain/answer/may-answer.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { allowedCommands } from '#domain/lifecycle/can-accept.ts';
import { loadAnsweredWork, loadAnswerScope } from '#store/answer-store.ts';
import { viewAssignmentHistory } from '#store/assignment-view-store.ts';

export const getLink: Handler<'getLink'> = async (context, { params }) => linkView(context, params.token);

type Link = ReturnType<typeof requireLink>;

/** The claims of a genuine link that is still alive; every other token is refused with what to do. */
export function requireLink({ links, now }: ApiContext, token: string) {
  const check = links.verify(token, now().toISOString());
  if (check.ok) return check;
  if (check.why === 'expired')
    throw new ApiProblem(
      'link-expired',
      'Đường dẫn đã quá thời gian sử dụng. Mở thư nhắc việc mới nhất để có đường dẫn mới.',
    );
  throw new ApiProblem('link-invalid', 'Đường dẫn không đúng hoặc bị cắt bớt. Mở lại từ thư nhắc việc.');
}

/** The person of a link to an assignment, while the work is theirs; a link shows and does nothing for anybody else (ADR 0090). */
export async function requireAnswerer(context: ApiContext, link: Link): Promise<RosterContact> {
  const work = await loadAnsweredWork(context.database, link);
  if (work === null) throw new ApiProblem('not-found', 'Không có việc này. Có thể kế hoạch đã được thay đổi.');
  const act = link.action === 'acknowledge' || link.action === 'report' ? link.action : 'view';
  return requireVerdict(context, link, (scope) => mayAnswer(scope, act, work));
}

/** The person of a link that is about themselves, while they are on the roster. */
export async function requirePresent(context: ApiContext, link: Pick<Link, 'contactId'>): Promise<RosterContact> {
  return requireVerdict(context, link, isPresent);
}

async function requireVerdict(
  { database, now, zone }: ApiContext,
  { contactId }: Pick<Link, 'contactId'>,
  judge: (scope: AnswerScope) => AnswerVerdict,
): Promise<RosterContact> {
  const scope = await loadAnswerScope(database, { contactId, date: toLocalDate(instantOf(now()), zone) });
  const verdict = scope === null ? { ok: false as const, why: 'person-gone' as const } : judge(scope);
  if (!verdict.ok) throw new ApiProblem('link-holder-changed', answerRefusalWords(verdict.why));
  return verdict.contact;
}

/** What a link is about; looking changes nothing. */
export async function linkView(context: ApiContext, token: string): Promise<z.input<typeof LinkView>> {
  const link = requireLink(context, token);
  const assignment = await requireAssignment(context, link.assignmentId);
  const [contact, history, used] = await Promise.all([
    requireAnswerer(context, link),
    viewAssignmentHistory(context.database, link.assignmentId),
    context.database.usedLink.findUnique({ where: { id: link.jti } }),
  ]);
  const returned = history?.events.find((event) => event.type === 'returned' || event.type === 'reported');
  return {
    action: link.action as 'acknowledge' | 'report' | 'view',
    contactName: contact.name,
    expiresAt: link.expiresAt,
    usedAt: used === null ? null : used.usedAt.toISOString(),
    assignment,
    products: history?.row.products ?? [],
    explanation: history?.explanation.text ?? '',
    allowed: [...allowedCommands(assignment.status)].filter((command) => command === link.action),
    returnReason: returned?.type === 'returned' ? ((returned.payload as { reason?: string }).reason ?? null) : null,
  };
}
