import { expect, test } from 'vitest';
import { buildReportSteps, buildReturnSteps, buildSteps } from '#domain/ladder/build-steps.ts';
import { spokenRung } from '#domain/ladder/spoken-rung.ts';
import { DEFAULT_POLICY, OFFICIAL_CALENDAR, vn } from '../../support/builders.ts';
import { day } from '../../support/moments.ts';
import { ladderInput, stepsOf, timeOf, timetable, wall } from './ladder-fixture.ts';

test('the whole ladder of a date in an ordinary month, day by day', () => {
  const steps = stepsOf({ due: '2026-06-24', publishedAt: '2026-05-04 09:00' });
  expect(timetable(steps).slice(0, 13)).toEqual([
    ['assigned', '2026-05-04 09:01'],
    ['unacknowledged', '2026-05-07 08:00'],
    ['before-15', '2026-06-03 08:00'],
    ['before-7', '2026-06-15 08:00'],
    ['before-3', '2026-06-19 08:00'],
    ['before-1', '2026-06-23 08:00'],
    ['due', '2026-06-24 08:00'],
    ['overdue-1', '2026-06-25 08:00'],
    ['overdue-2', '2026-06-29 08:00'],
    ['overdue-3', '2026-07-03 08:00'],
    ['overdue-4', '2026-07-14 08:00'],
    ['overdue-4#2', '2026-07-21 08:00'],
    ['overdue-4#3', '2026-07-28 08:00'],
  ]);
});

test('a repetition knows its number beside its name, everything else speaks for the first time', () => {
  const steps = stepsOf({ due: '2026-06-24', publishedAt: '2026-05-04 09:00' });
  const repeated = steps.filter(({ turn }) => turn > 1);
  expect(repeated.map(({ rung, turn, id }) => [rung, turn, id])).toEqual(
    steps.filter(({ id }) => id.includes('#')).map(({ id }) => ['overdue-4', Number(id.split('#')[1]), id]),
  );
  expect(repeated.length).toBeGreaterThan(1);
});

test('the days before a date just after Tết 2026 are counted over the holiday', () => {
  const steps = stepsOf({ due: '2026-02-24', publishedAt: '2026-01-05 09:00' });
  expect(timetable(steps).slice(2, 8)).toEqual([
    ['before-15', '2026-01-27 08:00'],
    ['before-7', '2026-02-06 08:00'],
    ['before-3', '2026-02-12 08:00'],
    ['before-1', '2026-02-23 08:00'],
    ['due', '2026-02-24 08:00'],
    ['overdue-1', '2026-02-25 08:00'],
  ]);
});

test('a date inside Tết is reminded of before the holiday and is overdue only after the first working day', () => {
  const steps = stepsOf({ due: '2026-02-18', publishedAt: '2026-01-05 09:00' });
  expect(timeOf(steps, 'before-1')).toBe('2026-02-12 08:00');
  expect(timeOf(steps, 'due')).toBe('2026-02-13 08:00');
  expect(timeOf(steps, 'overdue-1')).toBe('2026-02-24 08:00');
});

test('a worked Saturday counts as a working day and its weekday off does not (22/8 for 31/8/2026)', () => {
  const steps = stepsOf({ due: '2026-08-28', publishedAt: '2026-07-01 09:00' });
  expect(timeOf(steps, 'before-7')).toBe('2026-08-20 08:00');
  expect(timeOf(steps, 'overdue-1')).toBe('2026-09-03 08:00');
  expect(timeOf(steps, 'overdue-2')).toBe('2026-09-07 08:00');
});

test('work due on a worked Saturday is due on that Saturday', () => {
  const steps = stepsOf({ due: '2026-08-22', publishedAt: '2026-07-01 09:00' });
  expect(timeOf(steps, 'due')).toBe('2026-08-22 08:00');
  expect(timeOf(steps, 'overdue-1')).toBe('2026-08-24 08:00');
});

test('nothing is said on the new holiday of 24/11/2026', () => {
  const after = stepsOf({ due: '2026-11-25', publishedAt: '2026-10-01 09:00' });
  expect(timeOf(after, 'before-1')).toBe('2026-11-23 08:00');
  const onIt = stepsOf({ due: '2026-11-24', publishedAt: '2026-10-01 09:00' });
  expect(timeOf(onIt, 'due')).toBe('2026-11-23 08:00');
  expect(timeOf(onIt, 'before-1')).toBe('2026-11-20 08:00');
  expect(timeOf(onIt, 'overdue-1')).toBe('2026-11-26 08:00');
});

test('for a date on a Saturday reminders come earlier and the overdue notice later', () => {
  const steps = stepsOf({ due: '2026-08-15', publishedAt: '2026-07-01 09:00' });
  expect(timeOf(steps, 'before-1')).toBe('2026-08-13 08:00');
  expect(timeOf(steps, 'due')).toBe('2026-08-14 08:00');
  expect(timeOf(steps, 'overdue-1')).toBe('2026-08-18 08:00');
});

