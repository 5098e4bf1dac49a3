import { channelsHere } from '#api/channels-here.ts';
import type { Handler } from '#api/handler.ts';
import { seeOverview } from '#operations/see-overview.ts';

export const getOverview: Handler<'getOverview'> = async (context, { actor }) =>
  seeOverview(context, actor, { here: channelsHere(context) });
