import type { Channel, OutgoingMessage, SendOutcome } from './channel.ts';

export type CapturedMessage = { message: OutgoingMessage; idempotencyKey: string };

export type CaptureChannel = Channel & {
  /** What a person would have received: each key once, in the order of its first send. */
  readonly captured: readonly CapturedMessage[];
  /** How often `send` was called with this key: more than once is a repeated attempt. */
  attemptsOf(idempotencyKey: string): number;
};

/**
 * Delivers to memory, each idempotency key once: the channel of rehearsals and tests. It can be told to answer otherwise.
 */
export function createCaptureChannel(
  name = 'email',
  answer: (message: OutgoingMessage, idempotencyKey: string) => SendOutcome | null = () => null,
): CaptureChannel {
  const captured: CapturedMessage[] = [];
  const attempts = new Map<string, number>();
  return {
    name,
    // True of itself: each key once, an answer at once, at any hour.
    promises: { recognisesRepeats: true, doubtMinutes: 0, quietHours: null },
    captured,
    attemptsOf: (key) => attempts.get(key) ?? 0,
    async send(message, idempotencyKey) {
      const seen = attempts.get(idempotencyKey) ?? 0;
      attempts.set(idempotencyKey, seen + 1);
      const other = answer(message, idempotencyKey);
      if (other !== null) return other;
      if (!captured.some((one) => one.idempotencyKey === idempotencyKey)) captured.push({ message, idempotencyKey });
      return { kind: 'accepted', providerId: `capture:${idempotencyKey}` };
    },
    async close() {},
  };
}