test.each([
  ['in the office day', '2026-03-11 10:30', '2026-03-11 10:31'],
  ['at lunch', '2026-03-11 12:10', '2026-03-11 12:11'],
  ['before the office opens', '2026-03-11 05:00', '2026-03-11 08:00'],
  ['between opening and the first slot', '2026-03-11 07:40', '2026-03-11 07:41'],
  ['in the last minute', '2026-03-11 16:59', '2026-03-12 08:00'],
  ['in the evening', '2026-03-11 21:00', '2026-03-12 08:00'],
  ['on a Saturday', '2026-03-14 10:00', '2026-03-16 08:00'],
  ['on a worked Saturday', '2026-08-22 10:00', '2026-08-22 10:01'],
  ['on the eve of Tết, after hours', '2026-02-13 18:00', '2026-02-23 08:00'],
])('the assignment notice of what is published %s leaves while the office is open', (_, publishedAt, told) => {
  const [first] = stepsOf({ due: null, nature: 'conditional', publishedAt });
  expect([first?.id, first && wall(first.slotAt)]).toEqual(['assigned', told]);
});

test('steps that were past at publication become one, the latest, in the next slot', () => {
  const steps = stepsOf({ due: '2026-06-24', publishedAt: '2026-06-16 09:00' });
  expect(timetable(steps).slice(0, 5)).toEqual([
    ['assigned', '2026-06-16 09:01'],
    ['before-7', '2026-06-17 08:00'],
    ['before-3', '2026-06-19 08:00'],
    ['unacknowledged', '2026-06-19 08:00'],
    ['before-1', '2026-06-23 08:00'],
  ]);
});

test('a past step says nothing when the ladder speaks in the same slot anyway', () => {
  const steps = stepsOf({ due: '2026-06-24', publishedAt: '2026-06-18 09:00' });
  expect(steps.map((step) => step.id)).not.toContain('before-7');
  expect(timeOf(steps, 'before-3')).toBe('2026-06-19 08:00');
});

test('work that was long overdue at publication is chased once, and then in its usual rhythm', () => {
  const steps = stepsOf({ due: '2026-03-02', publishedAt: '2026-05-04 09:00' });
  expect(timetable(steps).slice(0, 4)).toEqual([
    ['assigned', '2026-05-04 09:01'],
    ['overdue-4#6', '2026-05-05 08:00'],
    ['overdue-4#7', '2026-05-06 08:00'],
    ['unacknowledged', '2026-05-07 08:00'],
  ]);
  // The one of those that were past, and twelve to come.
  expect(steps.filter((step) => step.rung === 'overdue-4')).toHaveLength(13);
});

test('work published on its due day after the first slot is told of it in the second', () => {
  const steps = stepsOf({ due: '2026-06-24', publishedAt: '2026-06-24 10:00' });
  expect(timetable(steps).slice(0, 3)).toEqual([
    ['assigned', '2026-06-24 10:01'],
    ['due', '2026-06-24 14:00'],
    ['overdue-1', '2026-06-25 08:00'],
  ]);
});

test('"one day left" is never said after the due day was announced', () => {
  // Due on a Saturday: the due notice goes out on Friday, and Monday is still in time.
  const steps = stepsOf({ due: '2026-08-15', publishedAt: '2026-08-14 10:00' });
  expect(timetable(steps).slice(0, 3)).toEqual([
    ['assigned', '2026-08-14 10:01'],
    ['due', '2026-08-14 14:00'],
    ['overdue-1', '2026-08-18 08:00'],
  ]);
});

test('from the fourteenth day on it is said every five working days, twelve times more', () => {
  const steps = stepsOf({ due: '2026-03-02', publishedAt: '2026-01-05 09:00' });
  const repeated = steps.filter((step) => step.rung === 'overdue-4');
  expect(repeated.map((step) => step.id)).toEqual([
    'overdue-4',
    ...Array.from({ length: 12 }, (_, i) => `overdue-4#${i + 2}`),
  ]);
  expect(repeated.slice(0, 3).map((step) => wall(step.slotAt))).toEqual([
    '2026-03-20 08:00',
    '2026-03-27 08:00',
    '2026-04-03 08:00',
  ]);
});

test('the chairman hears in the summary of the week that follows', () => {
  const steps = stepsOf({ due: '2026-03-02', publishedAt: '2026-01-05 09:00' });
  const fourth = steps.find((step) => step.id === 'overdue-4');
  expect(fourth?.audience.map(({ role, slotAt }) => [role, wall(slotAt)])).toEqual([
    ['lead', '2026-03-20 08:00'],
    ['field-lead', '2026-03-20 08:00'],
    ['standing-agency', '2026-03-20 08:00'],
    ['chairman-office', '2026-03-20 08:00'],
    ['chairman', '2026-03-23 08:00'],
  ]);
});

