import type { ApiContext } from '#api/context.ts';
import { dataDay } from '#api/data-day.ts';
import type { Handler } from '#api/handler.ts';
import { ApiProblem } from '#api/problem.ts';
import { listAssignmentPage } from '#store/assignment-list-store.ts';
import { type ListCursor, type ListSort, printCursor, readCursor } from '#store/listed-order.ts';
import { listUnknown } from '#store/plan-list-store.ts';

/** What a state is depends on the day, and is counted by the database. */
export const listAssignments: Handler<'listAssignments'> = async (context, { query }) => {
  await requireFilters(context, query);
  const { plan, agency, field, status, dueState, q, sort, page, pageSize } = query;
  const filter = { planId: plan, agencyId: agency, fieldCode: field, status, dueState, words: q };
  const after = query.cursor === undefined ? null : requireCursor(sort, query.cursor);
  const { next, ...found } = await listAssignmentPage(
    context.database,
    filter,
    { sort, limit: pageSize, after, offset: (page - 1) * pageSize },
    dataDay(context),
  );
  return { ...found, next: next === null ? null : printCursor(sort, next) };
};

function requireCursor(sort: ListSort, text: string): ListCursor {
  const cursor = readCursor(sort, text);
  if (cursor === null)
    throw new ApiProblem(
      'invalid-request',
      'Vị trí trang (cursor) không đúng, hoặc của cách sắp xếp khác. Mở lại danh sách từ trang đầu.',
      [{ place: 'cursor', message: 'không phải giá trị `next` của trang trước' }],
    );
  return cursor;
}

/** A filter by something that does not exist is a slip: an empty list would say that there is nothing to do. */
async function requireFilters(
  { database }: ApiContext,
  { plan, agency, field }: { plan?: string; agency?: string; field?: string },
): Promise<void> {
  const [missing] = await listUnknown(database, { plan, agency, field });
  if (missing !== undefined)
    throw new ApiProblem(
      'not-found',
      `Không có ${FILTER_WORDS[missing]} được chọn để lọc. Bỏ điều kiện đó hoặc chọn lại.`,
    );
}

const FILTER_WORDS = { plan: 'kế hoạch', agency: 'cơ quan', field: 'lĩnh vực' } as const;
