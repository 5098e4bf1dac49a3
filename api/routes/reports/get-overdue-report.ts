import type { Handler } from '#api/handler.ts';
import { orProblem } from '#api/or-problem.ts';
import { reportOverdue } from '#operations/report-overdue.ts';

export const getOverdueReport: Handler<'getOverdueReport'> = async (context, { actor, query: { plan, dataDate } }) =>
  orProblem(await reportOverdue(context, actor, { planId: plan, dataDate })).report;
