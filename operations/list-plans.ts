// Somebody looks at which plans there are, and how far each has come.

import type { PageWanted } from '#store/keyset.ts';
import { listUnknown } from '#store/plan-list-store.ts';
import { listPlanSummaries, type PlanFilter } from '#store/plan-summary-store.ts';
import type { OperationContext } from './seam/context.ts';
import { defineOperation } from './seam/define-operation.ts';
import { type Refusal, refuse } from './seam/refusal.ts';
import { viewDay } from './seam/view-day.ts';

type Page = Awaited<ReturnType<typeof listPlanSummaries>>;
type Filter = Omit<PlanFilter, 'overdue'> & { overdue?: boolean | undefined };

/** A filter by something that does not exist is a slip: an empty list would say that there are no plans. */
export const listPlans = defineOperation({
  name: 'list-plans',
  by: ['account'],
  refuses: { 'not-found': 'no such agency or field to filter by' },
  run: async (
    context: OperationContext,
    _actor,
    { filter, page }: { filter: Filter; page: PageWanted },
  ): Promise<({ ok: true } & Page) | Refusal<'not-found'>> => {
    const { database } = context;
    const { overdue, agencyId, fieldCode } = filter;
    const [missing] = await listUnknown(database, { agency: agencyId, field: fieldCode });
    if (missing !== undefined)
      return refuse(
        'not-found',
        `Không có ${missing === 'agency' ? 'cơ quan' : 'lĩnh vực'} được chọn để lọc. Bỏ điều kiện đó hoặc chọn lại.`,
      );
    const late = overdue === undefined ? undefined : { wanted: overdue, on: viewDay(context).dataDate };
    return { ok: true, ...(await listPlanSummaries(database, { ...filter, overdue: late }, page)) };
  },
});
