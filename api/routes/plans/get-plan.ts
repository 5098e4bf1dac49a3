import type { z } from 'zod';
import type { ApiContext } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { afterCursor, linkNext } from '#api/list-page.ts';
import { orProblem } from '#api/or-problem.ts';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import type { PlanDetail } from '#contracts/routes.ts';
import type { ActorOf } from '#operations/seam/actor.ts';
import { seePlan } from '#operations/see-plan.ts';
import { printCursor } from '#store/keyset.ts';
import { PLAN_ROW_CURSOR, type PlanRowsWanted } from '#store/plan-page-store.ts';

export const getPlan: Handler<'getPlan'> = async (context, { actor, params, query, ...asked }) => {
  const { page = 1, limit: size = query.pageSize, waiting, cursor, field, q } = query;
  // Whoever asks for no page gets the whole plan, as ever.
  const isPaged = [query.page, size, cursor, field, q].some((one) => one !== undefined) || waiting === '1';
  const limit = size ?? PAGE_SIZE;
  const after = afterCursor(ROWS, PLAN_ROW_CURSOR, cursor);
  const filter = { waiting: waiting === '1', fieldCode: field, words: q };
  const wanted = isPaged ? { limit, offset: (page - 1) * limit, after, ...filter } : null;
  const { next, ...detail } = await pageOfPlan(context, actor, params.id, wanted);
  if (next !== null) linkNext(asked, printCursor(ROWS, next));
  return detail;
};

const ROWS = 'plan rows';

const PAGE_SIZE = 50;

/** A plan row by row with the reading of each date, or a not-found problem. */
export async function planDetail(
  context: ApiContext,
  actor: ActorOf<'account'>,
  planId: string,
  wanted: PlanRowsWanted | null = null,
): Promise<z.input<typeof PlanDetail>> {
  const { next: _, ...detail } = await pageOfPlan(context, actor, planId, wanted);
  return detail;
}

async function pageOfPlan(
  context: ApiContext,
  actor: ActorOf<'account'>,
  planId: string,
  wanted: PlanRowsWanted | null,
) {
  return orProblem(await seePlan(context, actor, { planId, wanted, channels: CHANNEL_KINDS })).plan;
}
