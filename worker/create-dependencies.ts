// What the activities are given in life, as the environment says.

import type { ActivityDependencies } from '#activities/deps.ts';
import { createLinkSigner } from '#channels/signed-links.ts';
import type { ConnectedEnv } from '#config/connected-env.ts';
import { wallClock } from '#contracts/clock.ts';
import { createStore } from '#store/create-store.ts';
import { type Database, officeOf } from '#store/database.ts';
import { createChannels } from './create-channels.ts';

type Surroundings = Pick<ActivityDependencies, 'engine' | 'log'> & { database: Database };

/** What another office is given in place of the first one's: channels and clock are the installation's. */
export function dependenciesOf(
  first: ActivityDependencies,
  { env, database, engine }: Pick<Surroundings, 'database' | 'engine'> & { env: Pick<ConnectedEnv, 'secret'> },
): ActivityDependencies {
  const links = createLinkSigner(env.secret, officeOf(database));
  return { ...first, store: createStore(database), links, engine };
}

/** Channels and signed links of this installation; whoever asks closes the channels. */
export async function createDependencies(
  env: ConnectedEnv,
  { database, engine, log }: Surroundings,
): Promise<ActivityDependencies> {
  return {
    store: createStore(database),
    channels: await createChannels(env, database),
    links: createLinkSigner(env.secret),
    now: wallClock,
    publicUrl: env.publicUrl,
    mailDomain: new URL(env.publicUrl).hostname,
    answersAreRead: env.mail.replyAddress !== null,
    engine,
    log,
  };
}
