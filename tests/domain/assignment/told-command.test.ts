// What a person says, with the days and steps that the lifecycle must not compute itself.
import { expect, test } from 'vitest';
import type { AssignmentCommand } from '#contracts/assignment.ts';
import { type ToldCommand, toLifecycleCommand } from '#domain/assignment/told-command.ts';
import { DEFAULT_POLICY, OFFICIAL_CALENDAR, vn } from '../../support/builders.ts';
import { day } from '../../support/moments.ts';

const NOW = vn('2026-06-10 09:00');

function told(command: AssignmentCommand, change: Partial<ToldCommand> = {}) {
  return toLifecycleCommand({
    command,
    actor: 'Hạnh (Phòng A)',
    commandId: 'c1',
    now: NOW,
    assignment: {
      id: 'v',
      nature: 'dated',
      due: day('2026-06-30'),
      dueWorking: day('2026-06-30'),
      lastDay: day('2026-12-31'),
    },
    calendar: OFFICIAL_CALENDAR,
    policy: DEFAULT_POLICY,
    ...change,
  });
}

test('what is said today happened now; a paper of an earlier day counts for the end of that office day', () => {
  expect(told({ command: 'acknowledge' })).toEqual({
    type: 'acknowledge',
    commandId: 'c1',
    actor: 'Hạnh (Phòng A)',
    occurredAt: NOW,
  });
  expect(told({ command: 'acknowledge', occurredOn: day('2026-06-10') }).occurredAt).toBe(NOW);
  expect(told({ command: 'acknowledge', occurredOn: day('2026-06-08') }).occurredAt).toBe(vn('2026-06-08 16:30'));
});

test('the day is that of the office, not of Greenwich', () => {
  const early = vn('2026-06-10 00:30');
  expect(told({ command: 'report', note: 'Xong' }, { now: early })).toMatchObject({ reportedOn: '2026-06-10' });
});

test('a person of the roster is named by the id', () => {
  expect(told({ command: 'acknowledge' }, { contactId: 'a.hanh' })).toMatchObject({ contactId: 'a.hanh' });
  expect(told({ command: 'acknowledge' })).not.toHaveProperty('contactId');
});

test('a report says what was said, and null where nothing was', () => {
  expect(told({ command: 'report', note: 'Xong' })).toMatchObject({ documentNumber: null, evidenceUrl: null });
  const papers = { documentNumber: '12/BC', evidenceUrl: 'https://a.vn/x' };
  expect(told({ command: 'report', note: 'Xong', ...papers, occurredOn: day('2026-06-08') })).toMatchObject({
    type: 'report',
    note: 'Xong',
    ...papers,
    reportedOn: '2026-06-08',
    occurredAt: vn('2026-06-08 16:30'),
  });
});

test('a report brings the question to whoever verifies, a return the word to the lead', () => {
  const report = told({ command: 'report', note: 'Xong' });
  const returned = told({ command: 'return', reason: 'Thiếu phụ lục' });
  const rungs = (command: typeof report) => ('steps' in command ? command.steps.map(({ rung }) => rung) : []);
  expect(new Set(rungs(report))).toEqual(new Set(['', '-2', '-3', '-4'].map((more) => `awaiting-verification${more}`)));
  expect(rungs(returned)[0]).toBe('returned');
  expect(returned).toMatchObject({ type: 'return', reason: 'Thiếu phụ lục' });
});

test('a verification may have a note, a withdrawal has its reason', () => {
  expect(told({ command: 'verify' })).toMatchObject({ type: 'verify', note: null });
  expect(told({ command: 'verify', note: 'Tốt' })).toMatchObject({ type: 'verify', note: 'Tốt' });
  expect(told({ command: 'withdraw', reason: 'Thôi' })).toMatchObject({ type: 'withdraw', reason: 'Thôi' });
});
