// A channel as the product knows it, whether or not it is set up here. One folder has it, channels/kinds.ts lists it.
import type { KnownChannel } from '#domain/delivery/known-channel.ts';

export type ChannelKind = KnownChannel;
