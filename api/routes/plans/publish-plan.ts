import type { Handler } from '#api/handler.ts';
import { seenTags } from '#api/if-match.ts';
import { orProblem } from '#api/or-problem.ts';
import { ApiProblem } from '#api/problem.ts';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { publishPlan as publish } from '#operations/publish-plan.ts';
import { findPlanSummary } from '#store/plan-summary-store.ts';

export const publishPlan: Handler<'publishPlan'> = async (context, { actor, params, query, raw, operationId }) => {
  const again = query.again === '1';
  const unheard = query.unheard === '1';
  const seen = seenTags(raw);
  const wanted = {
    planId: params.id,
    policyName: 'mac-dinh',
    channels: CHANNEL_KINDS,
    seen,
    again,
    unheard,
    operationId,
  };
  orProblem(await publish(context, actor, wanted));
  const summary = await findPlanSummary(context.database, params.id);
  if (summary === null) throw new ApiProblem('not-found', 'Không có kế hoạch này.');
  return summary;
};
