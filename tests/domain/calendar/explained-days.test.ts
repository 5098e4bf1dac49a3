// Every day can be asked why it is worked or not, and by which law or notice.
import { describe, expect, test } from 'vitest';
import { AgencyException, CalendarEdition } from '#contracts/calendar.ts';
import { createWorkCalendar } from '#domain/calendar/work-calendar.ts';
import { day } from '../../support/moments.ts';

const year = (over: object = {}) => ({
  year: 2026,
  status: 'official',
  notice: 'Thông báo 1/TB; bản đính kèm',
  daysOff: [],
  ...over,
});
const edition = (years: object[], over: object = {}) =>
  CalendarEdition.parse({ zone: 'Asia/Ho_Chi_Minh', years, ...over });
const explain = (date: string, years: object[], over?: object, agency?: string) =>
  createWorkCalendar(edition(years, over), agency).explainDay(day(date));

const off = (name: string, kind: string, source?: unknown) => ({
  daysOff: [{ date: '2026-03-11', name, kind, source }],
});
const reason = (oneYear: object, over?: object) => explain('2026-03-11', [year(oneYear)], over).reason;

describe('an ordinary day', () => {
  test.each([
    ['2026-03-09', 1, 'thứ Hai', true],
    ['2026-03-10', 2, 'thứ Ba', true],
    ['2026-03-11', 3, 'thứ Tư', true],
    ['2026-03-12', 4, 'thứ Năm', true],
    ['2026-03-13', 5, 'thứ Sáu', true],
    ['2026-03-14', 6, 'thứ Bảy', false],
    ['2026-03-15', 7, 'Chủ nhật', false],
  ])('%s is called by its weekday and follows the week', (date, weekday, name, isWorkingDay) => {
    expect(explain(date, [year()])).toEqual({
      date,
      weekday,
      isWorkingDay,
      reason: `${name}, ${isWorkingDay ? 'ngày làm việc' : 'nghỉ hằng tuần'}`,
      source: null,
      provisional: false,
    });
  });

  test('of a year without a notice, or of none that is known, says so', () => {
    expect(explain('2026-03-11', [year({ status: 'provisional' })])).toMatchObject({
      reason: 'thứ Tư, ngày làm việc (lịch năm 2026 là tạm tính, chưa có thông báo chính thức)',
      provisional: true,
    });
    expect(explain('2025-03-12', [year()])).toMatchObject({
      reason: 'thứ Tư, ngày làm việc (chưa có lịch nghỉ năm 2025, mới chỉ trừ ngày nghỉ hằng tuần)',
      provisional: true,
    });
  });
});

