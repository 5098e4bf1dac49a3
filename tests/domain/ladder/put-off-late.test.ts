// Nobody gets a letter of the morning in the night in which the server came back, and nobody loses a reminder because it was off.
import { expect, test } from 'vitest';
import { type LateInput, type OpenRow, putOffLate } from '#domain/ladder/put-off-late.ts';
import { DEFAULT_POLICY, OFFICIAL_CALENDAR, vn } from '../../support/builders.ts';

const MONDAY = '2026-03-02 08:00';

function aRow(id: string, wallClock: string, row: Partial<OpenRow> = {}): OpenRow {
  return { id, rung: 'before-7', contactId: 'a.cv', slotAt: vn(wallClock), status: 'staged', ...row };
}

function verdict(rows: OpenRow[], wallClock: string, changes: Partial<LateInput> = {}) {
  const input = { status: 'assigned', policy: DEFAULT_POLICY, calendar: OFFICIAL_CALENDAR, ...changes } as const;
  const { move, end } = putOffLate(rows, { ...input, now: vn(wallClock) });
  return [...move.map(({ id, to }) => `${id} → ${to}`), ...end.map(({ id }) => `${id} ends`)];
}

const TUESDAY_8 = vn('2026-03-03 08:00');

test('found late in working hours of its day, a reminder still goes out on that day', () => {
  expect(verdict([aRow('x', MONDAY)], '2026-03-02 11:30')).toEqual([]);
});

test('found in the evening, it waits for the next working morning', () => {
  expect(verdict([aRow('x', MONDAY)], '2026-03-02 21:00')).toEqual([`x → ${TUESDAY_8}`]);
});

test('found in the night after, before the morning, it waits for that morning', () => {
  expect(verdict([aRow('x', MONDAY)], '2026-03-03 02:00')).toEqual([`x → ${TUESDAY_8}`]);
});

test('found on a Saturday, it waits for Monday', () => {
  expect(verdict([aRow('x', '2026-03-06 08:00')], '2026-03-07 10:00')).toEqual([`x → ${vn('2026-03-09 08:00')}`]);
});

test('found on another working day, it meets the digest of the next morning', () => {
  expect(verdict([aRow('x', MONDAY)], '2026-03-04 10:00')).toEqual([`x → ${vn('2026-03-05 08:00')}`]);
});

test('a letter of the last minute of the day is not put off for the minute that it takes', () => {
  expect(verdict([aRow('x', '2026-03-02 16:59')], '2026-03-02 17:02')).toEqual([]);
  expect(verdict([aRow('x', '2026-03-02 16:59')], '2026-03-02 17:15')).toHaveLength(1);
});

test('of several that are late each person hears the newest', () => {
  const rows = [
    aRow('first', MONDAY),
    aRow('second', '2026-03-04 08:00'),
    aRow('head', MONDAY, { contactId: 'a.tp' }),
    aRow('beside', '2026-03-04 08:00', { rung: 'unacknowledged' }),
  ];
  const to = vn('2026-03-09 08:00');
  expect(verdict(rows, '2026-03-08 10:00')).toEqual([`second → ${to}`, `head → ${to}`, `beside → ${to}`, 'first ends']);
});

test('who is written to in that slot anyway does not hear the late one beside it', () => {
  const coming = aRow('coming', '2026-03-03 08:00', { status: 'planned' });
  expect(verdict([aRow('x', MONDAY), coming], '2026-03-02 21:00')).toEqual(['x ends']);
  const later = { ...coming, slotAt: vn('2026-03-04 08:00') };
  expect(verdict([aRow('x', MONDAY), later], '2026-03-02 21:00')).toEqual([`x → ${TUESDAY_8}`]);
});

test('a planned reminder that the state has made idle takes nobody’s place', () => {
  const idle = aRow('idle', '2026-03-03 08:00', { status: 'planned', rung: 'unacknowledged' });
  const staged = aRow('x', MONDAY);
  expect(verdict([staged, idle], '2026-03-02 21:00', { status: 'in-progress' })).toEqual([`x → ${TUESDAY_8}`]);
});

test('a staged reminder leaves in its slot, whatever the state is by then, and takes the place of the late one', () => {
  const coming = aRow('coming', '2026-03-03 08:00', { rung: 'unacknowledged' });
  expect(verdict([aRow('x', MONDAY), coming], '2026-03-02 21:00', { status: 'in-progress' })).toEqual(['x ends']);
});

test('a planned reminder of a rung that the ladder does not have takes nobody’s place', () => {
  const unknown = aRow('unknown', '2026-03-03 08:00', { status: 'planned', rung: 'before-30' });
  expect(verdict([aRow('x', MONDAY), unknown], '2026-03-02 21:00')).toEqual([`x → ${TUESDAY_8}`]);
});

test('a planned reminder whose time has passed as well takes nobody’s place', () => {
  const missed = aRow('missed', '2026-02-27 08:00', { status: 'planned' });
  expect(verdict([aRow('x', MONDAY), missed], '2026-03-02 21:00')).toEqual([`x → ${TUESDAY_8}`]);
});

test('what is planned and not staged yet stays the matter of its lifecycle', () => {
  expect(verdict([aRow('x', MONDAY, { status: 'planned' })], '2026-03-02 21:00')).toEqual([]);
});

test('a ladder that may speak at any hour puts nothing off', () => {
  expect(verdict([aRow('x', MONDAY)], '2026-03-02 21:00', { policy: { ...DEFAULT_POLICY, anyHour: true } })).toEqual(
    [],
  );
});
