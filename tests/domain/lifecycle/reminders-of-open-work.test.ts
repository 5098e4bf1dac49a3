// What a transition leaves of the reminders to come, and the words in which the ledger says why one is no longer needed.
import { describe, expect, test } from 'vitest';
import type { AssignmentStatus } from '#contracts/lifecycle.ts';
import { allowedCommands, type CommandType } from '#domain/lifecycle/can-accept.ts';
import { decide } from '#domain/lifecycle/decide.ts';
import { evolve } from '#domain/lifecycle/evolve.ts';
import { nextWakeMs } from '#domain/lifecycle/next-wake.ts';
import { FINAL_STATUSES, type LifecycleState } from '#domain/lifecycle/state.ts';
import { STATUS_AFTER } from '#domain/lifecycle/status-after.ts';
import { toEvent } from '#domain/lifecycle/to-event.ts';
import {
  aState as aBareState,
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

const ids = (steps: { id: string }[]) => steps.map(({ id }) => id);

describe.each(RULES)('by rules %i', (rulesVersion) => {
  const aState = aStateUnder(rulesVersion);

  test('a report keeps every reminder of the date: should it be returned, none is lost', () => {
    const ladder = [aStep('before-3', 5), aStep('due', 8), aStep('overdue-1', 9)];
    for (const status of ['assigned', 'in-progress'] as const) {
      // given open work with its ladder
      const given = aState({ status, pending: [aStep('unacknowledged', 3, ['assigned']), ...ladder] });
      // when it is reported
      const reported = whenCommands(given, aCommand('report'));
      // then only the question for its acknowledgement is over
      expect(reported.state.pending).toEqual(ladder);
      expect(reported.effects).toMatchObject([
        { supersede: { steps: ['unacknowledged'], reason: 'đã báo cáo, chờ xác nhận' } },
      ]);
      // and a return finds the ladder as it was
      expect(whenCommands(reported.state, aCommand('return')).state.pending).toEqual(ladder);
    }
  });

  test.each(['assigned', 'in-progress', 'reported'] as const)(
    'work that is %s is reminded only of what is for that state',
    (status) => {
      // given a step for each state in which open work can be
      const pending = [
        aStep('given', 1, ['assigned']),
        aStep('open', 1, OPEN),
        aStep('started', 1, ['in-progress']),
        aStep('told', 1, ['reported']),
      ];
      // when their time comes
      const [effect] = decide(aState({ status, pending }), { type: 'woke' }, START_MS + DAY_MS);
      // then those of the state are staged, and all others are ended with the reason of the state
      const speaks = pending.filter((step) => step.while.includes(status));
      expect(effect).toEqual({
        type: 'reach-steps',
        stage: speaks,
        supersede: {
          steps: ids(pending.filter((step) => !speaks.includes(step))),
          reason: WHY_SILENT[status]?.[rulesVersion - 1],
        },
      });
    },
  );

  test.each([
    ['assigned', 'acknowledge', 'đã tiếp nhận'],
    ['in-progress', 'report', 'đã báo cáo, chờ xác nhận'],
    ['reported', 'verify', 'đã hoàn thành và được xác nhận'],
    ['reported', 'withdraw', 'việc đã được thu hồi'],
    ['reported', 'return', rulesVersion === 1 ? 'đã tiếp nhận' : 'báo cáo đã được trả lại'],
  ] as const)('after %s, %s says why a reminder is not needed any more', (status, command, reason) => {
    const { effects } = whenCommands(aState({ status }), aCommand(command));
    expect(effects).toMatchObject([{ supersede: { steps: [], reason } }]);
  });

  test('the start ends what no state of the work can want, and says so', () => {
    const fresh = aState({ sequence: 0, pending: [aStep('never', 2, ['verified']), aStep('due', 8)] });
    const { state, effects } = play(fresh, [{ input: { type: 'started' }, nowMs: START_MS }]);
    expect(effects).toMatchObject([{ status: 'assigned', supersede: { steps: ['never'], reason: 'chưa cần nhắc' } }]);
    expect(ids(state.pending)).toEqual(['due']);
  });

  test('a step is kept as long as some coming state of the work wants it, and dropped when none does', () => {
    for (const wanted of subsetsOf<AssignmentStatus>(['assigned', 'in-progress', 'reported', 'verified', 'withdrawn']))
      for (const [before, move] of MOVES) {
        const given = aState({ status: before, sequence: move === 'start' ? 0 : 3, pending: [aStep('x', 1, wanted)] });
        const { state } =
          move === 'start'
            ? play(given, [{ input: { type: 'started' }, nowMs: START_MS }])
            : whenCommands(given, aCommand(move));
        const waitsForReport = rulesVersion === 1 && wanted.every((status) => status === 'reported');
        const coming = waitsForReport ? [state.status] : comingStates(state.status);
        const kept = wanted.some((status) => coming.includes(status) && !FINAL_STATUSES.includes(status));
        expect([move, before, wanted, ids(state.pending)]).toEqual([move, before, wanted, kept ? ['x'] : []]);
      }
  });

  test('a step is reached in its millisecond, neither before nor an hour after', () => {
    const step = aStep('due', 8);
    const state = aState({ pending: [step] });
    expect(nextWakeMs(state, step.wakeAtMs - 3_600_000)).toBe(3_600_000);
    expect(nextWakeMs(state, step.wakeAtMs - 2)).toBe(2);
    expect(nextWakeMs(state, step.wakeAtMs)).toBe(1);
    expect(decide(state, { type: 'woke' }, step.wakeAtMs - 1)).toEqual([]);
    expect(decide(state, { type: 'woke' }, step.wakeAtMs)).toHaveLength(1);
  });

  test('what has ended wakes for nothing, even when a step was left in it', () => {
    for (const status of ['verified', 'withdrawn'] as const) {
      const state = aState({ status, pending: [aStep('due', 8)] });
      expect(nextWakeMs(state, START_MS)).toBeNull();
      expect(decide(state, { type: 'woke' }, START_MS + 99 * DAY_MS)).toEqual([]);
    }
  });

  test('what was reached waits no more, whether it was staged or ended', () => {
    const state = aState({ status: 'reported', pending: [aStep('due', 8), aStep('told', 8, ['reported'])] });
    const { state: after } = play(state, [{ input: { type: 'woke' }, nowMs: START_MS + 9 * DAY_MS }]);
    expect(after.pending).toEqual([]);
    expect(ids(after.staged)).toEqual(['told']);
  });

  test('the eight latest staged steps can be taken back, the latest among them', () => {
    const steps = Array.from({ length: 10 }, (_, index) => aStep(`step-${index}`, index));
    const supersede = { steps: [], reason: '' };
    const state = steps.reduce<LifecycleState>(
      (before, step) => evolve(before, { type: 'reach-steps', stage: [step], supersede }),
      aState(),
    );
    expect(ids(state.staged)).toEqual(ids(steps.slice(2)));
    const [effect] = whenCommands(state, aCommand('report')).effects;
    expect(effect?.supersede.steps).toEqual(ids(steps.slice(2)));
  });

  test('a staged step that the next state still wants is not taken back', () => {
    const state = aState({ staged: [aStep('unacknowledged', 1, ['assigned']), aStep('due', 2)] });
    const [effect] = whenCommands(state, aCommand('acknowledge')).effects;
    expect(effect?.supersede.steps).toEqual(['unacknowledged']);
  });

  test('what a return brings takes its place by its time, and keeps of the ladder what the lifecycle needs', () => {
    const reported = aState({ status: 'reported', pending: [aStep('due', 8)] });
    const brought = [aBroughtStep('overdue-1', 9, OPEN), aBroughtStep('returned#2', 1, ['in-progress'])];
    const { state } = whenCommands(reported, aCommand('return', brought));
    expect(state.pending).toEqual([aStep('returned#2', 1, ['in-progress']), aStep('due', 8), aStep('overdue-1', 9)]);
  });

  test('each command is recorded with all that was said', () => {
    const commands = ['acknowledge', 'report', 'return', 'report', 'verify'] as const;
    const { events } = whenCommands(aState(), ...commands.map((type) => aCommand(type)));
    const said = { actor: 'Nguyễn Thị Hạnh', occurredAt: '2026-03-02T03:00:00Z' };
    const report = { note: 'Đã xong', documentNumber: '12/BC-PNV', evidenceUrl: null, reportedOn: '2026-03-02' };
    expect(events).toEqual([
      { ...said, sequence: 2, type: 'acknowledged', commandId: 'c-acknowledge' },
      { ...said, sequence: 3, type: 'reported', commandId: 'c-report', ...report, steps: [] },
      { ...said, sequence: 4, type: 'returned', commandId: 'c-return', reason: 'Thiếu phụ lục', steps: [] },
      { ...said, sequence: 5, type: 'reported', commandId: 'c-report', ...report, steps: [] },
      { ...said, sequence: 6, type: 'verified', commandId: 'c-verify', note: null },
    ]);
    const withdrawn = whenCommands(aState(), aCommand('withdraw')).events;
    expect(withdrawn).toEqual([
      { ...said, sequence: 2, type: 'withdrawn', commandId: 'c-withdraw', reason: 'Kế hoạch thay đổi' },
    ]);
  });
});

const MOVES: [AssignmentStatus, CommandType | 'start'][] = [
  ['assigned', 'start'],
  ['assigned', 'acknowledge'],
  ['assigned', 'report'],
  ['in-progress', 'report'],
  ['reported', 'return'],
  ['reported', 'verify'],
  ['in-progress', 'withdraw'],
];

/** The state itself and all that commands can make of it: told by the table of commands and not by the rules. */
function comingStates(from: AssignmentStatus): AssignmentStatus[] {
  const coming = new Set([from]);
  for (const status of coming)
    for (const command of allowedCommands(status))
      coming.add(STATUS_AFTER[toEvent(aBareState(), aCommand(command)).type]);
  return [...coming];
}

function subsetsOf<Item>(items: Item[]): Item[][] {
  return Array.from({ length: 2 ** items.length - 1 }, (_, mask) => items.filter((__, bit) => (mask + 1) & (1 << bit)));
}

/** By state, rules 1 and rules 2. */
const WHY_SILENT: { readonly [status in AssignmentStatus]?: readonly [string, string] } = {
  assigned: ['chưa cần nhắc', 'cơ quan chưa tiếp nhận'],
  'in-progress': ['đã tiếp nhận', 'việc đang được thực hiện'],
  reported: ['đã báo cáo, chờ xác nhận', 'đã báo cáo, chờ xác nhận'],
};
