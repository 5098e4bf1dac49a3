import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CalendarEdition } from '#contracts/calendar.ts';
import { checkEdition } from '#domain/calendar/check-edition.ts';
import { diffEditions } from '#domain/calendar/diff-editions.ts';
import { createWorkCalendar } from '#domain/calendar/work-calendar.ts';
import { day } from '../../support/moments.ts';

const edition = CalendarEdition.parse(
  JSON.parse(readFileSync(new URL('../../../data/calendars/vn-civil-servants.json', import.meta.url), 'utf8')),
);
const calendar = createWorkCalendar(edition);

describe('the working calendar', () => {
  it('works the Saturday that pays for a weekday off', () => {
    expect(calendar.isWorkingDay(day('2026-08-31'))).toBe(false);
    expect(calendar.isWorkingDay(day('2026-08-22'))).toBe(true);
    expect(calendar.addWorkingDays(day('2026-08-21'), 1)).toBe('2026-08-22');
  });

  it('names the notice behind each day off', () => {
    expect(calendar.explainDay(day('2026-08-31')).reason).toBe(
      'thứ Hai, nghỉ hoán đổi dịp Quốc khánh theo Công văn 9859/VPCP-KGVX',
    );
    expect(calendar.explainDay(day('2026-12-09')).reason).toBe('thứ Tư, ngày làm việc');
  });

  it('counts working days after and before a day, and leaves the day alone for zero', () => {
    expect(calendar.addWorkingDays(day('2026-02-13'), 1)).toBe('2026-02-23');
    expect(calendar.addWorkingDays(day('2026-02-23'), -1)).toBe('2026-02-13');
    expect(calendar.addWorkingDays(day('2026-02-15'), 0)).toBe('2026-02-15');
  });

  it('says that 2027 is provisional and that 2030 is not known', () => {
    expect(calendar.explainDay(day('2027-03-01'))).toMatchObject({ isWorkingDay: true, provisional: true });
    expect(calendar.explainDay(day('2030-03-01')).reason).toContain('chưa có lịch nghỉ năm 2030');
  });

  it('follows the exceptions of one agency and of no other', () => {
    const own = CalendarEdition.parse({
      ...edition,
      agencies: [
        {
          agency: 'Trung tâm Phục vụ hành chính công',
          weeklyDaysOff: [7],
          workingHours: [{ from: '07:00', to: '11:30' }],
          daysOff: [{ date: '2026-03-11', name: 'nghỉ luân phiên', kind: 'agency' }],
        },
      ],
    });
    const center = createWorkCalendar(own, 'Trung tâm Phục vụ hành chính công');
    expect(center.isWorkingDay(day('2026-03-14'))).toBe(true);
    expect(center.isWorkingDay(day('2026-03-11'))).toBe(false);
    expect(center.workingHours()).toEqual([{ from: '07:00', to: '11:30' }]);
    expect(createWorkCalendar(own).isWorkingDay(day('2026-03-14'))).toBe(false);
  });
});

describe('a calendar file', () => {
  it('is refused when a swap has no worked Saturday or a fixed holiday is missing', () => {
    const broken = CalendarEdition.parse({
      zone: 'Asia/Ho_Chi_Minh',
      years: [
        {
          year: 2026,
          status: 'official',
          notice: 'Thông báo thử',
          daysOff: [{ date: '2026-08-31', name: 'x', kind: 'swap' }],
        },
      ],
    });
    const messages = checkEdition(broken).map((one) => one.message);
    expect(messages).toContain('Năm 2026: ngày nghỉ hoán đổi 31/08/2026 không có ngày làm bù');
    expect(messages.some((one) => one.includes('thiếu ngày nghỉ Quốc khánh, 02/09/2026'))).toBe(true);
  });
});

