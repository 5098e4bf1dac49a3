// The channels of this installation, as the environment says.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Channel } from '#channels/channel.ts';
import { createEmailChannel } from '#channels/email/email-channel.ts';
import { type ChannelRegistry, createChannelRegistry } from '#channels/registry.ts';
import { createSecretBox } from '#channels/secret-box.ts';
import { createTokenSource } from '#channels/zalo/token-source.ts';
import { createZaloChannel } from '#channels/zalo/zalo-channel.ts';
import type { Env } from '#config/env.ts';
import { zaloApplication } from '#config/zalo-application.ts';
import type { Database } from '#store/database.ts';
import { createZaloTokenStore, raiseTokenAlarm } from '#store/zalo-token-store.ts';

type ChannelEnv = Pick<Env, 'mail' | 'zalo' | 'encryptionKey' | 'publicUrl'> & { smtpUrl: string };

/** E-mail always, Zalo when its application is named; an address that only Zalo has is otherwise the officer's matter. */
export function createChannels(env: ChannelEnv, database: Database): ChannelRegistry {
  const zalo = createZalo(env, database);
  return createChannelRegistry([createEmail(env), ...(zalo === null ? [] : [zalo])]);
}

function createEmail({ smtpUrl, mail, publicUrl }: ChannelEnv): Channel {
  const { dkim, caFile } = mail;
  return createEmailChannel({
    smtpUrl,
    from: mail.from ?? `dôn đốc <don-doc@${new URL(publicUrl).hostname}>`,
    requireTls: mail.requireTls,
    domainLimits: mail.domainLimits,
    ...(caFile === null ? {} : { ca: caFile }),
    ...(dkim === null
      ? {}
      : {
          dkim: {
            domainName: dkim.domainName,
            keySelector: dkim.keySelector,
            privateKey: readFileSync(dkim.keyFile, 'utf8'),
          },
        }),
  });
}

function createZalo(env: ChannelEnv, database: Database): Channel | null {
  const application = zaloApplication(env);
  if (application === null) return null;
  const { oaUrl, businessUrl, oauthUrl, appId, appSecret, encryptionKey } = application;
  const { refreshToken, sandboxUrl } = env.zalo;
  const firstTokenId = refreshToken === null ? null : createHash('sha256').update(refreshToken).digest('hex');
  const tokens = createTokenSource({
    store: createZaloTokenStore(database, { box: createSecretBox(encryptionKey, 'zalo-token'), firstTokenId }),
    oauthUrl: withoutSlash(oauthUrl),
    appId,
    appSecret,
    firstRefreshToken: refreshToken,
    alarm: (why) => raiseTokenAlarm(database, why, new Date()),
  });
  return createZaloChannel({
    oaUrl: withoutSlash(oaUrl),
    businessUrl: withoutSlash(businessUrl),
    tokens,
    // The sample speaks at any hour, and so does its sandbox.
    waitForMorning: sandboxUrl === null,
  });
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
