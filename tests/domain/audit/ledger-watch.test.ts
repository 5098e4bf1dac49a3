// What sweep, reconcile and metrics have to agree on.
import { expect, test } from 'vitest';
import {
  ALARM_AFTER_MS,
  ASLEEP_AFTER_MS,
  OPEN_PAST_TIME_MATTER,
  STRANDED_AFTER_MS,
  UNSTAGED_AFTER_MS,
} from '#domain/audit/ledger-watch.ts';
import { LIFECYCLE_MATTERS, PARTED_MATTERS, STUCK_MATTERS } from '#domain/audit/stuck-lifecycle.ts';

const MINUTE_MS = 60_000;

test('a late row is helped before anybody is alarmed, and nobody is alarmed before a quarter of an hour', () => {
  expect(STRANDED_AFTER_MS).toBe(MINUTE_MS);
  expect(ASLEEP_AFTER_MS).toBeGreaterThan(STRANDED_AFTER_MS);
  expect(UNSTAGED_AFTER_MS).toBe(5 * MINUTE_MS);
  expect(UNSTAGED_AFTER_MS).toBeGreaterThan(ASLEEP_AFTER_MS);
  expect(ALARM_AFTER_MS).toBe(15 * MINUTE_MS);
});

test('the two kinds of matters of a lifecycle are told apart, and from that of the ledger', () => {
  const kinds = [STUCK_MATTERS, PARTED_MATTERS];
  for (const kind of kinds) expect(kind.startsWith(LIFECYCLE_MATTERS) && kind !== LIFECYCLE_MATTERS).toBe(true);
  expect(STUCK_MATTERS.startsWith(PARTED_MATTERS) || PARTED_MATTERS.startsWith(STUCK_MATTERS)).toBe(false);
  expect(OPEN_PAST_TIME_MATTER.startsWith(LIFECYCLE_MATTERS)).toBe(false);
  expect(OPEN_PAST_TIME_MATTER).toMatch(/^ledger\//);
});
