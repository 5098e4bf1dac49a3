import type { z } from 'zod';
import type { ApiContext } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { ApiProblem } from '#api/problem.ts';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import type { PlanDetail } from '#contracts/routes.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { toLocalDate } from '#domain/calendar/local-time.ts';
import { findPlanDetail, type PlanRowsWanted } from '#store/plan-page-store.ts';

export const getPlan: Handler<'getPlan'> = async (context, { params, query }) => {
  const { page = 1, pageSize, waiting } = query;
  // Whoever asks for no page gets the whole plan, as ever.
  const isPaged = query.page !== undefined || pageSize !== undefined || waiting === '1';
  const limit = pageSize ?? PAGE_SIZE;
  return planDetail(
    context,
    params.id,
    isPaged ? { limit, offset: (page - 1) * limit, waiting: waiting === '1' } : null,
  );
};

const PAGE_SIZE = 50;

/** A plan row by row with the reading of each date, or a not-found problem. */
export async function planDetail(
  { database, now, zone }: ApiContext,
  planId: string,
  wanted: PlanRowsWanted | null = null,
): Promise<z.input<typeof PlanDetail>> {
  const look = { date: toLocalDate(instantOf(now()), zone), channels: CHANNEL_KINDS };
  const detail = await findPlanDetail(database, planId, wanted, look);
  if (detail === null) throw new ApiProblem('not-found', 'Không có kế hoạch này.');
  return detail;
}
