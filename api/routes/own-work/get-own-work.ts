import type { Handler } from '#api/handler.ts';
import { workGroup } from '#domain/assignment/work-group.ts';
import { seeOwnWork } from '#operations/see-own-work.ts';

export const getOwnWork: Handler<'getOwnWork'> = async (context, { actor, query: { page, pageSize } }) => {
  const { items, ...work } = await seeOwnWork(context, actor, { limit: pageSize, offset: (page - 1) * pageSize });
  return {
    ...work,
    items: items.map((item) => ({
      ...item,
      group: workGroup({ ...item.assignment, isReturned: item.returnReason !== null }, work.today),
    })),
  };
};
