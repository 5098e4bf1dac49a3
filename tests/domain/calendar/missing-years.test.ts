import { expect, test } from 'vitest';
import { missingYears, missingYearsIssues, withYearsOf } from '#domain/calendar/missing-years.ts';
import { createWorkCalendar } from '#domain/calendar/work-calendar.ts';
import { runJourney } from '#domain/journey.ts';
import { aJourney, aPlan, OFFICIAL_CALENDAR, OFFICIAL_EDITION } from '../../support/builders.ts';
import { day } from '../../support/moments.ts';

const about = (yearFrom: number, yearTo: number, deadlineText = 'Quý IV') => {
  const plan = aPlan([{ deadlineText }]);
  const given = { ...plan, plan: { ...plan.plan, yearFrom, yearTo } };
  const { issues } = runJourney(aJourney({ plan: given }));
  return issues.filter(({ code }) => code === 'calendar-year-missing').map(({ message }) => message);
};

test('years that no edition holds are named in one sentence, with what to do; one that is only provisional is there', () => {
  expect(missingYears(OFFICIAL_CALENDAR, [2029, 2026, 2028, 2027, 2028])).toEqual([2028, 2029]);
  const [issue, ...others] = missingYearsIssues([2028, 2029]);
  expect(others).toEqual([]);
  expect(issue?.message).toMatch(/^Lịch làm việc chưa có năm 2028, 2029: .*ngày lễ, Tết\.$/);
  expect(issue?.suggestion).toContain('dondoc calendar import TỆP --installation');
  expect(missingYearsIssues([])).toEqual([]);
});

test('a plan says it once, for its years and for those of its dates', () => {
  expect(about(2026, 2026)).toEqual([]);
  expect(about(2026, 2030, 'Trước ngày 30/4/2028')).toEqual([expect.stringContaining('năm 2028, 2029, 2030:')]);
  expect(about(2026, 2026, 'Trước ngày 30/4/2028')).toEqual([expect.stringContaining('năm 2028:')]);
});

test('a file of one year adds it to what is in force, and what it says anew counts', () => {
  const of2028 = {
    year: 2028,
    status: 'official' as const,
    notice: 'Thông báo',
    daysOff: [],
    weekendHolidays: [],
    workedDays: [],
  };
  const daysOff = [{ date: day('2028-05-01'), name: 'Quốc tế Lao động', kind: 'holiday' as const }];
  const after = withYearsOf(OFFICIAL_EDITION, { ...OFFICIAL_EDITION, years: [{ ...of2028, daysOff }] });
  const calendar = createWorkCalendar(after);
  expect(missingYears(calendar, [2025, 2026, 2027, 2028])).toEqual([]);
  expect(calendar.isWorkingDay(day('2028-05-01'))).toBe(false);
  expect(calendar.isWorkingDay(day('2026-09-02'))).toBe(false);
});
