// People of a running API: who they are, how they come in, what a password may be.
import { createHmac } from 'node:crypto';
import { createPasskeys } from '#accounts/passkeys.ts';
import { passwords } from '#accounts/passwords.ts';
import { createSignIn } from '#accounts/sign-in.ts';
import { createSecretBox } from '#channels/secret-box.ts';
import type { ConnectedEnv } from '#config/connected-env.ts';
import { type Clock, wallClock } from '#contracts/clock.ts';
import { tellSignIn } from '#store/account-session-store.ts';
import { findAccountFacts } from '#store/account-store.ts';
import type { Database } from '#store/database.ts';
import type { Directory } from '#store/directory.ts';
import { createAccounts } from './accounts.ts';
import type { ApiContext } from './context.ts';
import { createOfficePlaces, type OfficePlace } from './office-places.ts';

interface Here {
  env: Pick<ConnectedEnv, 'accounts' | 'encryptionKey' | 'publicUrl' | 'secret'>;
  database: Database;
  directory: Directory;
  zone: string;
  now: Clock;
  /** Shared with whoever else looks at the offices; left out = made here. */
  placeOf?: (office: number) => OfficePlace;
}

type People = Required<
  Pick<ApiContext, 'accounts' | 'signIn' | 'passwords' | 'passkeys' | 'letters' | 'trustedProxies' | 'sampleAccounts'>
> &
  Pick<ApiContext, 'singleSignOn'>;

export function openAccounts({
  env,
  database,
  directory,
  zone,
  now,
  placeOf = createOfficePlaces({ database, directory, now }),
}: Here): People {
  const { singleSignOn, sampleAccounts, testKey, trustedProxies } = env.accounts;
  const who = (id: string) => findAccountFacts(database, id, { sampleAccounts });
  const signIn = createSignIn({
    database,
    // A key of its own: what signs links in letters signs no cookie.
    secret: createHmac('sha256', env.secret).update('dondoc.sign-in').digest('base64url'),
    publicUrl: env.publicUrl,
    now,
    wall: wallClock,
    singleSignOn,
    mayEnter: async (id) => (await who(id)) !== null,
    async onSignedIn(id, way) {
      const account = await who(id);
      if (account === null) return;
      await tellSignIn(database, id, 'account-signed-in', { actor: account.name, now: now() }, { way });
    },
  });
  return {
    accounts: createAccounts({ database, placeOf, signIn, zone, now, sampleAccounts, testKey }),
    signIn,
    passwords,
    passkeys: createPasskeys(env.publicUrl),
    letters: createSecretBox(env.encryptionKey ?? env.secret, 'account-letter'),
    trustedProxies,
    sampleAccounts,
    ...(singleSignOn === null ? {} : { singleSignOn: { name: singleSignOn.name } }),
  };
}
