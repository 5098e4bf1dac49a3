import { expect, test } from 'vitest';
import { ledgerRow } from '#domain/ladder/ledger-row.ts';
import { vn } from '../../support/builders.ts';

const reminder = {
  step: 'due',
  rung: 'due',
  turn: 1,
  role: 'lead',
  contactId: 'a',
  slotAt: vn('2026-11-16 08:00'),
} as const;

test('a reminder stands in the ledger as it was planned, and one that nobody can carry is refused at once', () => {
  expect(ledgerRow({ ...reminder, channel: 'email' })).toEqual({
    step: 'due',
    rung: 'due',
    turn: 1,
    audience: 'lead',
    contactId: 'a',
    slotAt: reminder.slotAt,
    channel: 'email',
    status: 'planned',
    reason: null,
  });
  expect(ledgerRow({ ...reminder, channel: 'email' }, 'staged').status).toBe('staged');
  expect(ledgerRow({ ...reminder, channel: null }, 'staged')).toMatchObject({
    channel: 'none',
    status: 'refused',
    reason: 'người nhận không có địa chỉ trên kênh nào',
  });
});
