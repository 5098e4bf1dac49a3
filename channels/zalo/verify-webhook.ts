import { createHash, timingSafeEqual } from 'node:crypto';

/** Which of the documented ways a signature matched; once a live event has shown it, pin it. */
export type SignatureVariant = `${'app' | 'oa'}-id/${'header' | 'body'}-time/${'oa' | 'app'}-secret`;

export type WebhookCheck =
  | {
      ok: true;
      kind: 'event';
      variant: SignatureVariant /** The time that the signature covers, as it was sent. */;
      signedTime: string;
    }
  /** The console's own probe when the address is saved: an unsigned `{}`. Answer 200 and store nothing. */
  | { ok: true; kind: 'probe' }
  | { ok: false; why: 'unsigned' | 'forged' | 'not-json' };

export type WebhookSettings = {
  appId: string;
  oaId: string | null;
  oaSecretKey: string;
  appSecret: string | null;
  /** Set after go-live: only this variant is accepted from then on. */
  pinned?: SignatureVariant | null;
};

/**
 * Whether the raw bytes come from Zalo: `mac` = SHA-256 (not an HMAC) over id + body + time + secret. Sources disagree on which id, time and
 * secret, so every documented combination is compared, each in constant time, until one is pinned.
 */
export function verifyWebhook(
  rawBody: Buffer,
  header: (name: string) => string | undefined,
  settings: WebhookSettings,
): WebhookCheck {
  const given = macOf(header('x-zevent-signature'));
  if (given === null)
    return rawBody.toString('utf8').trim() === '{}' ? { ok: true, kind: 'probe' } : { ok: false, why: 'unsigned' };
  let body: unknown;
  try {
    body = JSON.parse(rawBody.toString('utf8'));
  } catch {
    return { ok: false, why: 'not-json' };
  }
  // Only what Zalo writes: a deep list or an object in its place would make the text of it fail.
  const written = (body as { timestamp?: unknown } | null)?.timestamp;
  const bodyTime = typeof written === 'string' || typeof written === 'number' ? String(written) : undefined;
  const ids = { app: settings.appId, oa: settings.oaId };
  const times = { header: header('x-zevent-timestamp'), body: bodyTime };
  const secrets = { oa: settings.oaSecretKey, app: settings.appSecret };
  let matched: { variant: SignatureVariant; signedTime: string } | null = null;
  // No early exit: how long the comparison takes says nothing about which part matched.
  for (const id of ['app', 'oa'] as const) {
    for (const time of ['header', 'body'] as const) {
      for (const secret of ['oa', 'app'] as const) {
        const variant: SignatureVariant = `${id}-id/${time}-time/${secret}-secret`;
        if (settings.pinned && settings.pinned !== variant) continue;
        const signedTime = times[time];
        if (!ids[id] || !signedTime || !secrets[secret]) continue;
        const expected = createHash('sha256')
          .update(ids[id])
          .update(rawBody)
          .update(signedTime)
          .update(secrets[secret])
          .digest();
        if (timingSafeEqual(expected, given)) matched ??= { variant, signedTime };
      }
    }
  }
  return matched === null ? { ok: false, why: 'forged' } : { ok: true, kind: 'event', ...matched };
}

/** The 32 bytes of `mac=<hex>`, `sha256=<hex>` or the bare hex. */
function macOf(value: string | undefined): Buffer | null {
  const hex = /^(?:mac=|sha256=)?([0-9a-f]{64})$/i.exec(value?.trim() ?? '')?.[1];
  return hex === undefined ? null : Buffer.from(hex, 'hex');
}
