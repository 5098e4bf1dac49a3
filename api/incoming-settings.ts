import type { SignatureVariant } from '#channels/zalo/verify-webhook.ts';
import type { Env } from '#config/env.ts';
import type { IncomingSettings } from './webhook-routes.ts';

/** Which routes for other systems are open, as the environment says. */
export function incomingSettings({ zalo, mail }: Pick<Env, 'zalo' | 'mail'>): IncomingSettings {
  const { appId, oaId, oaSecretKey, appSecret, signatureVariant } = zalo;
  return {
    zalo:
      appId === null || oaSecretKey === null
        ? null
        : { appId, oaId, oaSecretKey, appSecret, pinned: signatureVariant as SignatureVariant | null },
    mailSecret: mail.webhookSecret,
  };
}
