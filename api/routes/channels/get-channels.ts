import { channelsHere } from '#api/channels-here.ts';
import { dataDay } from '#api/data-day.ts';
import type { Handler } from '#api/handler.ts';
import { listHardToReach } from '#store/reachability-store.ts';

/** How each channel is set up, and the people whom the channels do not reach. */
export const getChannels: Handler<'getChannels'> = async (context) => ({
  channels: [...(context.channels ?? [])],
  people: await listHardToReach(context.database, dataDay(context).dataDate, channelsHere(context)),
});
