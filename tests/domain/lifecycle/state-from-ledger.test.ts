// A lifecycle that Temporal lost waits again for what its ledger has still to say.
import { expect, test } from 'vitest';
import type { Rung } from '#contracts/ladder.ts';
import { stateFromLedger, type WrittenLife } from '#domain/lifecycle/state-from-ledger.ts';
import { DEFAULT_POLICY, vn } from '../../support/builders.ts';

const row = (step: string, at: string, rung = step) => ({ step, rung, slotAt: vn(at) });

function given(openRows: WrittenLife['openRows'], rungs: readonly Rung[] = DEFAULT_POLICY.rungs) {
  const life = { assignmentId: 'v', rulesVersion: 2, status: 'in-progress', sequence: 4 } as const;
  return stateFromLedger({ ...life, openRows, rungs });
}

test('the state is that of the row, with nothing staged', () => {
  expect(given([])).toEqual({
    assignmentId: 'v',
    rulesVersion: 2,
    status: 'in-progress',
    sequence: 4,
    pending: [],
    staged: [],
  });
});

test('each step is waited for once, for its earliest row, and the soonest first', () => {
  const { pending } = given([
    row('overdue-1', '2026-11-18 08:00'),
    row('due', '2026-11-17 08:00'),
    row('due', '2026-11-16 08:00'),
    row('before-3', '2026-11-11 08:00'),
    row('due', '2026-11-16 08:00'),
  ]);
  expect(pending.map(({ id, slotAt }) => [id, slotAt])).toEqual([
    ['before-3', vn('2026-11-11 08:00')],
    ['due', vn('2026-11-16 08:00')],
    ['overdue-1', vn('2026-11-18 08:00')],
  ]);
});

test('a step speaks in the states of its rung, and wakes before its slot', () => {
  const [step] = given([row('due', '2026-11-16 08:00')]).pending;
  const slotMs = Date.parse(vn('2026-11-16 08:00'));
  expect(step?.while).toEqual(DEFAULT_POLICY.rungs.find(({ name }) => name === 'due')?.while);
  expect(step?.wakeAtMs).toBeLessThan(slotMs);
  expect(step).not.toHaveProperty('endsWithState');
});

test('a step that a report or a return brought ends with the state that it was brought for', () => {
  const brought = given([
    row('awaiting-verification#x', '2026-11-17 08:00', 'awaiting-verification'),
    row('returned#x', '2026-11-16 08:00', 'returned'),
    row('before-3', '2026-11-11 08:00'),
  ]).pending;
  expect(brought.map(({ id, endsWithState }) => [id, endsWithState])).toEqual([
    ['before-3', undefined],
    ['returned#x', true],
    ['awaiting-verification#x', true],
  ]);
});

test('a rung that the ladder no longer has speaks in no state', () => {
  const [step] = given([row('gone', '2026-11-16 08:00')]).pending;
  expect(step).toMatchObject({ rung: 'gone', while: [] });
  expect(step).not.toHaveProperty('endsWithState');
});
