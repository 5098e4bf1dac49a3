import { channelsHere } from '#api/channels-here.ts';
import type { Handler } from '#api/handler.ts';
import { seeChannels } from '#operations/see-channels.ts';

/** How each channel is set up, and the people whom the channels do not reach. */
export const getChannels: Handler<'getChannels'> = async (context, { actor }) => ({
  channels: [...(context.channels ?? [])],
  people: await seeChannels(context, actor, { here: channelsHere(context) }),
});