test('the summary waits for the first working day of the week when Monday is off', () => {
  // overdue-4 on Friday 24/4; Monday 27/4 is the day in lieu of Giỗ Tổ.
  const steps = stepsOf({ due: '2026-04-06', publishedAt: '2026-01-05 09:00' });
  const fourth = steps.find((step) => step.id === 'overdue-4');
  expect(fourth && wall(fourth.slotAt)).toBe('2026-04-24 08:00');
  expect(fourth?.audience.filter(({ role }) => role === 'chairman').map(({ slotAt }) => wall(slotAt))).toEqual([
    '2026-04-28 08:00',
  ]);
});

test('one summary names an assignment once even when two repetitions meet in it', () => {
  const steps = stepsOf({ due: '2026-07-28', publishedAt: '2026-07-01 09:00' });
  const summaries = steps.flatMap((step) =>
    step.audience.filter(({ role }) => role === 'chairman').map((a) => a.slotAt),
  );
  expect(new Set(summaries).size).toBe(summaries.length);
});

test('where two repetitions meet in one summary, the second speaks only to those who hear in its own slot', () => {
  // 22/8 is a worked Saturday: from Tuesday 18/8 to Monday 24/8 it is five working days.
  const steps = stepsOf({ due: '2026-06-24', publishedAt: '2026-05-04 09:00' });
  const heard = (id: string) =>
    steps.find((step) => step.id === id)?.audience.map(({ role, slotAt }) => `${role} ${wall(slotAt)}`);
  expect(heard('overdue-4#6')).toContain('lead 2026-08-18 08:00');
  expect(heard('overdue-4#6')).toContain('chairman 2026-08-24 08:00');
  expect(heard('overdue-4#7')).toEqual(
    ['lead', 'field-lead', 'standing-agency', 'chairman-office'].map((role) => `${role} 2026-08-24 08:00`),
  );
});

test('the order in which a ladder lists its rungs says nothing', () => {
  const policy = { ...DEFAULT_POLICY, rungs: [...DEFAULT_POLICY.rungs].reverse() };
  for (const publishedAt of ['2026-05-04 09:00', '2026-06-16 09:00', '2026-07-20 09:00'])
    expect(stepsOf({ due: '2026-06-24', publishedAt, policy })).toEqual(stepsOf({ due: '2026-06-24', publishedAt }));
});

test('a date of which one day is missing is no date', () => {
  const input = ladderInput({ due: '2026-06-24', publishedAt: '2026-05-04 09:00' });
  for (const half of [{ due: null }, { dueWorking: null }])
    expect(buildSteps({ ...input, ...half }).map((step) => step.id)).toEqual(['assigned', 'unacknowledged']);
});

test('a repetition is named with its number, a first time by its rung alone', () => {
  expect(spokenRung({ rung: 'overdue-4', turn: 2 })).toBe('overdue-4#2');
  expect(spokenRung({ rung: 'overdue-12', turn: 34 })).toBe('overdue-12#34');
  expect(spokenRung({ rung: 'overdue-4', turn: 1 })).toBe('overdue-4');
});

test('a weekly summary never lies before the step that it sums up', () => {
  const policy = {
    ...DEFAULT_POLICY,
    rungs: DEFAULT_POLICY.rungs.map((rung) =>
      rung.name === 'due' ? { ...rung, audience: [{ role: 'chairman' as const, when: 'weekly' as const }] } : rung,
    ),
  };
  // Monday, published after the first slot: the due step is at 14:00, the week's summary has gone out at 08:00.
  const steps = stepsOf({ due: '2026-06-22', publishedAt: '2026-06-22 10:00', policy });
  const due = steps.find((step) => step.id === 'due');
  expect(due?.audience.map(({ slotAt }) => wall(slotAt))).toEqual(['2026-06-29 08:00']);
});

test('continuous work is asked about five working days before each quarter ends', () => {
  const steps = stepsOf({ due: null, nature: 'continuous', publishedAt: '2026-01-05 09:00' });
  expect(timetable(steps).slice(2)).toEqual([
    ['progress-2026q1', '2026-03-24 08:00'],
    ['progress-2026q2', '2026-06-23 08:00'],
    ['progress-2026q3', '2026-09-23 08:00'],
    ['progress-2026q4', '2026-12-24 08:00'],
  ]);
});

test('a quarter that is over is not asked about, and none after the plan', () => {
  const steps = stepsOf({
    due: null,
    nature: 'continuous',
    publishedAt: '2026-07-15 09:00',
    lastDay: day('2026-10-31'),
  });
  expect(steps.map((step) => step.id)).toEqual(['assigned', 'unacknowledged', 'progress-2026q3']);
});

