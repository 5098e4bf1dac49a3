import type { ApiContext } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { orProblem } from '#api/or-problem.ts';
import { ApiProblem } from '#api/problem.ts';
import type { AssignmentRow } from '#contracts/assignment.ts';
import type { Instant } from '#contracts/primitives.ts';
import { type AnswerScope, isPresent, mayAnswer } from '#domain/answer/may-answer.ts';
import { allowedCommands } from '#domain/lifecycle/can-accept.ts';
import { presentHolder } from '#operations/seam/link-holder.ts';
import { viewDay } from '#operations/seam/view-day.ts';
import { findAnswerScope } from '#store/answer-store.ts';
import { listHeardWork, listHearers, listOpenWork } from '#store/my-work-store.ts';
import { loadPerson, type Person } from '#store/person-store.ts';
import { listSharers } from '#store/shared-address-store.ts';
import { requireLink } from './view-link.ts';

/**
 * Everything that is open for the holder, and, from a letter to several, for those who share the address that it went to; with links that live no
 * longer than the one that was opened. Looking changes nothing.
 */
export const getMyWork: Handler<'getMyWork'> = async (context, { params, query: { page, pageSize } }) => {
  const link = requireLink(context, params.token);
  if (link.action !== 'my-work')
    throw new ApiProblem('link-other-action', 'Mở đúng đường dẫn «Xem tất cả việc của tôi» trong thư tổng hợp.');
  const { expiresAt } = link;
  const day = viewDay(context);
  orProblem(await presentHolder(context, link.contactId));
  const scope = await findAnswerScope(context.database, { contactId: link.contactId, date: day.dataDate });
  const people = await readersOf(context, link, scope);
  const heard = await listConcerning(context, people, scope);
  const { items, ...counts } = await listOpenWork(
    context.database,
    { agencyIds: people.map(({ agencyId }) => agencyId), heard },
    { limit: pageSize, offset: (page - 1) * pageSize },
    day,
  );
  const heardBy =
    people.length === 1 ? new Map<string, string>() : await listHearers(context.database, idsOf(items), heard);
  return {
    contactName: distinct(people.map(({ name }) => name)),
    agencyName: distinct(people.map(({ agencyName }) => agencyName)),
    expiresAt,
    today: day.dataDate,
    ...counts,
    items: items.map((assignment) => {
      const doer = people.find(({ agencyId }) => agencyId === assignment.agencyId);
      const contactId = doer?.id ?? heardBy.get(assignment.id) ?? link.contactId;
      const own = doer !== undefined;
      return { assignment, own, links: linksTo(context, assignment, own, { contactId, expiresAt }) };
    }),
  };
};

/** The holder first; of those who share the address today whoever is on the roster. */
async function readersOf(
  { database }: ApiContext,
  { contactId, channel }: { contactId: string; channel?: string },
  scope: AnswerScope | null,
): Promise<Person[]> {
  const sharers = channel === undefined ? [] : await listSharers(database, { contactId, channel });
  const isThere = (id: string) => scope !== null && isPresent({ ...scope, contactId: id }).ok;
  const others = sharers.filter((id) => id !== contactId && isThere(id));
  return Promise.all([contactId, ...others].map((id) => loadPerson(database, id)));
}

function idsOf(items: readonly { id: string }[]): string[] {
  return items.map(({ id }) => id);
}

function distinct(names: readonly string[]): string {
  return [...new Set(names)].join(', ');
}

/** By the same rule as every link to one piece of work (ADR 0090). */
async function listConcerning({ database }: ApiContext, people: readonly Person[], scope: AnswerScope | null) {
  const heard = await listHeardWork(database, idsOf(people));
  return heard.filter(
    ({ role, contactId, ...work }) =>
      scope !== null && mayAnswer({ ...scope, contactId }, 'view', { ...work, heardAs: [role] }).ok,
  );
}

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
