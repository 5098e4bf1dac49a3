import type { Clock } from '#contracts/clock.ts';
import { isFresh } from './event-freshness.ts';
import { readWebhook } from './read-webhook.ts';
import { type SignatureVariant, verifyWebhook, type WebhookSettings } from './verify-webhook.ts';

export type WebhookIntakeOptions = {
  settings: WebhookSettings;
  oaId: string;
  now: Clock;
  /**
   * Commits the raw event under its key; a key that is already there is not an error, and what can never be stored is set aside. Throws only
   * what passes. Work on the event happens later, elsewhere.
   */
  store(event: { dedupeKey: string; rawBody: Buffer; variant: SignatureVariant }): Promise<void>;
};

export type IntakeAnswer = 'taken' | 'not-json' | 'not-genuine' | 'too-old' | 'not-stored';

/**
 * What became of one POST of Zalo: taken only after the event is stored (Zalo repeats whatever is not answered 200 within two seconds), never
 * anything else done before it. The route that calls it hands over the raw bytes, unparsed.
 */
export function createWebhookIntake(options: WebhookIntakeOptions) {
  return async function intake(rawBody: Buffer, header: (name: string) => string | undefined): Promise<IntakeAnswer> {
    const check = verifyWebhook(rawBody, header, options.settings);
    if (!check.ok) return check.why === 'not-json' ? 'not-json' : 'not-genuine';
    if (check.kind === 'probe') return 'taken';
    if (!isFresh(check.signedTime, options.now().getTime())) return 'too-old';
    const { dedupeKey } = readWebhook(rawBody.toString('utf8'), options.oaId);
    try {
      await options.store({ dedupeKey, rawBody, variant: check.variant });
      return 'taken';
    } catch {
      // Not stored = not received: Zalo comes again.
      return 'not-stored';
    }
  };
}