test('work that waits for its trigger is told and asked for acknowledgement, and has no dates', () => {
  const steps = stepsOf({ due: null, nature: 'conditional', publishedAt: '2026-03-11 10:00' });
  expect(steps.map((step) => step.id)).toEqual(['assigned', 'unacknowledged']);
});

test.each(['past', 'undecided'] as const)('%s work reminds nobody', (nature) => {
  expect(stepsOf({ due: '2025-11-30', nature, publishedAt: '2026-01-05 09:00' })).toEqual([]);
});

test('whoever verifies is asked three working days after a report, and silence climbs', () => {
  const steps = buildReportSteps({
    reportedAt: vn('2026-02-12 15:00'),
    commandId: 'lan-bao-cao',
    policy: DEFAULT_POLICY,
    calendar: OFFICIAL_CALENDAR,
  });
  expect(timetable(steps)).toEqual([
    ['awaiting-verification#lan-bao-cao', '2026-02-24 08:00'],
    ['awaiting-verification-2#lan-bao-cao', '2026-02-27 08:00'],
    ['awaiting-verification-3#lan-bao-cao', '2026-03-05 08:00'],
    ['awaiting-verification-4#lan-bao-cao', '2026-03-12 08:00'],
  ]);
  const roles = steps.map(({ audience }) => audience.map(({ role }) => role).join());
  expect(roles).toEqual(['verifier', 'verifier', 'verifier,chairman-office', 'verifier,chairman-office,chairman']);
  expect(steps[0]?.while).toEqual(['reported']);
  expect(steps[0]?.endsWithState).toBe(true);
});

test('a returned report is told in the next slot and the ladder goes on from there', () => {
  const steps = returnSteps('2026-06-24', '2026-06-18 15:00');
  expect(timetable(steps).slice(0, 4)).toEqual([
    ['before-3', '2026-06-19 08:00'],
    ['returned#lan-tra-lai', '2026-06-19 08:00'],
    ['before-1', '2026-06-23 08:00'],
    ['due', '2026-06-24 08:00'],
  ]);
});

test('a return after the date does not repeat what was said before it', () => {
  const steps = returnSteps('2026-06-24', '2026-06-26 09:00');
  expect(timetable(steps).slice(0, 3)).toEqual([
    ['overdue-2', '2026-06-29 08:00'],
    ['returned#lan-tra-lai', '2026-06-29 08:00'],
    ['overdue-3', '2026-07-03 08:00'],
  ]);
});

test('a return of work without a date brings the notice alone', () => {
  expect(timetable(returnSteps(null, '2026-06-26 09:00'))).toEqual([['returned#lan-tra-lai', '2026-06-29 08:00']]);
});

test('a return of work from before the plan brings the notice alone', () => {
  const { publicationSlotAt: _, ...input } = ladderInput({ due: '2026-06-24', publishedAt: '2026-05-04 09:00' });
  const steps = buildReturnSteps({ ...input, nature: 'past', returnedAt: vn('2026-06-18 15:00'), commandId: 'x' });
  expect(steps.map((step) => step.id)).toEqual(['returned#x']);
});

test('a notice of a return may be given working days, and without them leaves at once where any hour will do', () => {
  const policyOf = (offsetWorkingDays: number, anyHour: boolean) => ({
    ...DEFAULT_POLICY,
    anyHour,
    rungs: DEFAULT_POLICY.rungs.map((rung) => (rung.anchor === 'return' ? { ...rung, offsetWorkingDays } : rung)),
  });
  expect(timetable(returnSteps(null, '2026-06-26 09:00', policyOf(2, false)))).toEqual([
    ['returned#lan-tra-lai', '2026-07-01 08:00'],
  ]);
  const [atOnce] = returnSteps(null, '2026-06-26 21:00', policyOf(0, true));
  expect(atOnce?.slotAt).toBe('2026-06-26T14:00:10Z');
});

test('at any hour means at any hour: the sample installation speaks at night too', () => {
  const policy = { ...DEFAULT_POLICY, anyHour: true };
  const [first] = stepsOf({ due: null, nature: 'conditional', publishedAt: '2026-03-14 23:00', policy });
  expect(first && wall(first.slotAt)).toBe('2026-03-14 23:00');
});

function returnSteps(due: string | null, returnedAt: string, policy = DEFAULT_POLICY) {
  const { publicationSlotAt: _, ...input } = ladderInput({ due, publishedAt: '2026-05-04 09:00', policy });
  const nature = due === null ? ('conditional' as const) : ('dated' as const);
  return buildReturnSteps({ ...input, nature, returnedAt: vn(returnedAt), commandId: 'lan-tra-lai' });
}
