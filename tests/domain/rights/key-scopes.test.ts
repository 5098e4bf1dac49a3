import { expect, test } from 'vitest';
import { ALL_RIGHTS, isInScope } from '#domain/rights/key-scopes.ts';

const within = (scope: 'read' | 'commands' | 'all') => ALL_RIGHTS.filter((right) => isInScope(scope, right));

test('a key that reads changes nothing', () => {
  expect(within('read')).toEqual([
    'see-names',
    'see-overview',
    'list-assignments',
    'see-assignment',
    'see-changes',
    'see-own-work',
    'report-overdue',
    'list-audit-events',
    'see-log-of-settings',
    'see-log-of-accounts',
    'verify-audit',
    'export-audit',
    'list-plans',
    'see-plan',
    'list-work-from-above',
    'list-matters',
    'see-channels',
    'see-roster',
    'see-ladder',
    'see-calendar',
    'list-webhooks',
    'see-me',
    'list-accounts',
    'list-offices',
    'see-letterhead',
    'see-installation',
  ]);
});

test('a key for commands gives those of an assignment besides, and no other', () => {
  const more = within('commands').filter((right) => !within('read').includes(right));
  expect(more).toEqual(['acknowledge', 'report', 'verify', 'return', 'withdraw']);
});

test('a key of everything makes no keys and ends no sessions', () => {
  const left = ALL_RIGHTS.filter((right) => !isInScope('all', right));
  expect(left).toEqual([
    'list-sessions',
    'end-sessions',
    'list-keys',
    'add-key',
    'revoke-key',
    'list-passkeys',
    'start-passkey',
    'add-passkey',
    'remove-passkey',
    'require-second-factor',
    'drop-second-factor',
    'list-all-keys',
    'revoke-any-key',
    'list-all-sessions',
    'end-any-session',
  ]);
});
