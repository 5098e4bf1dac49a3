import { describe, expect, test } from 'vitest';
import type { DeadlineReading } from '#contracts/deadline.ts';
import type { Roster } from '#contracts/roster.ts';
import { buildAssignments } from '#domain/assignment/build-assignments.ts';
import { spokenTitle } from '#domain/assignment/spoken-title.ts';
import { readRows } from '#domain/journey.ts';
import { anAgency, aPlan, aRoster, OFFICIAL_CALENDAR } from '../../support/builders.ts';
import { day } from '../../support/moments.ts';

type Rows = Parameters<typeof aPlan>[0];

test('one lead and one date make one assignment, with its date and its explanation', () => {
  const { assignments, issues } = build([{ deadlineText: 'Trước ngày 15/11' }]);
  expect(issues).toEqual([]);
  expect(assignments).toMatchObject([
    {
      key: 'I.1/a/2026-11-14',
      agencyId: 'a',
      agencyName: 'Phòng A',
      fieldCode: 'I',
      nature: 'dated',
      due: '2026-11-14',
      dueWorking: '2026-11-16',
      label: null,
    },
  ]);
  expect(assignments[0]?.explanation.steps.every((step) => step.length > 0)).toBe(true);
  expect(assignments[0]?.explanation.steps.length).toBeGreaterThan(0);
});

test('each lead agency has its own assignment; an agency named twice has one', () => {
  const { assignments } = build([{ leads: ['Phòng A', 'Phòng Nội vụ', 'phòng A huyện'] }]);
  expect(assignments.map(({ agencyId }) => agencyId)).toEqual(['a', 'noivu']);
});

test('a recurring report is one assignment for each submission', () => {
  const { assignments } = build([{ deadlineText: 'Hàng quý' }]);
  expect(assignments.map(({ due }) => due)).toEqual(['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31']);
  expect(assignments.map(({ opens }) => opens).slice(1)).toEqual([null, null, null]);
});

test('several rhythms that meet on one day are one submission', () => {
  const { assignments } = build([{ deadlineText: 'Hàng quý, 6 tháng, 9 tháng, năm' }]);
  expect(assignments.map(({ due }) => due).sort()).toEqual(['2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31']);
});

test('a group with a roster is one assignment for each member', () => {
  const roster = aRoster();
  roster.agencies.push(anAgency({ id: 'x1', name: 'UBND xã Một' }), anAgency({ id: 'x2', name: 'UBND xã Hai' }));
  roster.groups = [{ name: 'UBND các xã', aliases: [], members: ['x1', 'x2'], validFrom: null, validTo: null }];
  const { assignments, issues } = build([{ leads: ['UBND các xã'] }], roster);
  expect(assignments.map(({ key }) => key)).toEqual(['I.1/x1/2026-11-14', 'I.1/x2/2026-11-14']);
  expect(issues).toEqual([]);
});

test('a member named beside its group is not asked twice', () => {
  const roster = aRoster({
    groups: [{ name: 'Các phòng', aliases: [], members: ['a', 'b'], validFrom: null, validTo: null }],
  });
  expect(build([{ leads: ['Các phòng', 'Phòng B'] }], roster).assignments.map(({ agencyId }) => agencyId)).toEqual([
    'a',
    'b',
  ]);
});

test('a group that the roster does not know stays one, and is named as unknown', () => {
  const { assignments, issues } = build([{ leads: ['UBND các xã, thị trấn'] }]);
  expect(assignments.map(({ agencyName }) => agencyName)).toEqual(['UBND các xã, thị trấn']);
  expect(issues).toMatchObject([{ code: 'agency-unknown', place: { table: 1, row: 2 }, column: 'Cơ quan chủ trì' }]);
  expect(issues[0]?.message).toContain('UBND các xã, thị trấn');
});

