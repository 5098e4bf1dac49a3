import { readWebhook } from './read-webhook.ts';
import { type SignatureVariant, verifyWebhook, type WebhookSettings } from './verify-webhook.ts';

export type WebhookIntakeOptions = {
  settings: WebhookSettings;
  oaId: string;
  /** Commits the raw event under its key; a key that is already there is not an error. Work on it happens later, elsewhere. */
  store(event: { dedupeKey: string; rawBody: string; variant: SignatureVariant }): Promise<void>;
};

export type IntakeAnswer = { status: 200 | 400 | 401 | 503 };

/**
 * The answer to one POST of Zalo: 200 only after the event is stored (Zalo repeats whatever is not answered so within two seconds), never
 * anything else done before it. The route that calls it hands over the raw bytes, unparsed.
 */
export function createWebhookIntake(options: WebhookIntakeOptions) {
  return async function intake(rawBody: Buffer, header: (name: string) => string | undefined): Promise<IntakeAnswer> {
    const check = verifyWebhook(rawBody, header, options.settings);
    if (!check.ok) return { status: check.why === 'not-json' ? 400 : 401 };
    if (check.kind === 'probe') return { status: 200 };
    const text = rawBody.toString('utf8');
    try {
      const { dedupeKey } = readWebhook(text, options.oaId);
      await options.store({ dedupeKey, rawBody: text, variant: check.variant });
      return { status: 200 };
    } catch {
      // Not stored = not received: Zalo comes again.
      return { status: 503 };
    }
  };
}
