// What the delivery of one installation is given: the channels that are set up here, and what the product knows of all.
import { type Addresses, channelAddress } from '#domain/delivery/known-channel.ts';
import type { Channel } from './channel.ts';
import type { ChannelKind, NeutralMessage } from './channel-kind.ts';
import { CHANNEL_KINDS } from './kinds.ts';

/** A message in the forms of the channels that have one of their own, by name. */
export type MessageForms = Readonly<Record<string, object>>;

export type ChannelRegistry = {
  /** Every channel that the product has, set up here or not. */
  readonly kinds: readonly ChannelKind[];
  /** What each channel that has an address of this person says of a message; by name, those that have a form of their own. */
  formsFor(contact: Addresses, message: NeutralMessage): MessageForms;
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
    formsFor(contact, message) {
      // Also of a channel that is not set up here: it may be when the message waits for another attempt.
      const reached = kinds.filter(({ name }) => channelAddress(contact, name, kinds) !== null);
      return Object.fromEntries(
        reached.flatMap(({ name, compose }) => {
          const form = compose?.(message) ?? null;
          return form === null ? [] : [[name, form]];
        }),
      );
    },
    get: (name) => byName.get(name),
    names: () => [...byName.keys()],
    close: async () => {
      await Promise.allSettled([...byName.values()].map((channel) => channel.close()));
    },
  };
}
