import { CHANNEL_KINDS } from '#channels/kinds.ts';
import type { ChannelsHere } from '#store/reachability-store.ts';
import type { ApiContext } from './context.ts';

/** Who can be reached depends on what is set up; where nobody can tell, every channel counts as set up. */
export function channelsHere({ channels }: Pick<ApiContext, 'channels'>): ChannelsHere {
  const isOff = (channel: string) => channels?.some(({ name, state }) => name === channel && state === 'off') ?? false;
  return { known: CHANNEL_KINDS, isSetUp: (channel) => !isOff(channel) };
}
