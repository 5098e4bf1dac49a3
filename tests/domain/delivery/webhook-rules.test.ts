import { expect, test } from 'vitest';
import { instantOf } from '#domain/calendar/instant.ts';
import { matchesFilter, WEBHOOK_WAITS_MINUTES, webhookRetryAt } from '#domain/delivery/webhook-rules.ts';

test('a subscriber hears what it asked for and nothing else', () => {
  expect(matchesFilter(['assignment.*'], 'assignment.overdue')).toBe(true);
  expect(matchesFilter(['assignment.overdue'], 'assignment.reported')).toBe(false);
  expect(matchesFilter(['*'], 'plan.published')).toBe(true);
  expect(matchesFilter([], 'plan.published')).toBe(false);
  expect(matchesFilter(['assignment.*'], 'assignments')).toBe(false);
});

test('a webhook is tried for a day, ever more slowly, then it is a dead letter', () => {
  let at = instantOf('2026-11-18T00:00:00.000Z');
  let previous = 0;
  for (let attempt = 1; attempt <= WEBHOOK_WAITS_MINUTES.length; attempt += 1) {
    const next = webhookRetryAt(attempt, at, 0.5)!;
    const wait = Date.parse(next) - Date.parse(at);
    expect(wait).toBeGreaterThan(previous);
    previous = wait;
    at = next;
  }
  const hours = (Date.parse(at) - Date.parse('2026-11-18T00:00:00Z')) / 3_600_000;
  expect(hours).toBeGreaterThan(24);
  expect(hours).toBeLessThan(30);
  expect(webhookRetryAt(WEBHOOK_WAITS_MINUTES.length + 1, at, 0)).toBeNull();
});

test('the retries of many events after one outage are spread', () => {
  const at = instantOf('2026-11-18T00:00:00.000Z');
  expect(webhookRetryAt(5, at, 0)).not.toBe(webhookRetryAt(5, at, 1));
});