describe('a day off', () => {
  test('says its name, without a second "nghỉ"', () => {
    const cited = { source: 'Nghị quyết 28/2026/QH16' };
    expect(reason(off('Quốc khánh', 'holiday', cited.source))).toBe(
      'thứ Tư, nghỉ Quốc khánh theo Nghị quyết 28/2026/QH16',
    );
    expect(reason(off('Nghỉ bù Quốc khánh', 'holiday', cited.source))).toBe(
      'thứ Tư, nghỉ bù Quốc khánh theo Nghị quyết 28/2026/QH16',
    );
    expect(reason(off('Ngày nghỉ', 'holiday', cited.source))).toContain('nghỉ Ngày nghỉ');
    expect(reason(off('Nghỉ', 'holiday', cited.source))).toContain('nghỉ Nghỉ');
    expect(reason(off('Kỳ nghỉ hè', 'holiday', cited.source))).toContain('nghỉ Kỳ nghỉ hè');
  });

  test.each([
    'Bộ luật Lao động',
    'Luật Thủ đô',
    'Nghị quyết 1',
    'Nghị định 2',
    'Công văn 3',
    'Thông báo 4',
    'Quyết định 5',
    'Chỉ thị 6',
    'CÔNG VĂN 7',
  ])('is cited by the head of its document: %s', (head) => {
    for (const tail of [', điều 1', '; bản sửa', ': về ngày nghỉ', ' (bản scan)', ''])
      expect(explain('2026-03-11', [year(off('x', 'holiday', `${head}${tail}`))])).toMatchObject({
        reason: `thứ Tư, nghỉ x theo ${head}`,
        source: `${head}${tail}`,
      });
  });

  test('whose source is no document rests on the law for its kind, else on the notice of its year', () => {
    const paper = 'Báo Tuổi Trẻ, theo Luật Lao động';
    expect(reason(off('x', 'holiday', paper))).toBe('thứ Tư, nghỉ x theo Điều 112 Bộ luật Lao động');
    expect(reason(off('x', 'compensatory', paper))).toBe('thứ Tư, nghỉ x theo khoản 3 Điều 111 Bộ luật Lao động');
    expect(reason(off('x', 'swap', paper))).toBe('thứ Tư, nghỉ x theo Thông báo 1/TB');
    expect(reason({ ...off('x', 'swap', paper), notice: ' Thông báo 2/TB ; bản 2' })).toBe(
      'thứ Tư, nghỉ x theo Thông báo 2/TB',
    );
    expect(reason({ ...off('x', 'swap', paper), notice: 'Lịch in' })).toBe('thứ Tư, nghỉ x theo Lịch in');
  });

  test('without a source has the notice of its year as source', () => {
    expect(explain('2026-03-11', [year(off('x', 'swap'))])).toMatchObject({
      reason: 'thứ Tư, nghỉ x theo Thông báo 1/TB',
      source: 'Thông báo 1/TB; bản đính kèm',
    });
  });

  test('whose source is a number is cited by the title of that number', () => {
    const sources = [
      { n: 1, title: 'Công văn 3' },
      { n: 2, title: 'Nghị quyết 1' },
      { n: '4', title: 'Luật' },
      { n: 5, title: 6 },
      null,
      'x',
    ];
    expect(reason(off('x', 'swap', 2), { sources })).toBe('thứ Tư, nghỉ x theo Nghị quyết 1');
    for (const absent of [3, 4, 5])
      expect(reason(off('x', 'swap', absent), { sources })).toBe('thứ Tư, nghỉ x theo Thông báo 1/TB');
    expect(explain('2026-03-11', [year(off('x', 'swap', 5))], { sources }).source).toBe('Thông báo 1/TB; bản đính kèm');
    expect(reason(off('x', 'swap', 1), { sources: { 1: 'Công văn 3' } })).toBe('thứ Tư, nghỉ x theo Thông báo 1/TB');
    expect(reason(off('x', 'swap', null), { sources })).toBe('thứ Tư, nghỉ x theo Thông báo 1/TB');
  });

  test('on a weekend is both the weekly day off and the holiday', () => {
    const festive = { weekendHolidays: [{ date: '2026-03-14', name: 'Giỗ Tổ', source: 'Báo' }] };
    expect(explain('2026-03-14', [year(festive)])).toMatchObject({
      isWorkingDay: false,
      reason: 'thứ Bảy, nghỉ hằng tuần, trùng Giỗ Tổ theo Điều 112 Bộ luật Lao động',
    });
    // Declared for a weekday it is nothing: the check of the edition says so.
    const misplaced = { weekendHolidays: [{ date: '2026-03-11', name: 'Giỗ Tổ' }] };
    expect(explain('2026-03-11', [year(misplaced)])).toMatchObject({
      isWorkingDay: true,
      reason: 'thứ Tư, ngày làm việc',
    });
  });
});

describe('a worked Saturday', () => {
  const worked = (over: object) => explain('2026-03-14', [year({ workedDays: [{ date: '2026-03-14', ...over }] })]);

  test('is worked, and says for which day', () => {
    expect(worked({ for: '2026-03-11' })).toMatchObject({
      isWorkingDay: true,
      reason: 'thứ Bảy, ngày làm việc (làm bù cho ngày 11/03/2026) theo Thông báo 1/TB',
    });
    expect(worked({ name: 'làm bù đặc biệt', for: '2026-03-11' }).reason).toContain('(làm bù đặc biệt)');
    expect(worked({}).reason).toContain('(ngày làm việc theo thông báo)');
  });
});

