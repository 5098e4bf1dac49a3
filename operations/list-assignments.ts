// Somebody looks through the work that was given out.
import { type ListFilter, type ListPage, listAssignmentPage } from '#store/assignment-list-store.ts';
import { listUnknown } from '#store/plan-list-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { type Refusal, refuse } from './seam/refusal.ts';
import { viewDay } from './seam/view-day.ts';

type Page = Awaited<ReturnType<typeof listAssignmentPage>>;

/** A filter by something that does not exist is a slip: an empty list would say that there is nothing to do. */
export const listAssignments = defineOperation({
  name: 'list-assignments',
  by: ['account'],
  refuses: { 'not-found': 'no such plan, agency or field to filter by' },
  run: async (
    context: OperationContext,
    _actor,
    { filter, page }: { filter: ListFilter; page: ListPage },
    within,
  ): Promise<({ ok: true } & Page) | Refusal<'not-found'>> => {
    const { planId, agencyId, fieldCode } = filter;
    const [missing] = await listUnknown(context.database, { plan: planId, agency: agencyId, field: fieldCode });
    if (missing !== undefined)
      return refuse('not-found', `Không có ${FILTER_WORDS[missing]} được chọn để lọc. Bỏ điều kiện đó hoặc chọn lại.`);
    return { ok: true, ...(await listAssignmentPage(context.database, filter, page, { ...viewDay(context), within })) };
  },
});

const FILTER_WORDS = { plan: 'kế hoạch', agency: 'cơ quan', field: 'lĩnh vực' } as const;
