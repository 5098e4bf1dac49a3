import type { Handler } from '#api/handler.ts';
import { orProblem } from '#api/or-problem.ts';
import { readDeadlineText as read } from '#operations/read-deadline-text.ts';

export const readDeadlineText: Handler<'readDeadlineText'> = async (context, { actor, params, query }) =>
  orProblem(await read(context, actor, { planId: params.id, text: query.text })).reading;
