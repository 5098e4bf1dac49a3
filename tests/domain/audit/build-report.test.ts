import { expect, test } from 'vitest';
import type { AssignmentRow } from '#contracts/assignment.ts';
import { buildReport, countStates } from '#domain/audit/build-report.ts';
import { anAssignmentRow, countedGroups } from '../../support/assignment-rows.ts';
import { day } from '../../support/moments.ts';

const report = (rows: AssignmentRow[]) =>
  buildReport({
    office: 'UBND huyện Tứ Kỳ',
    dataDate: day('2026-06-30'),
    plans: [],
    groups: countedGroups(rows),
    late: rows,
    audit: { root: '', events: 0 },
  });

test('the four counts of a small office, added up by hand', () => {
  const { total, overdueRatePercent } = report([
    anAssignmentRow({ id: '1', status: 'verified', reportedOn: day('2026-06-10') }),
    anAssignmentRow({ id: '2', status: 'verified', reportedOn: day('2026-06-20') }),
    anAssignmentRow({ id: '3' }),
    anAssignmentRow({ id: '4', dueWorking: day('2026-07-15') }),
    anAssignmentRow({ id: '5', nature: 'continuous', dueWorking: null }),
    anAssignmentRow({ id: '6', status: 'withdrawn' }),
  ]);
  expect(total).toEqual({ doneOnTime: 1, doneLate: 1, openInTime: 1, openOverdue: 1, undated: 1 });
  // Of three that fell due two were late.
  expect(overdueRatePercent).toBe(66.7);
});

test('the rate is taken over what fell due, and is nought when nothing did', () => {
  expect(report([anAssignmentRow({ id: '1', dueWorking: day('2026-12-31') })]).overdueRatePercent).toBe(0);
  expect(report([]).overdueRatePercent).toBe(0);
});

test('the longest overdue comes first, with its days', () => {
  const { overdue, doneLate } = report([
    anAssignmentRow({ id: 'b', dueWorking: day('2026-06-25') }),
    anAssignmentRow({ id: 'c', dueWorking: day('2026-03-02') }),
    anAssignmentRow({ id: 'a', dueWorking: day('2026-06-25') }),
    anAssignmentRow({ id: 'd', status: 'verified', reportedOn: day('2026-06-20') }),
  ]);
  expect(overdue.map(({ id, daysLate }) => [id, daysLate])).toEqual([
    ['c', 120],
    ['a', 5],
    ['b', 5],
  ]);
  expect(doneLate.map(({ id, daysLate }) => [id, daysLate])).toEqual([['d', 5]]);
});

test('the lists are in one order, in whatever order the rows come', () => {
  const late = (id: string, reportedOn: string) =>
    anAssignmentRow({ id, key: id, status: 'verified', reportedOn: day(reportedOn) });
  const rows = [
    late('d', '2026-06-18'),
    late('e', '2026-06-20'),
    late('c', '2026-06-18'),
    anAssignmentRow({ id: 'a', key: 'a' }),
    anAssignmentRow({ id: 'b', key: 'b' }),
  ];
  for (const turned of [rows, [...rows].reverse()]) {
    expect(report(turned).doneLate.map(({ id }) => id)).toEqual(['e', 'c', 'd']);
    expect(report(turned).overdue.map(({ id }) => id)).toEqual(['a', 'b']);
  }
});

test('each field has a count of its own', () => {
  const inField = (id: string, fieldCode: string | null) => anAssignmentRow({ id, fieldCode, fieldTitle: fieldCode });
  const { byField } = report([inField('1', 'I'), inField('2', 'II'), inField('3', null), inField('4', 'I')]);
  expect(byField.map(({ fieldCode, count }) => [fieldCode, count.openOverdue])).toEqual([
    ['I', 2],
    ['II', 1],
    [null, 1],
  ]);
});

test('agencies and fields come in the order of the plan, work without a field under a name of its own', () => {
  const { byAgency, byField } = report([
    anAssignmentRow({ id: '1', agencyId: 'b', agencyName: 'Phòng B', fieldCode: null, fieldTitle: null }),
    anAssignmentRow({ id: '2' }),
    anAssignmentRow({ id: '3', agencyId: 'b', agencyName: 'Phòng B' }),
  ]);
  expect(byAgency.map(({ agencyName, count }) => [agencyName, count.openOverdue])).toEqual([
    ['Phòng B', 2],
    ['Phòng A', 1],
  ]);
  expect(byField.map(({ fieldTitle }) => fieldTitle)).toEqual(['Không thuộc lĩnh vực nào', 'Cải cách thể chế']);
});

test('withdrawn work is in no list and no count', () => {
  const { total, byAgency, overdue } = report([anAssignmentRow({ id: '1', status: 'withdrawn' })]);
  expect(Object.values(total)).toEqual([0, 0, 0, 0, 0]);
  expect([byAgency, overdue]).toEqual([[], []]);
  expect(countStates([{ dueState: 'withdrawn', count: 3 }])).toEqual(total);
});
