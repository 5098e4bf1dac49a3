import { expect, test } from 'vitest';
import { addMs, instantOf } from '#domain/calendar/instant.ts';
import { eventTypeOf, eventTypeWords } from '#domain/delivery/webhook-event-type.ts';
import { matchesFilter, WEBHOOK_WAITS_MINUTES, webhookRetryAt } from '#domain/delivery/webhook-rules.ts';

test('a subscriber hears what it asked for and nothing else', () => {
  expect(matchesFilter(['assignment.*'], 'assignment.overdue')).toBe(true);
  expect(matchesFilter(['assignment.overdue'], 'assignment.reported')).toBe(false);
  expect(matchesFilter(['*'], 'plan.published')).toBe(true);
  expect(matchesFilter([], 'plan.published')).toBe(false);
  expect(matchesFilter(['assignment.*'], 'assignments')).toBe(false);
  expect(matchesFilter(['assignment.*'], 'plan.published')).toBe(false);
  expect(matchesFilter(['assignment.overdue'], 'assignment.overdue')).toBe(true);
  expect(matchesFilter(['assignment'], 'assignment.overdue')).toBe(false);
  expect(matchesFilter(['plan.published', '*'], 'roster.imported')).toBe(true);
});

test.each([
  ['assignment/v-1', 'acknowledged', 'assignment.acknowledged', 'Tiếp nhận việc'],
  ['plan/p-1', 'plan-published', 'plan.published', 'Giao việc theo kế hoạch'],
  ['webhook/w-1', 'webhook-secret-rotated', 'webhook.secret-rotated', 'Đổi khóa ký gửi sự kiện'],
  ['roster', 'roster-imported', 'roster.imported', 'Nhập danh bạ'],
  ['plan-row/r-1', 'deadline-decided', 'plan-row.deadline-decided', 'Xác nhận cách hiểu thời hạn'],
  ['contact/a', 'zalo-linked', 'contact.zalo-linked', 'Liên kết tài khoản Zalo'],
  ['plan/p-1', 'planned', 'plan.planned', 'plan.planned'],
])('what happened to %s as "%s" is heard of as %s', (subject, type, heard, words) => {
  expect(eventTypeOf(subject, type)).toBe(heard);
  expect(eventTypeWords(heard)).toBe(words);
});

test('an event type that nobody knows is shown as it is', () => {
  expect(eventTypeWords('weather')).toBe('weather');
  expect(eventTypeWords('weather.rain')).toBe('weather.rain');
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
  // The fifth wait is half an hour; the spread adds up to three minutes to it.
  expect(webhookRetryAt(5, at, 0)).toBe(addMs(at, 30 * 60_000));
  expect(webhookRetryAt(5, at, 0.5)).toBe(addMs(at, 31.5 * 60_000));
  expect(webhookRetryAt(5, at, 1)).toBe(addMs(at, 33 * 60_000));
  expect(webhookRetryAt(1, at, 0)).toBe(addMs(at, 6_000));
});