describe('a new edition of the calendar', () => {
  const later = structuredClone(edition);
  const year = later.years.find((one) => one.year === 2026);
  year?.daysOff.push({
    date: day('2026-11-23'),
    name: 'Nghỉ hoán đổi dịp Ngày Văn hóa',
    kind: 'swap',
    source: 'Thông báo thử',
  });
  year?.workedDays.push({ date: day('2026-11-28'), for: day('2026-11-23'), source: 'Thông báo thử' });

  it('lists the days that change and each deadline and reminder that would move', () => {
    const { days, moved } = diffEditions(edition, later, [
      { id: 'a', due: day('2026-11-23'), reminders: [{ name: 'before-1', anchor: 'due', offsetWorkingDays: -1 }] },
      { id: 'b', due: day('2026-12-01') },
      { id: 'c', due: day('2026-11-30'), reminders: [{ name: 'before-1', anchor: 'due', offsetWorkingDays: -1 }] },
    ]);
    expect(days.map((one) => [one.date, one.isWorkingAfter])).toEqual([
      ['2026-11-23', false],
      ['2026-11-28', true],
    ]);
    expect(moved).toEqual([
      {
        id: 'a',
        title: null,
        due: '2026-11-23',
        dueWorkingBefore: '2026-11-23',
        dueWorkingAfter: '2026-11-25',
        reminders: [{ name: 'before-1', before: '2026-11-20', after: '2026-11-19' }],
      },
      {
        id: 'c',
        title: null,
        due: '2026-11-30',
        dueWorkingBefore: '2026-11-30',
        dueWorkingAfter: '2026-11-30',
        reminders: [{ name: 'before-1', before: '2026-11-27', after: '2026-11-28' }],
      },
    ]);
  });

  it('says of each changed day what it was and what it becomes, year by year, each day once', () => {
    const { days } = diffEditions(edition, later, []);
    expect(days).toMatchObject([
      { date: '2026-11-23', before: 'thứ Hai, ngày làm việc', isWorkingBefore: true, isWorkingAfter: false },
      { date: '2026-11-28', before: 'thứ Bảy, nghỉ hằng tuần', isWorkingBefore: false, isWorkingAfter: true },
    ]);
    expect(days[0]?.after).toContain('Ngày Văn hóa');
    expect(diffEditions(edition, edition, [{ id: 'a', due: day('2026-11-23') }])).toEqual({ days: [], moved: [] });
  });

  it('looks at the years of both, from the first day to the last, in order', () => {
    const one = (of: number, ...dates: string[]) =>
      CalendarEdition.parse({
        zone: 'Asia/Ho_Chi_Minh',
        years: [
          {
            year: of,
            status: 'official',
            notice: 'x',
            daysOff: dates.map((date) => ({ date, name: 'x', kind: 'holiday' })),
          },
        ],
      });
    const changed = (before: CalendarEdition, after: CalendarEdition) =>
      diffEditions(before, after, []).days.map(({ date }) => date);
    // 1 January and 31 December 2026 are a Thursday.
    expect(changed(one(2027, '2027-01-01'), one(2026, '2026-01-01', '2026-12-31'))).toEqual([
      '2026-01-01',
      '2026-12-31',
      '2027-01-01',
    ]);
    expect(changed(one(2026, '2026-01-01', '2026-12-31'), one(2027, '2027-01-01'))).toEqual([
      '2026-01-01',
      '2026-12-31',
      '2027-01-01',
    ]);
  });

  it('moves a deadline by its title, and a reminder of overdue work from the day that the deadline shifts to', () => {
    const overdue = { name: 'overdue-1', anchor: 'overdue' as const, offsetWorkingDays: 1 };
    const ahead = { name: 'before-1', anchor: 'due' as const, offsetWorkingDays: -1 };
    const { moved } = diffEditions(edition, later, [
      { id: 'a', title: 'Rà soát', due: day('2026-11-21'), reminders: [overdue, ahead] },
    ]);
    const [bare] = diffEditions(edition, later, [{ id: 'b', due: day('2026-11-23') }]).moved;
    expect(bare).toMatchObject({ id: 'b', dueWorkingAfter: '2026-11-25', reminders: [] });
    // A Saturday: it shifts to Monday 23 November, and over the two days off to Wednesday.
    expect(moved).toEqual([
      {
        id: 'a',
        title: 'Rà soát',
        due: '2026-11-21',
        dueWorkingBefore: '2026-11-23',
        dueWorkingAfter: '2026-11-25',
        reminders: [{ name: 'overdue-1', before: '2026-11-25', after: '2026-11-26' }],
      },
    ]);
  });
});
