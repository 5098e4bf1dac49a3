import type { Handler } from '#api/handler.ts';
import { answerPage, pageWanted } from '#api/list-page.ts';
import { listMatters as list } from '#operations/list-matters.ts';
import { MATTER_ORDERS } from '#store/attention-store.ts';

const LIST = { name: 'matters', orders: MATTER_ORDERS };

export const listMatters: Handler<'listMatters'> = async (context, { actor, query, ...asked }) =>
  answerPage(LIST, query, await list(context, actor, { words: query.q, page: pageWanted(LIST, query) }), asked);
