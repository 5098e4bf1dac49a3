// The channels of this installation, as the environment says.

import { CHANNEL_KINDS } from '#channels/kinds.ts';
import { type ChannelRegistry, createChannelRegistry } from '#channels/registry.ts';
import type { ConnectedEnv } from '#config/connected-env.ts';
import { wallClock } from '#contracts/clock.ts';
import type { Database } from '#store/database.ts';
import { createZaloTokenStore, raiseTokenAlarm } from '#store/zalo-token-store.ts';

/** Those that are not off; an address that only another has is the officer's matter. */
export async function createChannels(env: ConnectedEnv, database: Database): Promise<ChannelRegistry> {
  const keeping = {
    zaloTokens: {
      open: (options: Parameters<typeof createZaloTokenStore>[1]) => createZaloTokenStore(database, options),
      alarm: (why: string) => raiseTokenAlarm(database, why, wallClock()),
    },
  };
  const kinds = CHANNEL_KINDS.filter((kind) => kind.setup(env).state !== 'off');
  return createChannelRegistry(await Promise.all(kinds.map((kind) => kind.create(env, keeping))));
}
