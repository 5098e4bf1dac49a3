import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SendOutcome } from '#contracts/delivery.ts';
import { instantOf } from '#domain/calendar/instant.ts';
import { decide } from '#domain/delivery/decide.ts';
import { evolve } from '#domain/delivery/evolve.ts';
import type { DeliveryInput, Receipt } from '#domain/delivery/state.ts';
import { aMessage, PROMISES, waysBy } from '../../support/message-decider.ts';
import { at } from '../../support/moments.ts';

const outcome: fc.Arbitrary<SendOutcome> = fc.oneof(
  fc.constant<SendOutcome>({ kind: 'accepted', providerId: null }),
  fc.constant<SendOutcome>({ kind: 'unknown', why: '' }),
  fc.record({
    kind: fc.constant('refused' as const),
    permanent: fc.boolean(),
    code: fc.constant('x'),
    why: fc.constant(''),
    action: fc.constantFrom(
      'retry' as const,
      'next-window' as const,
      'fallback' as const,
      'alarm' as const,
      'hold' as const,
      undefined,
    ),
  }),
);
const channels = fc.uniqueArray(fc.constantFrom('email', 'zalo', 'sms'), { maxLength: 3 });
const START = Date.parse(at('2026-11-18T01:00:00Z'));

test('whatever the channels answer, a message ends, never repeats what may have arrived, and is called sent only when it was taken', () => {
  fc.assert(
    fc.property(channels, fc.infiniteStream(outcome), (names, outcomes) => {
      const ways = waysBy(...names);
      let state = aMessage();
      let input: DeliveryInput = { type: 'due', ways };
      let nowMs = START;
      for (let round = 0; round < 200; round += 1) {
        const effects = decide(state, input, instantOf(nowMs));
        state = effects.reduce(evolve, state);
        input = { type: 'due', ways };
        for (const effect of effects) {
          if (effect.type !== 'send') continue;
          const { number, channel } = effect;
          // The attempt that was noted just now is the one that is sent.
          const own = state.attempts.filter((one) => one.channel === channel && one.number !== number);
          for (const one of own) expect(one.outcome).toMatchObject({ kind: 'refused', permanent: false });
          const isNoted = state.attempts.some((one) => one.number === number && one.outcome === null);
          expect(isNoted).toBe(PROMISES[channel]?.recognisesRepeats === false);
          input = { type: 'answered', number, channel, outcome: outcomes.next().value, ways };
        }
        if (state.status !== 'sending') {
          const taken = state.attempts.some((one) => one.outcome?.kind === 'accepted');
          expect(['sent', 'covered'].includes(state.status)).toBe(taken);
          if (state.status === 'failed')
            expect(state.attempts.every((one) => one.outcome?.kind === 'refused')).toBe(true);
          expect(decide(state, { type: 'due', ways }, instantOf(nowMs))).toEqual([]);
          return;
        }
        if (input.type === 'answered' || state.dueAt === null) continue;
        expect(Date.parse(state.dueAt)).toBeGreaterThan(nowMs);
        nowMs = Date.parse(state.dueAt);
      }
      throw new Error('the message never ended');
    }),
  );
});

const STRENGTH: Record<Receipt, number> = { delivered: 1, bounced: 2, read: 3 };

test('receipts in any order leave the strongest, and a reading is never taken back', () => {
  const receipts = fc.array(fc.constantFrom<Receipt>('delivered', 'bounced', 'read'), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(receipts, (said) => {
      const sent = aMessage({
        status: 'sent',
        attempts: [
          {
            number: 1,
            channel: 'zalo',
            at: at('2026-11-18T01:00:00Z'),
            outcome: { kind: 'accepted', providerId: null },
            receipt: null,
          },
        ],
      });
      const after = said.reduce(
        (state, receipt) =>
          decide(state, { type: 'receipt', number: 1, receipt }, at('2026-11-18T01:00:00Z')).reduce(evolve, state),
        sent,
      );
      const strongest = [...said].sort((a, b) => STRENGTH[b] - STRENGTH[a])[0];
      expect(after.attempts[0]?.receipt).toBe(strongest);
      const ended = decide(after, { type: 'due', ways: waysBy('zalo') }, at('2026-11-18T01:00:00Z')).reduce(
        evolve,
        after,
      );
      expect(ended.status).toBe(strongest === 'bounced' ? 'failed' : strongest);
    }),
  );
});