test('work that was due before the plan began is history', () => {
  const { assignments } = build([{ deadlineText: 'Tháng 11/2025' }]);
  expect(assignments).toMatchObject([{ nature: 'past', due: '2025-11-30' }]);
});

test('continuous and conditional work has no date', () => {
  const { assignments } = build([{ deadlineText: 'Thường xuyên' }, { deadlineText: 'Khi có yêu cầu' }]);
  expect(assignments.map(({ nature, due, key }) => [nature, due, key])).toEqual([
    ['continuous', null, 'I.1/a/continuous'],
    ['conditional', null, 'I.2/a/conditional'],
  ]);
});

test('a time text that is not understood is never given a date', () => {
  const { assignments, issues } = build([{ deadlineText: 'Theo tiến độ của dự án XYZ-7' }]);
  expect(assignments).toMatchObject([{ nature: 'undecided', due: null, dueWorking: null }]);
  expect(issues).toMatchObject([{ code: 'deadline-unsure', column: 'Thời gian hoàn thành' }]);
});

test('a row without a time text is named, with its title', () => {
  const { assignments, issues } = build([{ deadlineText: null, title: 'Rà soát văn bản' }]);
  expect(assignments).toMatchObject([{ nature: 'undecided' }]);
  expect(issues).toMatchObject([{ code: 'deadline-missing' }]);
  expect(issues[0]?.message).toContain('Rà soát văn bản');
});

test('what a person decided counts as sure, be it a date or "no date"', () => {
  const plan: Rows = [{ deadlineText: 'Theo tiến độ' }, { deadlineText: 'Theo tiến độ' }];
  const decided = new Map([
    [0, 'Trước ngày 15/11'],
    [1, 'Theo tiến độ'],
  ]);
  const { assignments, issues } = build(plan, aRoster(), decided);
  expect(issues).toEqual([]);
  expect(assignments.map(({ nature, due }) => [nature, due])).toEqual([
    ['dated', '2026-11-14'],
    ['conditional', null],
  ]);
});

test('keys tell apart rows that share a number, and are the same at each reading', () => {
  const rows: Rows = [{ code: '1' }, { code: '1' }, { code: null }, { code: null, place: { table: 2, row: 4 } }];
  const keys = build(rows).assignments.map(({ key }) => key);
  expect(keys).toEqual(['I.1/a/2026-11-14', 'I.1(2)/a/2026-11-14', 'I.d4/a/2026-11-14', 'I.d4(2)/a/2026-11-14']);
  expect(build(rows).assignments.map(({ key }) => key)).toEqual(keys);
});

test('a row that moves down the table keeps its key when it has a number', () => {
  const before = build([{ code: '7' }]).assignments[0]?.key;
  expect(build([{ code: '1' }, { code: '7' }]).assignments[1]?.key).toBe(before);
});

test('a report with rhythms of its own says in each key and title which one it is', () => {
  const { assignments } = build([
    { title: 'Báo cáo CCHC', deadlineText: 'Báo cáo 6 tháng trước 10/6; báo cáo năm trước 10/12' },
  ]);
  expect(assignments.map(({ key, label }) => [key, label])).toEqual([
    [expect.stringMatching(/^I\.1\/a\/[a-z0-9-]{1,40}:2026-06-09$/), expect.any(String)],
    [expect.stringMatching(/^I\.1\/a\/[a-z0-9-]{1,40}:2026-12-09$/), expect.any(String)],
  ]);
  const [first] = assignments;
  expect(spokenTitle({ title: 'Báo cáo CCHC', label: first!.label })).toBe(`Báo cáo CCHC (${first!.label})`);
  expect(spokenTitle({ title: 'Báo cáo CCHC', label: null })).toBe('Báo cáo CCHC');
});

test('work that opens before it is due opens with its first submission', () => {
  const { assignments } = build([{ deadlineText: 'Từ tháng 3 đến tháng 6' }]);
  expect(assignments.map(({ opens, due }) => [opens, due])).toEqual([['2026-03-01', '2026-06-30']]);
});

