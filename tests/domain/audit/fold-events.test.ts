import { expect, test } from 'vitest';
import type { LoggedEvent } from '#contracts/logged-events.ts';
import { foldEvents, type RecordedEvent } from '#domain/audit/fold-events.ts';
import { WORDS } from '#domain/words/catalogue.ts';
import { eventWords } from '#domain/words/event-words.ts';
import { at } from '../../support/moments.ts';

const event = (type: LoggedEvent['type'] | null, payload: object = {}) =>
  ({ type, payload, occurredAt: at('2026-06-10T03:00:00Z') }) as RecordedEvent;

test('a life is retold by its events', () => {
  const life = [
    event('assigned'),
    event('acknowledged'),
    event('reported', { reportedOn: '2026-06-10' }),
    event('returned', { reason: 'Thiếu phụ lục' }),
    event('reported', { reportedOn: '2026-06-18' }),
    event('verified'),
  ];
  const after = life
    .map((_, index) => foldEvents(life.slice(0, index + 1)))
    .map(({ status, reportedOn }) => ({ status, reportedOn }));
  expect(after).toEqual([
    { status: 'assigned', reportedOn: null },
    { status: 'in-progress', reportedOn: null },
    { status: 'reported', reportedOn: '2026-06-10' },
    { status: 'in-progress', reportedOn: '2026-06-10' },
    { status: 'reported', reportedOn: '2026-06-18' },
    { status: 'verified', reportedOn: '2026-06-18' },
  ]);
});

test('the acknowledgement keeps its moment, whatever follows', () => {
  const acknowledged = { ...event('acknowledged'), occurredAt: at('2026-06-09T02:00:00Z') };
  expect(foldEvents([event('assigned')]).acknowledgedAt).toBeNull();
  expect(foldEvents([event('assigned'), acknowledged]).acknowledgedAt).toBe('2026-06-09T02:00:00Z');
  expect(
    foldEvents([acknowledged, event('reported', { reportedOn: '2026-06-10' }), event('verified')]).acknowledgedAt,
  ).toBe('2026-06-09T02:00:00Z');
});

test('before its first event an assignment counts as given out', () => {
  expect(foldEvents([])).toEqual({ status: 'assigned', reportedOn: null, acknowledgedAt: null });
});

test('an event of a later version does not disturb the state', () => {
  expect(foldEvents([event('acknowledged'), event(null)]).status).toBe('in-progress');
});

test('every event is told in Vietnamese, and an unknown one is not hidden', () => {
  for (const type of ['assigned', 'acknowledged', 'reported', 'verified', 'returned', 'withdrawn'])
    expect(eventWords(type)).not.toBe(type);
  expect(eventWords('extended')).toBe('extended');
  expect(WORDS.dueState['open-overdue']).toBe('chưa hoàn thành, quá hạn');
});