describe('an agency with days of its own', () => {
  const ALL = [
    year({
      daysOff: [{ date: '2026-03-11', name: 'nghỉ hoán đổi', kind: 'swap' }],
      workedDays: [{ date: '2026-03-14', for: '2026-03-11' }],
    }),
  ];
  const agency = (over: object) => ({ agencies: [AgencyException.parse({ agency: 'TT', ...over })] });
  const of = (date: string, over: object, name?: string) => explain(date, ALL, agency(over), name);

  test('works on a day off of the edition, and rests on a worked one', () => {
    const own = {
      daysOff: [{ date: '2026-03-14', name: 'nghỉ luân phiên', kind: 'agency', source: 'Quyết định 5' }],
      workedDays: [{ date: '2026-03-11', name: 'trực' }],
    };
    expect(of('2026-03-14', own, 'TT')).toMatchObject({
      isWorkingDay: false,
      reason: 'thứ Bảy, nghỉ hằng tuần',
      source: null,
    });
    expect(of('2026-03-11', own, 'TT')).toMatchObject({
      isWorkingDay: true,
      reason: 'thứ Tư, ngày làm việc (trực)',
      source: null,
    });
    expect(of('2026-03-14', own).isWorkingDay).toBe(true);
    expect(of('2026-03-11', own, 'khác').isWorkingDay).toBe(false);
  });

  test('cites its own source as it is', () => {
    const own = {
      daysOff: [{ date: '2026-03-12', name: 'nghỉ luân phiên', kind: 'agency', source: 'Quyết định 5, điều 2' }],
    };
    expect(of('2026-03-12', own, 'TT')).toMatchObject({
      isWorkingDay: false,
      reason: 'thứ Năm, nghỉ luân phiên theo Quyết định 5, điều 2',
      source: 'Quyết định 5, điều 2',
    });
    const unsourced = { daysOff: [{ date: '2026-03-12', name: 'nghỉ luân phiên', kind: 'agency' }] };
    expect(of('2026-03-12', unsourced, 'TT')).toMatchObject({ reason: 'thứ Năm, nghỉ luân phiên', source: null });
  });

  test('has its own week and hours, or those of the edition', () => {
    const hours = [{ from: '07:00', to: '11:00' }];
    const [own, general] = [[{ from: '08:00', to: '12:00' }], { workingHours: hours, weeklyDaysOff: [7] }];
    const calendar = (over: object, name?: string) =>
      createWorkCalendar(edition(ALL, { ...general, ...agency(over) }), name);
    expect(calendar({ workingHours: own }, 'TT').workingHours()).toEqual(own);
    expect(calendar({}, 'TT').workingHours()).toEqual(hours);
    expect(createWorkCalendar(edition(ALL)).workingHours()).toEqual([]);
    expect(calendar({ weeklyDaysOff: [1] }, 'TT').isWorkingDay(day('2026-03-16'))).toBe(false);
    expect(calendar({}, 'TT').isWorkingDay(day('2026-03-16'))).toBe(true);
    expect(calendar({}, 'TT').isWorkingDay(day('2026-03-21'))).toBe(true);
    expect(calendar({}).isWorkingDay(day('2026-03-22'))).toBe(false);
  });
});

describe('a calendar', () => {
  test('has a zone and a name, and knows on what each year rests', () => {
    const calendar = createWorkCalendar(
      edition([year(), year({ year: 2027, status: 'provisional' })], { name: 'Bản 2' }),
    );
    expect([calendar.zone, calendar.name]).toEqual(['Asia/Ho_Chi_Minh', 'Bản 2']);
    expect([2026, 2027, 2028].map(calendar.statusOfYear)).toEqual(['official', 'provisional', 'unknown']);
  });

  test('without a working day in the week, or within a year, is an error and no endless search', () => {
    expect(() =>
      createWorkCalendar(edition([], { agencies: [{ agency: 'a', weeklyDaysOff: [1, 2, 3, 4, 5, 6, 7] }] }), 'a'),
    ).toThrow(RangeError);
    expect(
      createWorkCalendar(edition([], { weeklyDaysOff: [1, 2, 3, 4, 5, 6] })).addWorkingDays(day('2026-03-08'), 1),
    ).toBe('2026-03-15');
    // Sundays alone are worked, and a year of them is declared off.
    const closed = (sundays: number) => {
      const dates = Array.from({ length: sundays }, (_, k) =>
        new Date(Date.UTC(2026, 2, 15 + 7 * k)).toISOString().slice(0, 10),
      );
      const daysOff = dates.map((date) => ({ date, name: 'x', kind: 'holiday' }));
      return createWorkCalendar(edition([year({ daysOff })], { weeklyDaysOff: [1, 2, 3, 4, 5, 6] }));
    };
    expect(closed(57).addWorkingDays(day('2026-03-14'), 1)).toBe('2027-04-18');
    // 400 days in a row are searched, not one more.
    expect(closed(57).addWorkingDays(day('2026-03-13'), 1)).toBe('2027-04-18');
    expect(() => closed(57).addWorkingDays(day('2026-03-12'), 1)).toThrow(RangeError);
    // A worked day in between begins the search anew.
    expect(closed(56).addWorkingDays(day('2026-03-01'), 2)).toBe('2027-04-11');
  });

  test('finds the working day on, before and after a day', () => {
    const calendar = createWorkCalendar(edition([year()]));
    expect(calendar.lastWorkingDayOnOrBefore(day('2026-03-15'))).toBe('2026-03-13');
    expect(calendar.lastWorkingDayOnOrBefore(day('2026-03-13'))).toBe('2026-03-13');
    expect(calendar.nextWorkingDayOnOrAfter(day('2026-03-14'))).toBe('2026-03-16');
    expect(calendar.nextWorkingDayOnOrAfter(day('2026-03-16'))).toBe('2026-03-16');
    expect(calendar.addWorkingDays(day('2026-03-13'), 1.9)).toBe('2026-03-16');
    expect(calendar.addWorkingDays(day('2026-03-16'), -1.9)).toBe('2026-03-13');
  });
});
