import type { ApiContext } from '#api/context.ts';
import { dataDay } from '#api/data-day.ts';
import type { Handler } from '#api/handler.ts';
import { orProblem } from '#api/or-problem.ts';
import { ApiProblem } from '#api/problem.ts';
import type { AssignmentRow } from '#contracts/assignment.ts';
import type { Instant } from '#contracts/primitives.ts';
import { mayAnswer } from '#domain/answer/may-answer.ts';
import { allowedCommands } from '#domain/lifecycle/can-accept.ts';
import { presentHolder } from '#operations/seam/link-holder.ts';
import { findAnswerScope } from '#store/answer-store.ts';
import { listHeardWork, listOpenWork } from '#store/my-work-store.ts';
import { loadPerson } from '#store/person-store.ts';
import { requireLink } from './view-link.ts';

/** Everything that is open for the holder, with links that live no longer than the one that was opened; looking changes nothing. */
export const getMyWork: Handler<'getMyWork'> = async (context, { params, query: { page, pageSize } }) => {
  const { action, contactId, expiresAt } = requireLink(context, params.token);
  if (action !== 'my-work')
    throw new ApiProblem('link-other-action', 'Mở đúng đường dẫn «Xem tất cả việc của tôi» trong thư tổng hợp.');
  orProblem(await presentHolder(context, contactId));
  const { name, agencyId, agencyName } = await loadPerson(context.database, contactId);
  const day = dataDay(context);
  const { items, ...counts } = await listOpenWork(
    context.database,
    { contactId, agencyId, heard: await listConcerning(context, contactId, day.dataDate) },
    { limit: pageSize, offset: (page - 1) * pageSize },
    day,
  );
  return {
    contactName: name,
    agencyName,
    expiresAt,
    today: day.dataDate,
    ...counts,
    items: items.map((assignment) => {
      const own = assignment.agencyId === agencyId;
      return { assignment, own, links: linksTo(context, assignment, own, { contactId, expiresAt }) };
    }),
  };
};

/** By the same rule as every link to one piece of work (ADR 0090). */
async function listConcerning({ database }: ApiContext, contactId: string, date: ApiDay) {
  const [scope, heard] = await Promise.all([
    findAnswerScope(database, { contactId, date }),
    listHeardWork(database, contactId),
  ]);
  return heard.filter(
    ({ role, ...work }) => scope !== null && mayAnswer(scope, 'view', { ...work, heardAs: [role] }).ok,
  );
}

type ApiDay = ReturnType<typeof dataDay>['dataDate'];

function linksTo(
  { links }: ApiContext,
  { id: assignmentId, status }: AssignmentRow,
  own: boolean,
  holder: { contactId: string; expiresAt: Instant },
) {
  const link = (action: 'acknowledge' | 'report' | 'view') => `/l/${links.sign({ assignmentId, action, ...holder })}`;
  const offered = (action: 'acknowledge' | 'report') =>
    own && allowedCommands(status).includes(action) ? link(action) : null;
  return { acknowledge: offered('acknowledge'), report: offered('report'), view: link('view') };
}
