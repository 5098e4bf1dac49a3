import { createHash } from 'node:crypto';
import type { ConnectedEnv } from '#config/connected-env.ts';
import type { ChannelKind } from '../channel-kind.ts';
import { internationalPhone } from '../phone.ts';
import { createSecretBox } from '../secret-box.ts';
import { composeZalo } from './compose-zalo.ts';

/** Zalo, when the office's application is named. */
export const ZALO: ChannelKind = {
  name: 'zalo',
  label: 'Zalo',
  addressedBy: ['zaloUserId', 'phone'],
  addressKey: (address) => internationalPhone(address) ?? address,
  compose: composeZalo,
  setup(env) {
    if (applicationOf(env) === null)
      return { state: 'off', words: 'Chưa khai báo ứng dụng Zalo (ZALO_APP_ID, ZALO_APP_SECRET).' };
    if (env.zalo.sandboxUrl !== null)
      return { state: 'trial', words: 'Zalo giả lập trên máy này, không gửi ra ngoài.' };
    const account = env.zalo.oaId === null ? '' : ` ${env.zalo.oaId}`;
    const receipts = env.zalo.oaSecretKey === null ? ' Chưa nhận phản hồi từ Zalo (ZALO_OA_SECRET_KEY).' : '';
    return { state: 'ready', words: `Gửi bằng Official Account${account}.${receipts}` };
  },
  async create(env, { zaloTokens }) {
    const application = applicationOf(env);
    if (application === null) throw new Error('Zalo is not set up here');
    const { oaUrl, businessUrl, oauthUrl, appId, appSecret, encryptionKey } = application;
    const { refreshToken, sandboxUrl } = env.zalo;
    const [{ createTokenSource }, { createZaloChannel }] = await Promise.all([
      import('./token-source.ts'),
      import('./zalo-channel.ts'),
    ]);
    const firstTokenId = refreshToken === null ? null : createHash('sha256').update(refreshToken).digest('hex');
    const tokens = createTokenSource({
      store: zaloTokens.open({ box: createSecretBox(encryptionKey, 'zalo-token'), firstTokenId }),
      oauthUrl: withoutSlash(oauthUrl),
      appId,
      appSecret,
      firstRefreshToken: refreshToken,
      alarm: zaloTokens.alarm,
    });
    return createZaloChannel({
      oaUrl: withoutSlash(oaUrl),
      businessUrl: withoutSlash(businessUrl),
      tokens,
      templateIds: env.zalo.templateIds,
      // The sample speaks at any hour, and so does its sandbox.
      waitForMorning: sandboxUrl === null,
    });
  },
};

/** What the channel needs of the environment, whole, or null when Zalo is not set up here. */
function applicationOf({ zalo, encryptionKey }: Pick<ConnectedEnv, 'zalo' | 'encryptionKey'>) {
  const { oaUrl, businessUrl, oauthUrl, appId, appSecret } = zalo;
  if (!oaUrl || !businessUrl || !oauthUrl || !appId || !appSecret || encryptionKey === null) return null;
  return { oaUrl, businessUrl, oauthUrl, appId, appSecret, encryptionKey };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
