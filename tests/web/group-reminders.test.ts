import { expect, test } from 'vitest';
import type { LedgerRow } from '../../web/src/api/types.ts';
import { groupReminders, spokenRest } from '../../web/src/pages/assignment/group-reminders.ts';

const row = (id: string, change: Partial<LedgerRow> = {}): LedgerRow => ({
  id,
  rung: 'due',
  rungWords: 'đến hạn',
  recipientName: id,
  recipientAgency: 'Phòng A',
  channel: 'email',
  slotAt: '2026-11-16T01:00:00Z',
  status: 'planned',
  reason: null,
  subject: null,
  endedAt: null,
  ...change,
});

test('what several people hear at one moment for one reason is one line, whatever channel each hears it by', () => {
  const later = { slotAt: '2026-11-17T01:00:00Z' };
  const groups = groupReminders([
    row('an'),
    row('binh', { channel: 'zalo' }),
    row('chi', { status: 'refused', reason: 'không có địa chỉ' }),
    row('dung', later),
    row('em', { rungWords: 'nhắc chưa tiếp nhận' }),
    row('giang', later),
  ]);
  expect(groups.map(({ id, recipients }) => [id, recipients.map(({ name }) => name)])).toEqual([
    ['an', ['an', 'binh']],
    ['chi', ['chi']],
    ['dung', ['dung', 'giang']],
    ['em', ['em']],
  ]);
  expect(groups[0]?.recipients[1]).toEqual({ id: 'binh', name: 'binh', agency: 'Phòng A', channel: 'zalo' });
  expect(groups[1]).toMatchObject({ status: 'refused', reason: 'không có địa chỉ' });
});

test('a ladder that goes on for months is said in one sentence', () => {
  const on = (day: string, ...people: string[]) =>
    people.map((name) => row(`${day} ${name}`, { slotAt: `${day}T01:00:00Z`, recipientName: name }));
  const weekly = ['2026-11-16', '2026-11-23', '2026-12-01', '2026-12-07'].flatMap((day) => on(day, 'an', 'binh'));
  expect(spokenRest(groupReminders(weekly))).toBe('4 lần nữa, khoảng 7 ngày một lần, 2 người nhận');
  const uneven = [...on('2026-11-16', 'an'), ...on('2026-11-17', 'an', 'binh'), ...on('2026-12-20', 'an')];
  expect(spokenRest(groupReminders(uneven))).toBe('3 lần nữa, tối đa 2 người nhận');
  expect(spokenRest(groupReminders(on('2026-11-16', 'an')))).toBe('1 lần nữa, 1 người nhận');
});
