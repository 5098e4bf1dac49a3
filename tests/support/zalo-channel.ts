// The real Zalo channel on the strict sandbox, its tokens in the real database.
import { createSecretBox } from '#channels/secret-box.ts';
import { createTokenSource } from '#channels/zalo/token-source.ts';
import { createZaloChannel } from '#channels/zalo/zalo-channel.ts';
import { SANDBOX_REFRESH_TOKEN, type ZaloSandbox } from '#local/zalo/start-zalo-sandbox.ts';
import type { Database } from '#store/database.ts';
import { createZaloTokenStore, raiseTokenAlarm } from '#store/zalo-token-store.ts';

/** Lives in the sandbox's time. */
export function zaloChannelOn(sandbox: ZaloSandbox, database: Database) {
  const { oaUrl, businessUrl, oauthUrl, identity } = sandbox;
  const { appId, appSecret } = identity;
  const box = createSecretBox('key-of-the-zalo-channel-in-tests', 'zalo-token');
  const now = () => new Date(sandbox.nowMs());
  const tokens = createTokenSource({
    store: createZaloTokenStore(database, { box, firstTokenId: 'first' }),
    oauthUrl,
    appId,
    appSecret,
    firstRefreshToken: SANDBOX_REFRESH_TOKEN,
    alarm: (why) => raiseTokenAlarm(database, why, now()),
    now,
  });
  return createZaloChannel({ oaUrl, businessUrl, tokens, now });
}
