// Whatever people do and whenever the lifecycle wakes, no step is forgotten and no event is lost.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import { readLoggedEvent } from '#contracts/logged-events.ts';
import { foldEvents } from '#domain/audit/fold-events.ts';
import { type CommandType, canAccept } from '#domain/lifecycle/can-accept.ts';
import { decide } from '#domain/lifecycle/decide.ts';
import { isFinal, type LifecycleInput, type LifecycleState } from '#domain/lifecycle/state.ts';
import { aBroughtStep, aCommand, aState, aStep, DAY_MS, OPEN, play, RULES, START_MS } from '../../support/lifecycle.ts';

const status = fc.constantFrom<AssignmentStatus>('assigned', 'in-progress', 'reported', 'verified', 'withdrawn');
const type = fc.constantFrom<CommandType>('acknowledge', 'report', 'verify', 'return', 'withdraw');
const move = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('woke' as const), days: fc.integer({ min: 0, max: 9 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: type, days: fc.integer({ min: 0, max: 4 }) }),
  },
);
const life = fc.array(move, { maxLength: 25 });
type Move = { kind: CommandType | 'woke'; days: number };

describe.each(RULES)('by rules %i', (rulesVersion) => {
  test('each pending step ends exactly once, as staged or as superseded', () => {
    fc.assert(
      fc.property(life, (moves) => {
        const { states, effects } = live(rulesVersion, moves);
        effects.forEach((effect, turn) => {
          const before = states[turn] as LifecycleState;
          const after = states[turn + 1] as LifecycleState;
          const kept = new Set(after.pending.map((step) => step.id));
          const staged = effect.type === 'reach-steps' ? effect.stage.map((step) => step.id) : [];
          const superseded = effect.supersede.steps;
          for (const { id } of before.pending) {
            const ends = [kept.has(id), staged.includes(id), superseded.includes(id)].filter(Boolean).length;
            expect([id, ends]).toEqual([id, 1]);
          }
        });
      }),
    );
  });

  test('when an assignment ends nothing stays pending', () => {
    fc.assert(
      fc.property(life, (moves) => {
        const { state } = live(rulesVersion, [...moves, { kind: 'withdraw', days: 0 }, { kind: 'verify', days: 0 }]);
        expect(state.pending).toEqual([]);
      }),
    );
  });

  test('what the audit log tells is the state', () => {
    fc.assert(
      fc.property(life, (moves) => {
        const { state, events } = live(rulesVersion, moves);
        const folded = foldEvents(
          events.map(({ type: name, occurredAt, ...payload }) => ({ ...readLoggedEvent(name, payload), occurredAt })),
        );
        expect(folded.status).toBe(state.status);
        expect(folded.reportedOn).toBe(events.some((event) => event.type === 'reported') ? '2026-03-02' : null);
      }),
    );
  });

  test('events are numbered one by one and none follows the end', () => {
    fc.assert(
      fc.property(life, (moves) => {
        const { events, states } = live(rulesVersion, moves);
        expect(events.map((event) => event.sequence)).toEqual(events.map((_, index) => index + 1));
        const ended = states.findIndex(isFinal);
        if (ended >= 0) expect(states.length).toBe(ended + 1);
      }),
    );
  });

  test('pending steps stay in order of their wake and keep their ids apart', () => {
    fc.assert(
      fc.property(life, (moves) => {
        for (const { pending } of live(rulesVersion, moves).states) {
          const wakes = pending.map((step) => step.wakeAtMs);
          expect(wakes).toEqual([...wakes].sort((a, b) => a - b));
          expect(new Set(pending.map((step) => step.id)).size).toBe(pending.length);
        }
      }),
    );
  });

  test('a lifecycle remembers only so much that a history of years stays small', () => {
    fc.assert(
      fc.property(fc.array(move, { minLength: 40, maxLength: 80 }), (moves) => {
        for (const state of live(rulesVersion, moves).states) expect(state.staged.length).toBeLessThanOrEqual(8);
      }),
      { numRuns: 20 },
    );
  });

  test('a command has an effect exactly when the state accepts it, and deciding changes nothing', () => {
    const stepStatus = fc.uniqueArray(status, { minLength: 1, maxLength: 3 });
    const steps = fc.uniqueArray(fc.tuple(fc.string(), fc.integer({ min: -5, max: 50 }), stepStatus), {
      selector: ([id]) => id,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        status,
        fc.nat(),
        steps,
        steps,
        type,
        fc.integer(),
        (now, sequence, pending, staged, command, nowMs) => {
          const state = aState({
            rulesVersion,
            status: now,
            sequence,
            pending: pending.map((step) => aStep(...step)),
            staged: staged.map((step) => aStep(...step)),
          });
          const before = structuredClone(state);
          const inputs: LifecycleInput[] = [
            { type: 'started' },
            { type: 'woke' },
            { type: 'command', command: aCommand(command) },
          ];
          const answers = inputs.map((input) => decide(state, input, nowMs));
          expect(answers[2]?.length).toBe(canAccept(now, command) ? 1 : 0);
          expect(state).toEqual(before);
        },
      ),
    );
  });
});

/** A life with a ladder of eight steps; reports and returns bring steps of their own, as the engine's do. */
function live(rulesVersion: number, moves: Move[]) {
  const pending = [
    aStep('unacknowledged', 3, ['assigned']),
    ...Array.from({ length: 7 }, (_, index) => aStep(`step-${index}`, 6 + 3 * index, OPEN)),
  ];
  let nowMs = START_MS;
  let turn = 0;
  const inputs = moves.map(({ kind, days }) => {
    nowMs += days * DAY_MS;
    turn += 1;
    const inDays = (nowMs - START_MS) / DAY_MS;
    const brought =
      kind === 'report'
        ? [aBroughtStep(`awaiting-verification#${turn}`, inDays + 3, ['reported'])]
        : [
            aBroughtStep(`returned#${turn}`, inDays + 1, ['in-progress']),
            ...pending.filter((step) => step.wakeAtMs > nowMs).map((step) => ({ ...step, audience: [] })),
          ];
    const input: LifecycleInput =
      kind === 'woke' ? { type: 'woke' } : { type: 'command', command: aCommand(kind, brought) };
    return { input, nowMs };
  });
  return play(aState({ rulesVersion, sequence: 0, pending }), [
    { input: { type: 'started' }, nowMs: START_MS },
    ...inputs,
  ]);
}
