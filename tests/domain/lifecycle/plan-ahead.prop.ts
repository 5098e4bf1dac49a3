// The ledger holds the next steps only, and says the same as one that holds the year: what is written and what follows from the ladder are
// together what was written whole, at every moment, whatever people do and however late a lifecycle wakes.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AssignmentCommand } from '#contracts/assignment.ts';
import type { LadderPolicy } from '#contracts/ladder.ts';
import { addMs, instantOf, isAfter } from '#domain/calendar/instant.ts';
import { addDays, localDateOf } from '#domain/calendar/local-date.ts';
import { SLOTS_AHEAD } from '#domain/lifecycle/plan-ahead.ts';
import { WAKES_EARLY_MS_MAX } from '#domain/lifecycle/staging.ts';
import { isFinal } from '#domain/lifecycle/state.ts';
import { DEFAULT_POLICY } from '../../support/builders.ts';
import { createLadderLife, type LadderCase } from '../../support/ladder-life.ts';

const HOUR_MS = 3_600_000;
const RUNS = { numRuns: 150 };
const FIRST_MS = Date.parse('2025-12-01T00:00:00Z');

/** Ladders that an office might write: other days, other repetitions, states of their own, no hours to keep. */
const policy: fc.Arbitrary<LadderPolicy> = fc
  .record({
    shift: fc.integer({ min: -2, max: 3 }),
    every: fc.integer({ min: 1, max: 6 }),
    times: fc.integer({ min: 0, max: 15 }),
    anyHour: fc.constantFrom(false, false, false, true),
    whileReported: fc.boolean(),
    kept: fc.uniqueArray(fc.integer({ min: 0, max: DEFAULT_POLICY.rungs.length - 1 }), { minLength: 1 }),
  })
  .map(({ shift, every, times, anyHour, whileReported, kept }) => ({
    ...DEFAULT_POLICY,
    anyHour,
    rungs: DEFAULT_POLICY.rungs
      .filter((rung, index) => kept.includes(index) || rung.anchor === 'publication')
      .map((rung) => ({
        ...rung,
        offsetWorkingDays:
          rung.anchor === 'overdue' ? Math.max(1, rung.offsetWorkingDays + shift) : rung.offsetWorkingDays,
        repeat: rung.repeat === null ? null : { everyWorkingDays: every, times: Math.max(1, times) },
        while: whileReported && rung.anchor === 'due' ? [...rung.while, 'reported' as const] : rung.while,
      })),
  }));

const ladder: fc.Arbitrary<LadderCase> = fc.record({
  publishedAt: fc.integer({ min: 0, max: 365 * 24 * 60 }).map((minutes) => instantOf(FIRST_MS + minutes * 60_000)),
  due: fc.integer({ min: 0, max: 420 }).map((days) => addDays(localDateOf('2025-12-01'), days)),
  nature: fc.constantFrom('dated' as const, 'dated' as const, 'continuous' as const, 'conditional' as const),
  policy: fc.oneof(fc.constant(DEFAULT_POLICY), policy),
  assignments: fc.constantFrom(1, 40, 2_000, 40_000),
});

const commands: AssignmentCommand[] = [
  { command: 'acknowledge' },
  { command: 'report', note: 'Đã xong' },
  { command: 'return', reason: 'Thiếu phụ lục' },
  { command: 'report', note: 'Đã bổ sung' },
  { command: 'return', reason: 'Vẫn thiếu' },
  { command: 'verify' },
  { command: 'withdraw', reason: 'Thôi' },
];
const ms = fc.oneof(
  fc.integer({ min: 0, max: 12 * 60_000 }),
  fc.integer({ min: 0, max: 30 * HOUR_MS }),
  fc.integer({ min: 0, max: 90 * 24 * HOUR_MS }),
);
const move = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms,
      asleep: fc.constantFrom(false, false, false, true),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('give' as const), command: fc.constantFrom(...commands) }) },
);
const moves = fc.array(move, { maxLength: 25 });
type Move = typeof move extends fc.Arbitrary<infer One> ? One : never;
const YEARS_MS = 3 * 365 * 24 * HOUR_MS;

function lives(one: LadderCase) {
  const [whole, stepwise] = [createLadderLife('whole', one), createLadderLife('step-by-step', one)];
  return {
    whole,
    stepwise,
    make(given: Move) {
      for (const life of [whole, stepwise])
        if (given.kind === 'give') life.give(given.command);
        else life.pass(given.ms, given.asleep);
    },
  };
}

test('at every moment what is written and what follows from the ladder are together what was written whole', () => {
  fc.assert(
    fc.property(ladder, moves, (one, given) => {
      const { whole, stepwise, make } = lives(one);
      expect(stepwise.planned()).toEqual(whole.planned());
      for (const each of given) {
        make(each);
        expect(stepwise.planned()).toEqual(whole.planned());
        expect(stepwise.state().status).toBe(whole.state().status);
      }
    }),
    RUNS,
  );
});

test('every reminder that goes out of a ledger written whole goes out, and none twice', () => {
  fc.assert(
    fc.property(ladder, moves, (one, given) => {
      const { whole, stepwise, make } = lives(one);
      for (const each of [...given, { kind: 'pass', ms: YEARS_MS, asleep: false } as const]) {
        make(each);
        expect(stepwise.sent()).toEqual(whole.sent());
      }
      expect(new Set(stepwise.sent()).size).toBe(stepwise.sent().length);
      expect(stepwise.planned()).toEqual([]);
    }),
    RUNS,
  );
});

test('the next slots are written before their lifecycle wakes, and no more than they, from the first day to the last', () => {
  fc.assert(
    fc.property(ladder, moves, (one, given) => {
      const { stepwise, make } = lives(one);
      for (const each of given) {
        make(each);
        const awake = addMs(stepwise.now(), WAKES_EARLY_MS_MAX);
        const ofLadder = new Set(stepwise.ladder().map(({ id }) => id));
        const ahead = stepwise
          .rows()
          .filter(({ step, slotAt, status }) => status === 'planned' && ofLadder.has(step) && isAfter(slotAt, awake));
        const slots = new Set(ahead.map(({ slotAt }) => slotAt)).size;
        // Since its last wake a slot may have come near; the ones behind it were written then.
        expect(slots).toBeLessThanOrEqual(SLOTS_AHEAD + 1);
        if (stepwise.next() !== null) expect(slots).toBeGreaterThanOrEqual(1);
      }
    }),
    RUNS,
  );
});

test('a lifecycle that is built again from the ledger waits for what the lost one waited for', () => {
  fc.assert(
    fc.property(ladder, moves, (one, given) => {
      const { stepwise, make } = lives(one);
      for (const each of given) {
        make(each);
        const state = stepwise.state();
        if (isFinal(state)) expect(stepwise.next()).toBeNull();
        // What a command brought carries its turn besides, which nobody reads there.
        const waited = state.pending.map((step) => ({ ...step, turn: undefined }));
        expect(stepwise.fromLedger().pending).toEqual(waited);
        expect(state.pending.length).toBeLessThanOrEqual(20);
      }
    }),
    RUNS,
  );
});
