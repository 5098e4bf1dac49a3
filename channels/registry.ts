// What the delivery of one installation is given: the channels that are set up here, and what the product knows of all.
import type { Channel } from './channel.ts';
import type { ChannelKind } from './channel-kind.ts';
import { CHANNEL_KINDS } from './kinds.ts';

export type ChannelRegistry = {
  /** Every channel that the product has, set up here or not. */
  readonly kinds: readonly ChannelKind[];
  get(name: string): Channel | undefined;
  names(): string[];
  close(): Promise<void>;
};

/** The channels of this installation by name; two of one name are a mistake of the set-up and refused at once. */
export function createChannelRegistry(channels: readonly Channel[], kinds = CHANNEL_KINDS): ChannelRegistry {
  const byName = new Map<string, Channel>();
  for (const channel of channels) {
    if (byName.has(channel.name)) throw new Error(`channel "${channel.name}" is registered twice`);
    byName.set(channel.name, channel);
  }
  return {
    kinds,
    get: (name) => byName.get(name),
    names: () => [...byName.keys()],
    close: async () => {
      await Promise.allSettled([...byName.values()].map((channel) => channel.close()));
    },
  };
}
