import type { Handler } from '#api/handler.ts';
import { seenTags } from '#api/if-match.ts';
import { orProblem } from '#api/or-problem.ts';
import { ApiProblem } from '#api/problem.ts';
import { setPlanYears as set } from '#operations/set-plan-years.ts';
import { findPlanSummary } from '#store/plan-summary-store.ts';

export const setPlanYears: Handler<'setPlanYears'> = async (context, { actor, params, body, raw }) => {
  const { reopened } = orProblem(await set(context, actor, { planId: params.id, ...body, seen: seenTags(raw) }));
  const plan = await findPlanSummary(context.database, params.id);
  if (plan === null) throw new ApiProblem('not-found', 'Không có kế hoạch này.');
  return { plan, reopened };
};
