// Work can not be reported before it was given, nor answered before it was reported; and nobody has done anything tomorrow.
import { describe, expect, test } from 'vitest';
import type { LocalDate } from '#contracts/primitives.ts';
import { type CommandDay, checkCommandDay } from '#domain/lifecycle/command-dates.ts';
import { day } from '../../support/moments.ts';

const GIVEN: CommandDay = {
  command: 'report',
  occurredOn: undefined,
  today: day('2026-06-10'),
  publishedOn: day('2026-05-20'),
  doneBefore: false,
  planBegins: day('2026-01-01'),
  latest: null,
};
const check = (change: Partial<CommandDay>) => checkCommandDay({ ...GIVEN, ...change });
const REPORTED = { type: 'reported', on: day('2026-06-01') } as const;
const RETURNED = { type: 'returned', on: day('2026-06-03') } as const;
const PLAN = { earliest: day('2026-01-01'), because: 'ngày đầu của kế hoạch' };
const tooEarly = (named: string, bound: { earliest: LocalDate; because: string }) => ({
  ok: false,
  why: 'too-early',
  named: day(named),
  ...bound,
});

test('a command without a day is of today, whatever happened', () => {
  expect(check({ planBegins: day('2026-12-31'), publishedOn: day('2026-12-31') })).toEqual({ ok: true });
});

describe('a day that is named', () => {
  test.each([day('2026-01-01'), day('2026-03-01'), day('2026-06-10')])(
    'may be %s, from the first day of the plan to today',
    (occurredOn) => {
      expect(check({ occurredOn, doneBefore: true })).toEqual({ ok: true });
      expect(check({ occurredOn, command: 'acknowledge' })).toEqual({ ok: true });
    },
  );

  test.each([day('2026-01-01'), day('2026-05-19')])(
    'of a report is not %s, before the work was given out, unless an officer says that this is meant',
    (occurredOn) => {
      const given = { earliest: day('2026-05-20'), because: 'ngày giao việc' };
      expect(check({ occurredOn })).toEqual({ ok: false, why: 'before-assignment', named: occurredOn, ...given });
      expect(check({ occurredOn, latest: REPORTED })).toMatchObject({ why: 'before-assignment' });
      expect(check({ occurredOn: day('2026-05-20') })).toEqual({ ok: true });
    },
  );

  test('is not tomorrow', () => {
    expect(check({ occurredOn: day('2026-06-11') })).toEqual({
      ok: false,
      why: 'in-future',
      named: day('2026-06-11'),
      ...PLAN,
    });
  });

  test('is not before the plan begins', () => {
    expect(check({ occurredOn: day('2025-12-31') })).toEqual(tooEarly('2025-12-31', PLAN));
  });

  test('is not before the work was given, when that was before the plan’s years', () => {
    const early = { planBegins: day('2027-01-01') };
    expect(check({ ...early, occurredOn: day('2026-05-20') })).toEqual({ ok: true });
    const given = { earliest: day('2026-05-20'), because: 'ngày giao việc' };
    expect(check({ ...early, occurredOn: day('2026-05-19') })).toEqual(tooEarly('2026-05-19', given));
  });

  test('given on the first day of the plan it counts from the plan', () => {
    const onTheDay = check({ publishedOn: day('2026-01-01'), occurredOn: day('2025-12-31') });
    expect(onTheDay).toEqual(tooEarly('2025-12-31', PLAN));
  });
});

test('work that is given out ahead of its plan’s years refuses even today as too early, not as the future', () => {
  const ahead = { planBegins: day('2027-01-01'), publishedOn: day('2027-02-01'), occurredOn: day('2026-06-10') };
  const plan = { earliest: day('2027-01-01'), because: 'ngày đầu của kế hoạch' };
  expect(check(ahead)).toEqual(tooEarly('2026-06-10', plan));
});

describe('an answer to a report', () => {
  test.each(['verify', 'return'] as const)('%s is not dated before the report', (command) => {
    expect(check({ command, latest: REPORTED, occurredOn: day('2026-06-01') })).toEqual({ ok: true });
    const refused = tooEarly('2026-05-31', { earliest: day('2026-06-01'), because: 'ngày báo cáo' });
    expect(check({ command, latest: REPORTED, occurredOn: day('2026-05-31') })).toEqual(refused);
  });

  test.each(['verify', 'return'] as const)('%s after nothing, or after a return, counts from the plan', (command) => {
    for (const latest of [null, RETURNED])
      expect(check({ command, latest, occurredOn: day('2026-02-01') })).toEqual({ ok: true });
  });
});

describe('a report after a return', () => {
  test('is not dated before the return', () => {
    expect(check({ latest: RETURNED, occurredOn: day('2026-06-03') })).toEqual({ ok: true });
    const refused = tooEarly('2026-06-02', { earliest: day('2026-06-03'), because: 'ngày trả lại' });
    expect(check({ latest: RETURNED, occurredOn: day('2026-06-02') })).toEqual(refused);
  });

  test('is not held to the report before it', () => {
    expect(check({ latest: REPORTED, occurredOn: day('2026-05-25') })).toEqual({ ok: true });
  });

  test.each(['acknowledge', 'withdraw'] as const)('%s is held to neither', (command) => {
    for (const latest of [REPORTED, RETURNED])
      expect(check({ command, latest, occurredOn: day('2026-02-01') })).toEqual({ ok: true });
  });
});
