import { OFFICER } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { ApiProblem } from '#api/problem.ts';
import { publishPlan as publish } from '#engine/publish-plan.ts';
import { summarisePlan } from '#store/plan-summary-store.ts';

export const publishPlan: Handler<'publishPlan'> = async (context, { params }) => {
  const outcome = await publish(context, { planId: params.id, actor: OFFICER, policyName: 'mac-dinh' });
  if (!outcome.ok) throw new ApiProblem(outcome.code, outcome.detail, outcome.issues);
  const summary = await summarisePlan(context.database, params.id);
  if (summary === null) throw new ApiProblem('not-found', 'Không có kế hoạch này.');
  return summary;
};
