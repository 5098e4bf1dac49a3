// A ladder in the words of a form, and back.
import { expect, test } from 'vitest';
import { checkLadder } from '#domain/ladder/check-ladder.ts';
import { toEditedLadder, toPolicy } from '#domain/ladder/edited-ladder.ts';
import { DEFAULT_POLICY } from '../../support/builders.ts';

const edited = toEditedLadder(DEFAULT_POLICY);

test('a ladder that nobody touched comes back as it was, under the next number', () => {
  expect(toPolicy(edited, DEFAULT_POLICY, 3)).toEqual({
    ...DEFAULT_POLICY,
    version: 3,
    rungs: expect.arrayContaining(DEFAULT_POLICY.rungs),
  });
  expect(toPolicy(edited, DEFAULT_POLICY, 3).rungs).toHaveLength(DEFAULT_POLICY.rungs.length);
});

test('the ladder that every installation starts with passes its own check', () => {
  expect(checkLadder(edited)).toEqual([]);
});

test('a rung is named by what it is, levels in the order of their days', () => {
  const rungs = edited.rungs.filter(({ kind }) => kind !== 'overdue' && kind !== 'before');
  const audience = [{ role: 'lead' as const, when: 'slot' as const }];
  const made = toPolicy(
    {
      ...edited,
      rungs: [
        ...rungs,
        { kind: 'overdue', days: 10, repeat: null, audience },
        { kind: 'overdue', days: 2, repeat: null, audience },
        { kind: 'before', days: 4, repeat: null, audience },
        { kind: 'before', days: 20, repeat: null, audience },
      ],
    },
    DEFAULT_POLICY,
    3,
  );
  const of = (anchor: string) =>
    made.rungs.filter((rung) => rung.anchor === anchor).map(({ name, offsetWorkingDays }) => [name, offsetWorkingDays]);
  expect(of('overdue')).toEqual([
    ['overdue-1', 2],
    ['overdue-2', 10],
  ]);
  expect(of('due')).toEqual([
    ['before-20', -20],
    ['before-4', -4],
    ['due', 0],
  ]);
});
