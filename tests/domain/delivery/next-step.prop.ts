import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SendOutcome } from '#contracts/delivery.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { type Attempt, nextStep } from '#domain/delivery/next-step.ts';

const outcome: fc.Arbitrary<SendOutcome> = fc.oneof(
  fc.constant<SendOutcome>({ kind: 'accepted', providerId: null }),
  fc.constant<SendOutcome>({ kind: 'unknown', why: '' }),
  fc.record({
    kind: fc.constant('refused' as const),
    permanent: fc.boolean(),
    code: fc.constant('x'),
    why: fc.constant(''),
    action: fc.constantFrom('retry' as const, 'next-window' as const, 'fallback' as const, 'alarm' as const, undefined),
  }),
);

test('whatever the channels answer, a message ends, never repeats what may have arrived, and is called sent only when it was taken', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom('email', 'zalo', 'sms'), { maxLength: 3 }),
      fc.infiniteStream(outcome),
      (channels, outcomes) => {
        const attempts: Attempt[] = [];
        let now = Date.parse('2026-11-18T01:00:00Z');
        for (let round = 0; round < 200; round += 1) {
          const step = nextStep(channels, attempts, instantOf(new Date(now).toISOString()));
          if (step.kind === 'done') {
            const taken = attempts.some((one) => one.outcome.kind === 'accepted');
            expect(['accepted', 'covered'].includes(step.end)).toBe(taken);
            if (step.end === 'failed') expect(attempts.every((one) => one.outcome.kind === 'refused')).toBe(true);
            return;
          }
          const at = step.kind === 'wait' ? step.until : step.at;
          if (at !== null) {
            expect(Date.parse(at)).toBeGreaterThan(now);
            now = Date.parse(at);
            continue;
          }
          if (step.kind !== 'send') continue;
          const before = attempts.filter((one) => one.channel === step.channel);
          for (const one of before) expect(one.outcome).toMatchObject({ kind: 'refused', permanent: false });
          attempts.push({
            channel: step.channel,
            at: instantOf(new Date(now).toISOString()),
            outcome: outcomes.next().value,
          });
        }
        throw new Error('the message never ended');
      },
    ),
  );
});
