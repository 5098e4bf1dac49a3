import type { Env } from './env.ts';

/** What a Zalo channel needs of the environment, whole, or null when Zalo is not set up here. */
export function zaloApplication({ zalo, encryptionKey }: Pick<Env, 'zalo' | 'encryptionKey'>) {
  const { oaUrl, businessUrl, oauthUrl, appId, appSecret } = zalo;
  if (!oaUrl || !businessUrl || !oauthUrl || !appId || !appSecret || encryptionKey === null) return null;
  return { oaUrl, businessUrl, oauthUrl, appId, appSecret, encryptionKey };
}
