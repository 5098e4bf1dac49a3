// A channel as the product knows it, whether or not it is set up here. Its folder exports one, and channels/kinds.ts lists it: everybody else
// asks that list.
import type { ConnectedEnv } from '#config/connected-env.ts';
import type { ChannelSetup } from '#contracts/routes.ts';
import type { KnownChannel } from '#domain/delivery/known-channel.ts';
import type { Channel } from './channel.ts';
import type { ZaloTokenKeeping } from './zalo/token-source.ts';

export interface ChannelKind extends KnownChannel {
  /** How it is set up here, in Vietnamese for an administrator and without a secret; `off`: nothing goes out by it. */
  setup(env: ConnectedEnv): Pick<ChannelSetup, 'state' | 'words'>;
  /** The channel as it is set up here; asked for where it is not `off`. */
  create(env: ConnectedEnv, keeping: ChannelKeeping): Promise<Channel>;
}

/** What channels keep in the database of the installation; they know no database themselves. */
export interface ChannelKeeping {
  zaloTokens: ZaloTokenKeeping;
}
