// Rules carry a version: which one an assignment lives by, and what the second does better than the first.
import { describe, expect, test } from 'vitest';
import { decide } from '#domain/lifecycle/decide.ts';
import { evolve } from '#domain/lifecycle/evolve.ts';
import { nextWakeMs } from '#domain/lifecycle/next-wake.ts';
import { NEWEST_RULES, rulesOf, UnknownRules } from '#domain/lifecycle/rules/rules-of.ts';
import { underRules } from '#domain/lifecycle/rules/under-rules.ts';
import { toBroughtStep, toPendingStep } from '#domain/lifecycle/staging.ts';
import type { BroughtStep, LifecycleState } from '#domain/lifecycle/state.ts';
import {
  aBroughtStep,
  aCommand,
  aState,
  aStep,
  DAY_MS,
  OPEN,
  play,
  RULES,
  START_MS,
  whenCommands,
} from '../../support/lifecycle.ts';
import { slot } from '../../support/moments.ts';

const ofCommand = (id: string, afterDays: number, while_: BroughtStep['while']): BroughtStep => ({
  ...aBroughtStep(id, afterDays, while_),
  endsWithState: true,
});
const ids = (state: LifecycleState) => state.pending.map(({ id }) => id);

describe('the version of an assignment', () => {
  test('what names none lives by the first rules, as everything did that runs since before there were versions', () => {
    expect(rulesOf(aState()).version).toBe(1);
    expect(RULES.map((rulesVersion) => rulesOf(aState({ rulesVersion })).version)).toEqual(RULES);
    expect(NEWEST_RULES).toBe(Math.max(...RULES));
  });

  test('rules that this program does not know are never guessed, whatever it is asked', () => {
    const state = aState({ rulesVersion: 3, pending: [aStep('due', 8)] });
    const asked = [
      () => decide(state, { type: 'woke' }, START_MS),
      () => evolve(state, { type: 'reach-steps', stage: [], supersede: { steps: [], reason: '' } }),
      () => nextWakeMs(state, START_MS),
      () => underRules(state, undefined),
      () => underRules(state, 1),
      () => underRules(aState(), 3),
    ];
    for (const ask of asked) expect(ask).toThrow(UnknownRules);
    expect(() => rulesOf(state)).toThrow(expect.objectContaining({ name: 'UnknownRules' }));
    expect(asked[0]).toThrow('assignment viec-1 lives by rules 3; this program knows 1, 2: run the newer version');
  });

  test.each(RULES)('a life under rules %i keeps them through whatever happens', (rulesVersion) => {
    const { states } = play(aState({ rulesVersion, sequence: 0, pending: [aStep('due', 1)] }), [
      { input: { type: 'started' }, nowMs: START_MS },
      { input: { type: 'woke' }, nowMs: START_MS + DAY_MS },
      { input: { type: 'command', command: aCommand('report') }, nowMs: START_MS + DAY_MS },
      { input: { type: 'command', command: aCommand('return') }, nowMs: START_MS + DAY_MS },
    ]);
    expect(states.map((state) => state.rulesVersion)).toEqual(states.map(() => rulesVersion));
    expect(states).toHaveLength(5);
  });
});

describe('a run that is told to go on under other rules', () => {
  const inOld = aState({
    status: 'reported',
    pending: [aStep('told', 3, ['reported']), aStep('due', 8), aStep('any', 9, ['reported', 'in-progress'])],
  });

  test('takes what a report brought for what it is, and leaves the ladder alone', () => {
    const moved = underRules(inOld, 2);
    expect(moved).toEqual({
      ...inOld,
      rulesVersion: 2,
      pending: [{ ...aStep('told', 3, ['reported']), endsWithState: true }, ...inOld.pending.slice(1)],
    });
    expect(ids(whenCommands(moved, aCommand('return')).state)).toEqual(['due', 'any']);
  });

  test('changes nothing when it is told nothing, or the rules that it has', () => {
    expect(underRules(inOld, undefined)).toBe(inOld);
    expect(underRules(inOld, 1)).toBe(inOld);
  });

  test('may go back to the first', () => {
    const moved = underRules(inOld, 2);
    expect(underRules(moved, 1)).toEqual({ ...moved, rulesVersion: 1 });
  });
});

describe('a report that was returned, reported anew and returned again before the first notice went out', () => {
  const notice = (number: number) => ofCommand(`returned#${number}`, 1, ['in-progress']);
  const question = (number: number) => ofCommand(`awaiting-verification#${number}`, 4, ['reported']);
  const twice = (rulesVersion: number) =>
    whenCommands(
      aState({ rulesVersion, status: 'reported', pending: [question(1), aStep('due', 8)] }),
      aCommand('return', [notice(2)]),
      aCommand('report', [question(3)]),
      aCommand('return', [notice(4)]),
    );

  test('rules 1 tell the lead twice', () => {
    expect(ids(twice(1).state)).toEqual(['returned#2', 'returned#4', 'due']);
  });

  test('rules 2 tell the lead once, and each reminder says what made it unnecessary', () => {
    const { state, effects } = twice(2);
    expect(ids(state)).toEqual(['returned#4', 'due']);
    expect(effects.map(({ supersede }) => supersede)).toEqual([
      { steps: ['awaiting-verification#1'], reason: 'báo cáo đã được trả lại' },
      { steps: ['returned#2'], reason: 'đã báo cáo, chờ xác nhận' },
      { steps: ['awaiting-verification#3'], reason: 'báo cáo đã được trả lại' },
    ]);
  });
});

test('a rung that speaks only while a report waits is lost by rules 1 at the start, and kept until its time by rules 2', () => {
  const pending = [aStep('ask-again', 8, ['reported']), aStep('due', 9)];
  const begun = (rulesVersion: number) =>
    play(aState({ rulesVersion, sequence: 0, pending }), [{ input: { type: 'started' }, nowMs: START_MS }]).state;
  expect(ids(begun(1))).toEqual(['due']);
  expect(ids(begun(2))).toEqual(['ask-again', 'due']);
  expect(ids(whenCommands(begun(2), aCommand('report')).state)).toEqual(['ask-again', 'due']);
});

test('a step of a command keeps its mark on the way into the lifecycle, a step of the ladder has none', () => {
  const step = { id: 'x', rung: 'x', turn: 3, slotAt: slot('2026-03-02T01:00:00Z'), while: OPEN, audience: [] };
  const marked = { ...step, endsWithState: true } as const;
  expect(toPendingStep(marked, 'viec-1').endsWithState).toBe(true);
  expect(toBroughtStep(marked, 'viec-1')).toMatchObject({ endsWithState: true, turn: 3, audience: [] });
  expect('endsWithState' in toPendingStep(step, 'viec-1')).toBe(false);
});

test('a lifecycle that is built again wakes when the lost one would have: the spread of an assignment never changes', () => {
  // As recorded in tests/replay/histories/assignment-lifecycle.returned-then-verified.0.2.0.json.
  const step = { id: 'before-15', rung: 'before-15', slotAt: slot('2027-11-22T01:00:00Z'), while: OPEN };
  expect(toPendingStep(step, 'd045c56c-d5d1-485a-aff7-7d26ce6e3899').wakeAtMs).toBe(1_826_844_878_957);
});
