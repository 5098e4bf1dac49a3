import type { Handler } from '#api/handler.ts';
import { answerPage, pageWanted } from '#api/list-page.ts';
import { orProblem } from '#api/or-problem.ts';
import { yesNo } from '#api/yes-no.ts';
import { listPlans as list } from '#operations/list-plans.ts';
import { PLAN_ORDERS } from '#store/plan-summary-store.ts';

const LIST = { name: 'plans', orders: PLAN_ORDERS };

export const listPlans: Handler<'listPlans'> = async (context, { actor, query, ...asked }) => {
  const { status, year, agency, field, overdue, q } = query;
  const filter = { status, year, agencyId: agency, fieldCode: field, overdue: yesNo(overdue), words: q };
  const page = orProblem(await list(context, actor, { filter, page: pageWanted(LIST, query) }));
  return answerPage(LIST, query, page, asked);
};
