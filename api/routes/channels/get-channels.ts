import type { Handler } from '#api/handler.ts';
import { hardToReach } from '#store/reachability-store.ts';

/** How each channel is set up, and the people whom the channels do not reach. */
export const getChannels: Handler<'getChannels'> = async ({ database, channels = [] }) => ({
  channels: [...channels],
  people: await hardToReach(database),
});
