import type { Handler } from '#api/handler.ts';
import { seenTags } from '#api/if-match.ts';
import { orProblem } from '#api/or-problem.ts';
import { decideDeadline as decide } from '#operations/decide-deadline.ts';
import { planDetail } from './get-plan.ts';

export const decideDeadline: Handler<'decideDeadline'> = async (context, { actor, params, query, body, raw }) => {
  const decision = { planId: params.id, rowId: params.rowId, text: body.text, seen: seenTags(raw) };
  orProblem(await decide(context, actor, decision));
  return planDetail(context, actor, params.id, query.rows === 'decided' ? { rowId: params.rowId } : null);
};
