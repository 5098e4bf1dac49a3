import { changedMeanwhile } from '#api/changed-meanwhile.ts';
import { OFFICER } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { seenTags } from '#api/if-match.ts';
import { ApiProblem } from '#api/problem.ts';
import { publishPlan as publish } from '#operations/publish-plan.ts';
import { summarisePlan } from '#store/plan-summary-store.ts';

export const publishPlan: Handler<'publishPlan'> = async (context, { params, query, raw, operationId }) => {
  const outcome = await publish(context, {
    planId: params.id,
    actor: OFFICER,
    policyName: 'mac-dinh',
    seen: seenTags(raw),
    again: query.again === '1',
    operationId,
  });
  if (!outcome.ok)
    throw outcome.code === 'changed-meanwhile'
      ? changedMeanwhile(outcome, context.zone)
      : new ApiProblem(outcome.code, outcome.detail, outcome.issues);
  const summary = await summarisePlan(context.database, params.id);
  if (summary === null) throw new ApiProblem('not-found', 'Không có kế hoạch này.');
  return summary;
};
