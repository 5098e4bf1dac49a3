// Work that other offices give to this one: the list, handing on, reporting up.
import type { ApiContext } from '#api/context.ts';
import type { Handler } from '#api/handler.ts';
import { answerPage, pageWanted } from '#api/list-page.ts';
import { orProblem } from '#api/or-problem.ts';
import { ApiProblem } from '#api/problem.ts';
import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { handOnWork as handOn } from '#operations/hand-on-work.ts';
import { listWorkFromAbove as list } from '#operations/list-work-from-above.ts';
import type { ActorOf } from '#operations/seam/actor.ts';
import { sendReportUp as sendUp } from '#operations/send-report-up.ts';
import { WORK_FROM_ABOVE_ORDERS } from '#store/work-from-above-list-store.ts';

const LIST = { name: 'work-from-above', orders: WORK_FROM_ABOVE_ORDERS };

export const listWorkFromAbove: Handler<'listWorkFromAbove'> = async (context, { actor, query, ...asked }) => {
  const { standing, q: words } = query;
  return answerPage(LIST, query, await list(context, actor, { standing, words, page: pageWanted(LIST, query) }), asked);
};

export const handOnWork: Handler<'handOnWork'> = async (context, { actor, params: { id }, body, inOffice }) => {
  const wanted = { id, ...body, policyName: 'mac-dinh', channels: CHANNEL_KINDS };
  orProblem(await handOn({ ...context, inOffice }, actor, wanted));
  return requireRow(context, actor, id);
};

export const sendReportUp: Handler<'sendReportUp'> = async (context, { actor, params: { id }, body, inOffice }) => {
  orProblem(await sendUp({ ...context, inOffice }, actor, { id, ...body }));
  return requireRow(context, actor, id);
};

async function requireRow(context: ApiContext, actor: ActorOf<'account'>, id: string) {
  const page = { keyset: WORK_FROM_ABOVE_ORDERS.due, limit: 1, after: null };
  const [row] = (await list(context, actor, { onlyId: id, page })).items;
  if (row === undefined) throw new ApiProblem('not-found', 'Không có việc này trong các việc cấp trên giao.');
  return row;
}
