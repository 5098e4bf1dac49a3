// A lifecycle that runs may still have forgotten somebody: what it waits for is held against the ledger, step by step.
import { expect, test } from 'vitest';
import { compareWaiting, type LedgerStanding } from '#domain/audit/compare-waiting.ts';
import { toPendingStep } from '#domain/lifecycle/staging.ts';
import type { PendingStep } from '#domain/lifecycle/state.ts';
import { aState } from '../../support/lifecycle.ts';
import { slot } from '../../support/moments.ts';

const AT = slot('2026-03-02T01:00:00Z');
const LATER = slot('2026-03-09T01:00:00Z');

const aRow = (status: LedgerStanding['status'], slotAt = AT): LedgerStanding => ({
  step: 'due',
  rung: 'due',
  slotAt,
  status,
});
const aWait = (slotAt = AT): PendingStep =>
  toPendingStep({ id: 'due', rung: 'due', slotAt, while: ['assigned'] }, 'viec-1');

function kinds(pending: PendingStep[], ledger: LedgerStanding[], staged: PendingStep[] = []) {
  return compareWaiting(aState({ pending, staged }), ledger).map(({ step, kind }) => `${step} ${kind}`);
}

test('both sides agree on a step that is planned and waited for', () => {
  expect(kinds([aWait()], [aRow('planned'), aRow('planned', LATER), aRow('sent')])).toEqual([]);
});

test('a planned step that nobody waits for is named', () => {
  expect(kinds([], [aRow('planned')])).toEqual(['due not-waited-for']);
});

test('a step that was staged once and is planned again is named', () => {
  expect(kinds([], [aRow('planned'), aRow('sent')], [aWait()])).toEqual(['due not-waited-for']);
});

test('a staged step is known by a lifecycle that staged it, or will do so again', () => {
  expect(kinds([], [aRow('staged')], [aWait()])).toEqual([]);
  expect(kinds([aWait()], [aRow('staged')])).toEqual([]);
  expect(kinds([], [aRow('staged')])).toEqual(['due not-waited-for']);
});

test('one step does not wait for another', () => {
  const other = { ...aWait(), id: 'before-1' };
  expect(kinds([other], [aRow('planned')])).toEqual(['due not-waited-for']);
  expect(kinds([], [aRow('staged')], [other])).toEqual(['due not-waited-for']);
  expect(kinds([], [aRow('sent')])).toEqual([]);
});

test('of several rows of a step the first counts, in whatever order they come', () => {
  for (const rows of [
    [aRow('planned'), aRow('planned', LATER)],
    [aRow('planned', LATER), aRow('planned')],
  ]) {
    expect(kinds([aWait(LATER)], rows)).toEqual(['due waited-for-too-late']);
    expect(compareWaiting(aState({ pending: [], staged: [] }), rows).map(({ slotAt }) => slotAt)).toEqual([AT]);
  }
});

test('a wake after the slot of the ledger is named, an earlier one is not', () => {
  expect(kinds([aWait(LATER)], [aRow('planned')])).toEqual(['due waited-for-too-late']);
  expect(kinds([{ ...aWait(), wakeAtMs: aWait().wakeAtMs + 1 }], [aRow('planned')])).toEqual([
    'due waited-for-too-late',
  ]);
  expect(kinds([aWait()], [aRow('planned', LATER)])).toEqual([]);
});

test('a lifecycle that waits for what has ended is named', () => {
  for (const status of ['sent', 'superseded', 'deferred', 'sending'] as const)
    expect(kinds([aWait()], [aRow(status)])).toEqual(['due waits-in-vain']);
});

test('a step without anybody to tell is no difference', () => {
  expect(kinds([aWait()], [])).toEqual([]);
  expect(kinds([aWait()], [aRow('refused')])).toEqual([]);
  expect(kinds([aWait()], [aRow('refused'), aRow('sent')])).toEqual(['due waits-in-vain']);
});

test('differences come in the order of time', () => {
  const other = { ...aRow('planned', slot('2026-02-02T01:00:00Z')), step: 'before-15', rung: 'before-15' };
  expect(kinds([], [aRow('planned'), other])).toEqual(['before-15 not-waited-for', 'due not-waited-for']);
});
