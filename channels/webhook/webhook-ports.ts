// What adding or changing a subscription needs of the outside: a sealed place for secrets, new secrets, and whether an address may be called.
import { randomBytes } from 'node:crypto';
import type { SecretBox } from '../secret-box.ts';
import { guardAddress } from './address-guard.ts';

export interface WebhookPorts {
  box: SecretBox;
  /** A new secret in the form of Standard Webhooks. */
  makeSecret(): string;
  /**
   * Why nothing is sent there; null when something may be. A name that is not known yet may be known tomorrow; an address inside never
   * becomes right by waiting.
   */
  whyNotCalled(url: string): Promise<string | null>;
}

/** `box` seals for good; `allowPrivate` = receivers may live in the same network. */
export function createWebhookPorts({ box, allowPrivate }: { box: SecretBox; allowPrivate: boolean }): WebhookPorts {
  return {
    box,
    makeSecret: () => `whsec_${randomBytes(24).toString('base64')}`,
    async whyNotCalled(url) {
      const verdict = await guardAddress(new URL(url), { allowPrivate });
      return verdict.ok || verdict.code === 'unresolved' ? null : verdict.why;
    },
  };
}
