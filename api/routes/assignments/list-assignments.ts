import type { Handler } from '#api/handler.ts';
import { linkNext, notACursor } from '#api/list-page.ts';
import { orProblem } from '#api/or-problem.ts';
import { yesNo } from '#api/yes-no.ts';
import { listAssignments as list } from '#operations/list-assignments.ts';
import { type ListCursor, type ListSort, printCursor, readCursor } from '#store/listed-order.ts';

/** What a state is depends on the day, and is counted by the database. */
export const listAssignments: Handler<'listAssignments'> = async (context, { actor, query, ...asked }) => {
  const { plan, agency, field, q, sort, page, limit = query.pageSize } = query;
  const { status, dueState, nature, dueFrom, dueTo, overdue } = query;
  const filter = {
    ...{ planId: plan, agencyId: agency, fieldCode: field, words: q },
    ...{ status, dueState, nature, dueFrom, dueTo, overdue: yesNo(overdue) },
  };
  const after = query.cursor === undefined ? null : requireCursor(sort, query.cursor);
  const wanted = { sort, limit, after, offset: (page - 1) * limit };
  const { next, total, items } = orProblem(await list(context, actor, { filter, page: wanted }));
  const cursor = next === null ? null : printCursor(sort, next);
  if (cursor !== null) linkNext(asked, cursor);
  return { total, items, next: cursor };
};

function requireCursor(sort: ListSort, text: string): ListCursor {
  const cursor = readCursor(sort, text);
  if (cursor === null) throw notACursor();
  return cursor;
}
