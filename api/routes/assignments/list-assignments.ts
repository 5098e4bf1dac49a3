import type { ApiContext } from '#api/context.ts';
import { dataDay } from '#api/data-day.ts';
import type { Handler } from '#api/handler.ts';
import { ApiProblem } from '#api/problem.ts';
import type { AssignmentRow } from '#contracts/assignment.ts';
import { foldDiacritics } from '#domain/shared/slug.ts';
import { viewAssignments } from '#store/assignment-view-store.ts';
import { listUnknown } from '#store/plan-list-store.ts';

/** Filters in memory: what a state is depends on the day, and a year of a district is a few thousand rows. */
export const listAssignments: Handler<'listAssignments'> = async (context, { query }) => {
  await requireFilters(context, query);
  const scope = query.plan === undefined ? {} : { planId: query.plan };
  const rows = await viewAssignments(context.database, { ...scope, ...dataDay(context) });
  const words = foldDiacritics(query.q ?? '')
    .split(/\s+/)
    .filter(Boolean);
  const found = rows.filter(
    (row) =>
      (query.agency === undefined || row.agencyId === query.agency) &&
      (query.field === undefined || row.fieldCode === query.field) &&
      (query.status === undefined || row.status === query.status) &&
      (query.dueState === undefined || row.dueState === query.dueState) &&
      words.every((word) => foldDiacritics(`${row.title} ${row.agencyName}`).includes(word)),
  );
  const start = (query.page - 1) * query.pageSize;
  return { total: found.length, items: found.sort(ORDERS[query.sort]).slice(start, start + query.pageSize) };
};

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

type Order = (a: AssignmentRow, b: AssignmentRow) => number;
const NEVER = '9999-12-31';
const byDue: Order = (a, b) => compare(a.dueWorking ?? NEVER, b.dueWorking ?? NEVER) || compare(a.key, b.key);
const ORDERS: Record<'due' | '-due' | 'agency' | 'daysLate', Order> = {
  due: byDue,
  '-due': (a, b) => compare(b.dueWorking ?? '', a.dueWorking ?? '') || compare(a.key, b.key),
  agency: (a, b) => a.agencyName.localeCompare(b.agencyName, 'vi') || byDue(a, b),
  daysLate: (a, b) => b.daysLate - a.daysLate || byDue(a, b),
};

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