test('work that is due on the first day of the plan is no history, the day before is', () => {
  const rows = readRows({
    plan: aPlan([{ deadlineText: 'Trước ngày 15/11' }]),
    decided: new Map(),
    calendar: OFFICIAL_CALENDAR,
  });
  const natureFrom = (firstDay: string) =>
    buildAssignments({
      rows,
      roster: aRoster(),
      calendar: OFFICIAL_CALENDAR,
      isKnown: true,
      firstDay: day(firstDay),
      asOfDate: day('2026-01-05'),
    }).assignments[0]?.nature;
  expect([natureFrom('2026-11-14'), natureFrom('2026-11-15')]).toEqual(['dated', 'past']);
});

test('an assignment names its row, its title and how its text was read', () => {
  const { assignments } = build([{ title: 'A' }, { title: 'B', field: null, deadlineText: 'Thường xuyên' }]);
  expect(assignments[0]).toMatchObject({ rowIndex: 0, title: 'A', fieldCode: 'I', opens: null });
  expect(assignments[1]).toMatchObject({ rowIndex: 1, title: 'B', fieldCode: null, dueWorking: null });
  expect(assignments[1]?.why).not.toBe('');
  expect(assignments[1]?.explanation).toEqual({ text: assignments[1]?.why, steps: [] });
  expect(assignments[0]?.explanation.text).toContain('14/11/2026');
  expect(assignments[0]?.why).not.toBe('');
});

test('a row is known by its code, else by its number, else by where it stands', () => {
  const rows: Rows = [
    { code: '1.2', stt: '9' },
    { code: null, activity: { code: null, no: 7, title: 'A' }, stt: '9' },
    { code: null, stt: '9' },
    { code: null, field: null, place: { table: 1, row: 5 } },
  ];
  expect(build(rows).assignments.map(({ key }) => key.split('/')[0])).toEqual(['I.1.2', 'I.7', 'I.9', 'd5']);
});

test('an agency that the roster does not know is named once for each row, whatever its place', () => {
  const { issues } = build([{ leads: ['Sở X', 'Phòng A', 'Sở Y'] }, { leads: ['Sở X'] }]);
  expect(issues.map(({ code, place }) => `${code} ${place?.row}`)).toEqual([
    'agency-unknown 2',
    'agency-unknown 2',
    'agency-unknown 3',
  ]);
});

test('a row in doubt with two leads is one question', () => {
  const { assignments, issues } = build([
    { leads: ['Phòng A', 'Phòng B'], deadlineText: 'Theo tiến độ của dự án XYZ-7' },
  ]);
  expect(assignments.map(({ key }) => key)).toEqual(['I.1/a/undecided', 'I.1/b/undecided']);
  expect(issues.map(({ code }) => code)).toEqual(['deadline-unsure']);
  expect(issues[0]?.message).toContain('Theo tiến độ của dự án XYZ-7');
});

