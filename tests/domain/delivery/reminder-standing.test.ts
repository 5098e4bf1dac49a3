import { expect, test } from 'vitest';
import { reminderStanding } from '#domain/delivery/reminder-standing.ts';

test.each([
  ['planned', null, 'planned'],
  ['superseded', null, 'superseded'],
  ['refused', null, 'refused'],
  ['sent', null, 'sent'],
  ['planned', 'failed', 'planned'],
  ['staged', 'sent', 'staged'],
  ['superseded', 'sending', 'superseded'],
  ['sending', 'sending', 'sending'],
  ['sent', 'sent', 'sent'],
  ['sent', 'read', 'sent'],
  ['sent', 'covered', 'sent'],
  ['sent', 'sending', 'sending'],
  ['sent', 'failed', 'refused'],
  ['sent', 'unknown', 'refused'],
  ['refused', 'failed', 'refused'],
  ['refused', 'unknown', 'refused'],
  ['refused', 'delivered', 'sent'],
] as const)('a row %s whose message is %s stands as %s', (row, message, standing) => {
  expect(reminderStanding(row, message)).toBe(standing);
});
