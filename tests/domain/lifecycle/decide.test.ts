import { describe, expect, test } from 'vitest';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import { allowedCommands, type CommandType, canAccept } from '#domain/lifecycle/can-accept.ts';
import { decide } from '#domain/lifecycle/decide.ts';
import { nextWakeMs } from '#domain/lifecycle/next-wake.ts';
import { toPendingStep } from '#domain/lifecycle/staging.ts';
import {
  aBroughtStep,
  aCommand,
  aStateUnder,
  aStep,
  DAY_MS,
  OPEN,
  play,
  RULES,
  START_MS,
  whenCommands,
} from '../../support/lifecycle.ts';
import { slot } from '../../support/moments.ts';

describe.each(RULES)('by rules %i', (rulesVersion) => {
  const aState = aStateUnder(rulesVersion);

  const COMMANDS: CommandType[] = ['acknowledge', 'report', 'verify', 'return', 'withdraw'];
  // What each command makes of each state; null: it does not fit and nothing happens.
  const TABLE: Record<AssignmentStatus, (AssignmentStatus | null)[]> = {
    //              acknowledge    report      verify      return         withdraw
    assigned: ['in-progress', 'reported', null, null, 'withdrawn'],
    'in-progress': [null, 'reported', null, null, 'withdrawn'],
    reported: [null, null, 'verified', 'in-progress', 'withdrawn'],
    verified: [null, null, null, null, null],
    withdrawn: [null, null, null, null, null],
  };

  describe('the table of the lifecycle', () => {
    test('offers nothing for work that has ended', () => {
      expect([allowedCommands('verified'), allowedCommands('withdrawn')]).toEqual([[], []]);
    });

    for (const [status, row] of Object.entries(TABLE) as [AssignmentStatus, (AssignmentStatus | null)[]][])
      for (const [column, after] of row.entries()) {
        const type = COMMANDS[column] as CommandType;
        test(`${type} in ${status}: ${after ?? 'refused'}`, () => {
          const { state, effects } = whenCommands(aState({ status, sequence: 3 }), aCommand(type));
          expect(canAccept(status, type)).toBe(after !== null);
          expect(allowedCommands(status).includes(type)).toBe(after !== null);
          expect(state.status).toBe(after ?? status);
          expect(state.sequence).toBe(after === null ? 3 : 4);
          expect(effects.length).toBe(after === null ? 0 : 1);
        });
      }
  });

  test('the start of a lifecycle is its first event, and only once', () => {
    const fresh = aState({ sequence: 0 });
    const first = play(fresh, [{ input: { type: 'started' }, nowMs: START_MS }]);
    expect(first.events).toEqual([
      {
        type: 'assigned',
        sequence: 1,
        actor: 'hệ thống',
        occurredAt: '2026-01-05T02:00:00Z',
        ...(rulesVersion === 1 ? {} : { rulesVersion }),
      },
    ]);
    expect(decide(first.state, { type: 'started' }, START_MS)).toEqual([]);
  });

  test('an event names the person of the roster who did it, and nobody else', () => {
    const command = { ...aCommand('acknowledge'), contactId: 'noivu.hanh' };
    expect(whenCommands(aState(), command).events).toMatchObject([{ type: 'acknowledged', contactId: 'noivu.hanh' }]);
    expect(whenCommands(aState(), aCommand('acknowledge')).events[0]).not.toHaveProperty('contactId');
  });

  test('an event tells who did it, when it happened and what was said', () => {
    const { events } = whenCommands(aState(), aCommand('report'));
    expect(events).toEqual([
      {
        type: 'reported',
        sequence: 2,
        actor: 'Nguyễn Thị Hạnh',
        commandId: 'c-report',
        occurredAt: '2026-03-02T03:00:00Z',
        note: 'Đã xong',
        documentNumber: '12/BC-PNV',
        evidenceUrl: null,
        reportedOn: '2026-03-02',
        steps: [],
      },
    ]);
  });

  test('a step is staged when its time comes, and not before', () => {
    const state = aState({ pending: [aStep('before-3', 5)] });
    expect(decide(state, { type: 'woke' }, START_MS + 5 * DAY_MS - 300_001)).toEqual([]);
    const [effect] = decide(state, { type: 'woke' }, START_MS + 5 * DAY_MS - 300_000);
    expect(effect).toMatchObject({ type: 'reach-steps', stage: [{ id: 'before-3' }], supersede: { steps: [] } });
  });

  test('after a long stop everything that was missed is reached at once, in order', () => {
    const state = aState({
      pending: [aStep('before-3', 5), aStep('before-1', 7), aStep('due', 8), aStep('later', 90)],
    });
    const { state: after, effects } = play(state, [{ input: { type: 'woke' }, nowMs: START_MS + 30 * DAY_MS }]);
    expect(effects).toMatchObject([{ stage: [{ id: 'before-3' }, { id: 'before-1' }, { id: 'due' }] }]);
    expect(after.pending.map((step) => step.id)).toEqual(['later']);
  });

  test('acknowledgement ends the question for it and leaves the date reminders alone', () => {
    const state = aState({ pending: [aStep('unacknowledged', 3, ['assigned']), aStep('before-3', 5)] });
    const { state: after, effects } = whenCommands(state, aCommand('acknowledge'));
    expect(effects).toMatchObject([{ supersede: { steps: ['unacknowledged'], reason: 'đã tiếp nhận' } }]);
    expect(after.pending.map((step) => step.id)).toEqual(['before-3']);
  });

  test('while a report waits nobody is reminded of the date, and whoever verifies is', () => {
    const waiting = aBroughtStep('awaiting-verification#2', 6, ['reported']);
    const { state, effects } = play(aState({ pending: [aStep('before-3', 5)] }), [
      { input: { type: 'command', command: aCommand('report', [waiting]) }, nowMs: START_MS },
      { input: { type: 'woke' }, nowMs: START_MS + 10 * DAY_MS },
    ]);
    expect(effects[1]).toMatchObject({
      stage: [{ id: 'awaiting-verification#2' }],
      supersede: { steps: ['before-3'], reason: 'đã báo cáo, chờ xác nhận' },
    });
    expect(state.pending).toEqual([]);
  });

  test('a report takes back what was staged and not sent yet', () => {
    const staged = play(aState({ pending: [aStep('before-3', 5)] }), [
      { input: { type: 'woke' }, nowMs: START_MS + 5 * DAY_MS },
    ]).state;
    const { effects } = whenCommands(staged, aCommand('report'));
    expect(effects).toMatchObject([{ supersede: { steps: ['before-3'] } }]);
  });

  test('a return ends the question to the verifier and gives the date its ladder back', () => {
    const question = { ...aStep('awaiting-verification#2', 6, ['reported']), endsWithState: true } as const;
    const reported = aState({ status: 'reported', pending: [question] });
    const notice = aBroughtStep('returned#2', 1, ['in-progress']);
    const { state, effects } = whenCommands(reported, aCommand('return', [notice, aBroughtStep('overdue-1', 9, OPEN)]));
    expect(effects).toMatchObject([{ supersede: { steps: ['awaiting-verification#2'] } }]);
    expect(state.pending.map((step) => step.id)).toEqual(['returned#2', 'overdue-1']);
  });

  test('a step that a return brings and that is still pending is not doubled', () => {
    const reported = aState({ status: 'reported', pending: [aStep('due', 8)] });
    const { state } = whenCommands(reported, aCommand('return', [aBroughtStep('due', 8, OPEN)]));
    expect(state.pending).toEqual([aStep('due', 8)]);
  });

  test.each([
    ['verified', aState({ status: 'reported', pending: [aStep('due', 8), aStep('overdue-1', 9)] }), 'verify'],
    ['withdrawn', aState({ pending: [aStep('due', 8), aStep('overdue-1', 9)] }), 'withdraw'],
  ] as const)('%s work reminds nobody any more', (status, state, command) => {
    const { state: after, effects } = whenCommands(state, aCommand(command));
    expect(effects).toMatchObject([{ status, supersede: { steps: ['due', 'overdue-1'] } }]);
    expect(after.pending).toEqual([]);
    expect(decide(after, { type: 'woke' }, START_MS + 99 * DAY_MS)).toEqual([]);
    expect(nextWakeMs(after, START_MS)).toBeNull();
  });

  test('a lifecycle sleeps until its next step, and for ever when only people can move it', () => {
    const state = aState({ pending: [aStep('due', 8), aStep('overdue-1', 9)] });
    expect(nextWakeMs(state, START_MS)).toBe(8 * DAY_MS - 300_000);
    expect(nextWakeMs(state, START_MS + 100 * DAY_MS)).toBe(1);
    expect(nextWakeMs(aState(), START_MS)).toBeNull();
  });

  test('a step wakes five to eight minutes before its slot, always at the same moment', () => {
    const step = { id: 'due', rung: 'due', slotAt: slot('2026-03-02T01:00:00Z'), while: OPEN };
    const wakes = Array.from({ length: 200 }, (_, i) => toPendingStep(step, `viec-${i}`).wakeAtMs);
    const early = wakes.map((wakeAtMs) => (Date.parse(step.slotAt) - wakeAtMs) / 60_000);
    expect(Math.min(...early)).toBeGreaterThanOrEqual(5);
    expect(Math.max(...early)).toBeLessThan(8);
    expect(new Set(wakes).size).toBeGreaterThan(150);
    expect(toPendingStep(step, 'viec-7')).toEqual(toPendingStep(step, 'viec-7'));
  });
});