describe('a reading with several parts', () => {
  type Part = { label?: string | null; opens?: string | null; due?: string[] };
  function occurrences(parts: Part[], over: Partial<DeadlineReading> = {}, decided = false) {
    const [read] = readRows({ plan: aPlan(), decided: new Map(), calendar: OFFICIAL_CALENDAR });
    const deadlines = parts.map(({ label = null, opens = null, due = [] }) => ({
      label,
      recur: null,
      opens: opens === null ? null : day(opens),
      due: due.map(day),
    }));
    const reading = { ...read!.reading, deadlines, ...over } as DeadlineReading;
    const period = { isKnown: true, firstDay: day('2026-01-01'), asOfDate: day('2026-01-05') };
    const rows = [{ ...read!, reading, decided }];
    const { assignments, issues } = buildAssignments({
      rows,
      roster: aRoster(),
      calendar: OFFICIAL_CALENDAR,
      ...period,
    });
    return [
      ...assignments.map(({ label, opens, due, nature }) => [label, opens, due, nature].map(String).join(' ')),
      ...issues.map(({ code }) => code),
    ];
  }

  test('gives each label its own submissions, and a day that two parts share once, with the opening of the first', () => {
    const parts = [
      { label: 'quý', opens: '2026-03-01', due: ['2026-03-31', '2026-06-30'] },
      { label: 'năm', opens: '2026-06-01', due: ['2026-06-30'] },
      { label: 'quý', opens: '2026-06-15', due: ['2026-06-30'] },
    ];
    expect(occurrences(parts)).toEqual([
      'quý 2026-03-01 2026-03-31 dated',
      'quý null 2026-06-30 dated',
      'năm 2026-06-01 2026-06-30 dated',
    ]);
  });

  test('keeps its parts without a date, each label once', () => {
    const parts = [{ label: 'a', opens: '2026-03-01' }, { label: 'b' }, { label: 'b' }, {}];
    expect(occurrences(parts, { kind: 'continuous', trigger: null })).toEqual([
      'a 2026-03-01 null continuous',
      'b null null continuous',
      'null null null continuous',
    ]);
  });

  test('is conditional when it waits for something, but continuous work goes on whatever it waits for', () => {
    const nature = (kind: DeadlineReading['kind'], trigger: string | null) => occurrences([{}], { kind, trigger })[0];
    expect(nature('conditional', 'khi có yêu cầu')).toContain('conditional');
    expect(nature('continuous', 'khi có yêu cầu')).toContain('continuous');
    expect(nature('date', null)).toContain('continuous');
  });

  test('that says nothing has no date when a person says so, and is a question otherwise', () => {
    const unknown = { kind: 'unknown' as const, trigger: null };
    expect(occurrences([], unknown, true)).toEqual(['null null null conditional']);
    expect(occurrences([], unknown)).toEqual(['null null null undecided', 'deadline-unsure']);
    expect(occurrences([], { kind: 'continuous', trigger: null })).toEqual(['null null null continuous']);
    expect(occurrences([{}, { due: ['2026-06-30'] }], unknown)).toEqual([
      'null null null undecided',
      'null null 2026-06-30 dated',
      'deadline-unsure',
    ]);
  });
});

test('a label stands in the key with its first forty characters, and two that share them are told apart', () => {
  const long = 'Báo cáo kết quả thực hiện nhiệm vụ cải cách hành chính ';
  const deadlineText = `${long}quý I trước 10/3; ${long}quý II trước 10/3`;
  const [read] = readRows({
    plan: aPlan([{ deadlineText }]),
    decided: new Map(),
    calendar: OFFICIAL_CALENDAR,
  });
  const deadlines = ['quý I', 'quý II'].map((part) => ({
    label: `${long}${part}`,
    recur: null,
    opens: null,
    due: [day('2026-03-09')],
  }));
  const rows = [{ ...read!, reading: { ...read!.reading, deadlines }, decided: true }];
  const period = { isKnown: true, firstDay: day('2026-01-01'), asOfDate: day('2026-01-05') };
  const { assignments } = buildAssignments({ rows, roster: aRoster(), calendar: OFFICIAL_CALENDAR, ...period });
  const key = 'I.1/a/bao-cao-ket-qua-thuc-hien-nhiem-vu-cai-c:2026-03-09';
  expect(assignments.map((one) => one.key)).toEqual([key, `${key}(2)`]);
});

function build(rows: Rows, roster: Roster = aRoster(), decided = new Map<number, string>()) {
  const period = { isKnown: true, firstDay: day('2026-01-01'), asOfDate: day('2026-01-05') };
  return buildAssignments({
    rows: readRows({ plan: aPlan(rows), decided, calendar: OFFICIAL_CALENDAR }),
    roster,
    calendar: OFFICIAL_CALENDAR,
    ...period,
  });
}
