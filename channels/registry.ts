import type { Channel } from './channel.ts';

export type ChannelRegistry = {
  get(name: string): Channel | undefined;
  names(): string[];
  close(): Promise<void>;
};

/** The channels of this installation by name; two of one name are a mistake of the set-up and refused at once. */
export function createChannelRegistry(channels: readonly Channel[]): ChannelRegistry {
  const byName = new Map<string, Channel>();
  for (const channel of channels) {
    if (byName.has(channel.name)) throw new Error(`channel "${channel.name}" is registered twice`);
    byName.set(channel.name, channel);
  }
  return {
    get: (name) => byName.get(name),
    names: () => [...byName.keys()],
    close: async () => {
      await Promise.allSettled([...byName.values()].map((channel) => channel.close()));
    },
  };
}
