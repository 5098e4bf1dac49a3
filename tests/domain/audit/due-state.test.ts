import { expect, test } from 'vitest';
import type { LocalDate } from '#contracts/primitives.ts';
import { type DueFacts, dueStateOf } from '#domain/audit/due-state.ts';
import { day } from '../../support/moments.ts';

const DUE = day('2026-06-15');
const facts = (changes: Partial<DueFacts>): DueFacts => ({
  status: 'assigned',
  dueWorking: DUE,
  reportedOn: null,
  ...changes,
});

test.each<[string, Partial<DueFacts>, LocalDate, string, number]>([
  ['open before its day', {}, day('2026-06-14'), 'open-in-time', 0],
  ['open on its day', {}, day('2026-06-15'), 'open-in-time', 0],
  ['open a day later', { status: 'in-progress' }, day('2026-06-16'), 'open-overdue', 1],
  ['open a month later', {}, day('2026-07-15'), 'open-overdue', 30],
  ['accepted, reported on its day', { status: 'verified', reportedOn: DUE }, day('2026-07-15'), 'done-on-time', 0],
  ['accepted, reported late', { status: 'verified', reportedOn: day('2026-06-20') }, day('2026-07-15'), 'done-late', 5],
  [
    'reported in time, not verified yet',
    { status: 'reported', reportedOn: day('2026-06-10') },
    day('2026-07-15'),
    'open-in-time',
    0,
  ],
  [
    'reported late, not verified yet',
    { status: 'reported', reportedOn: day('2026-06-18') },
    day('2026-07-15'),
    'open-overdue',
    3,
  ],
  [
    'returned: the clock runs again',
    { status: 'in-progress', reportedOn: day('2026-06-10') },
    day('2026-06-25'),
    'open-overdue',
    10,
  ],
  ['reported by an earlier version, without a day', { status: 'reported' }, day('2026-06-18'), 'open-overdue', 3],
  ['withdrawn after its day', { status: 'withdrawn' }, day('2026-07-15'), 'withdrawn', 0],
  ['without a date', { dueWorking: null }, day('2026-07-15'), 'undated', 0],
  ['without a date, done', { dueWorking: null, status: 'verified', reportedOn: DUE }, day('2026-07-15'), 'undated', 0],
])('work that is %s', (_, changes, dataDate, dueState, daysLate) => {
  expect(dueStateOf(facts(changes), day(dataDate))).toEqual({ dueState, daysLate });
});
