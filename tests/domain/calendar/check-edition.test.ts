// An edition is looked through before any reminder follows it: every contradiction is named, with the days that it is about.
import { describe, expect, test } from 'vitest';
import type { CalendarEdition, CalendarYear, DayOff } from '#contracts/calendar.ts';
import { checkEdition } from '#domain/calendar/check-edition.ts';
import { day } from '../../support/moments.ts';

const off = (date: string, kind: DayOff['kind'] = 'holiday'): DayOff => ({ date: day(date), name: 'nghỉ', kind });

// 2024: 10/3 âm lịch is Thursday 18 April, no fixed holiday falls on a weekend and no day is swapped.
const FIXED = ['2024-01-01', '2024-02-10', '2024-04-18', '2024-04-30', '2024-05-01', '2024-09-02'];
const YEAR: CalendarYear = {
  year: 2024,
  status: 'official',
  notice: 'Thông báo thử',
  daysOff: [
    ...FIXED.filter((date) => date !== '2024-02-10').map((date) => off(date)),
    off('2024-02-12', 'compensatory'),
  ],
  // Mùng 1 is a Saturday.
  weekendHolidays: [{ date: day('2024-02-10'), name: 'mùng 1' }],
  workedDays: [],
};

function check(year: Partial<CalendarYear> = {}, edition: Partial<CalendarEdition> = {}) {
  return checkEdition({ zone: 'Asia/Ho_Chi_Minh', years: [{ ...YEAR, ...year }], ...edition });
}
const with2024 = (...more: DayOff[]) => ({ daysOff: [...YEAR.daysOff, ...more] });
const without = (date: string) => ({ daysOff: YEAR.daysOff.filter((one) => one.date !== date) });

test('an edition in order has nothing wrong with it', () => {
  expect(check()).toEqual([]);
  expect(check({}, { validFrom: day('2024-01-01'), validTo: day('2024-01-01') })).toEqual([]);
  expect(check({}, { validFrom: day('2024-01-01') })).toEqual([]);
  expect(check({}, { validTo: day('2023-01-01') })).toEqual([]);
  expect(check({}, { workingHours: [{ from: '07:30', to: '11:30' }] })).toEqual([]);
});

describe('an edition', () => {
  test('without any year is named', () => {
    expect(check({}, { years: [] })).toEqual([
      { severity: 'error', message: 'Lịch chưa khai năm nào (years)', dates: [] },
    ]);
  });

  test('without a working day in the week is named', () => {
    const found = check({}, { weeklyDaysOff: [1, 2, 3, 4, 5, 6, 7] }).map(({ message }) => message);
    expect(found).toContain('Ngày nghỉ hằng tuần: phải còn ít nhất một ngày làm việc trong tuần');
    const six = check({}, { weeklyDaysOff: [1, 2, 3, 4, 5, 6] }).map(({ message }) => message);
    expect(six).not.toContain('Ngày nghỉ hằng tuần: phải còn ít nhất một ngày làm việc trong tuần');
  });

  test('that ends before it begins is named', () => {
    expect(check({}, { validFrom: day('2024-02-01'), validTo: day('2024-01-31') })).toEqual([
      { severity: 'error', message: 'Hiệu lực: từ ngày 01/02/2024 đứng sau đến ngày 31/01/2024', dates: [] },
    ]);
  });

  test('whose hours end before they begin is named, its own and those of each agency', () => {
    const agency = { agency: 'a', daysOff: [], workedDays: [] };
    const found = check(
      {},
      {
        workingHours: [
          { from: '07:30', to: '11:30' },
          { from: '17:00', to: '13:00' },
        ],
        agencies: [agency, { ...agency, workingHours: [{ from: '08:00', to: '08:00' }] }],
      },
    );
    expect(found.map(({ message }) => message)).toEqual([
      'Giờ làm việc 17:00-13:00: giờ bắt đầu phải trước giờ kết thúc',
      'Giờ làm việc 08:00-08:00: giờ bắt đầu phải trước giờ kết thúc',
    ]);
  });

  test('with one year twice is named once', () => {
    expect(check({}, { years: [YEAR, YEAR, YEAR] }).map(({ message }) => message)).toEqual([
      'Năm 2024 được khai hai lần',
    ]);
  });

  test('is looked through year by year', () => {
    const found = check(
      {},
      {
        years: [
          { ...YEAR, notice: '' },
          { ...YEAR, year: 2025 },
        ],
      },
    );
    expect(found[0]?.message).toBe('Năm 2024: thiếu văn bản làm căn cứ (notice)');
    expect(found.filter(({ message }) => message.startsWith('Năm 2025: ')).length).toBe(found.length - 1);
  });
});

describe('a year', () => {
  const told = (year: Partial<CalendarYear>, edition: Partial<CalendarEdition> = {}) =>
    check(year, edition).map(({ severity, message, dates }) => [severity, message.replace('Năm 2024: ', ''), ...dates]);

  test('without a notice is named, also when it is blank', () => {
    expect(told({ notice: '  ' })).toEqual([['error', 'thiếu văn bản làm căn cứ (notice)']]);
  });

  test('with a day of another year is named', () => {
    expect(told(with2024(off('2025-03-03')))).toEqual([['error', 'ngày 03/03/2025 không thuộc năm này', '2025-03-03']]);
    const worked = {
      workedDays: [{ date: day('2025-03-01'), for: day('2024-03-04') }],
      ...with2024(off('2024-03-04', 'swap')),
    };
    expect(told(worked)).toEqual([['error', 'ngày 01/03/2025 không thuộc năm này', '2025-03-01']]);
    const festive = { weekendHolidays: [...YEAR.weekendHolidays, { date: day('2025-03-01'), name: 'x' }] };
    expect(told({ ...festive, ...with2024(off('2024-03-04', 'compensatory')) })).toEqual([
      ['error', 'ngày 01/03/2025 không thuộc năm này', '2025-03-01'],
    ]);
  });

  test('with a day off that stands twice is named', () => {
    expect(told(with2024(off('2024-09-02')))).toEqual([
      ['error', 'ngày 02/09/2024 được khai nghỉ hai lần', '2024-09-02'],
    ]);
    const festive = { weekendHolidays: [...YEAR.weekendHolidays, ...YEAR.weekendHolidays] };
    expect(told({ ...festive, ...with2024(off('2024-02-13', 'compensatory')) })).toEqual([
      ['error', 'ngày 10/02/2024 được khai nghỉ hai lần', '2024-02-10'],
    ]);
  });

  test('with a worked day that stands twice is named', () => {
    const worked = { date: day('2024-03-09'), for: day('2024-03-04') };
    expect(told({ ...with2024(off('2024-03-04', 'swap')), workedDays: [worked, worked] })).toEqual([
      ['error', 'ngày 09/03/2024 được khai làm bù hai lần', '2024-03-09'],
    ]);
  });

  test('with a day that is off and worked is named', () => {
    const worked = { date: day('2024-02-10'), for: day('2024-03-04') };
    expect(told({ ...with2024(off('2024-03-04', 'swap')), workedDays: [worked] })).toEqual([
      ['error', 'ngày 10/02/2024 vừa nghỉ vừa làm bù', '2024-02-10'],
    ]);
  });

  test('with a day off on a weekly day off, or a weekend holiday on a weekday, is named', () => {
    expect(told(with2024(off('2024-03-09')))).toEqual([
      [
        'error',
        'ngày nghỉ 09/03/2024 rơi vào ngày nghỉ hằng tuần, phải khai là ngày lễ cuối tuần (weekendHolidays)',
        '2024-03-09',
      ],
    ]);
    const festive = { weekendHolidays: [...YEAR.weekendHolidays, { date: day('2024-03-04'), name: 'x' }] };
    expect(told({ ...festive, ...with2024(off('2024-03-05', 'compensatory')) })).toEqual([
      ['error', 'ngày lễ 04/03/2024 là ngày thường, phải khai ở daysOff', '2024-03-04'],
    ]);
  });

  test('with a worked day that is worked anyway is named', () => {
    const worked = [{ date: day('2024-03-05'), for: day('2024-03-04') }];
    expect(told({ ...with2024(off('2024-03-04', 'swap')), workedDays: worked })).toEqual([
      ['error', 'ngày làm bù 05/03/2024 vốn đã là ngày làm việc', '2024-03-05'],
    ]);
  });

  test('is looked at with the weekly days off of its edition', () => {
    const sundayOnly = told({}, { weeklyDaysOff: [7] });
    expect(sundayOnly).toEqual([['error', 'ngày lễ 10/02/2024 là ngày thường, phải khai ở daysOff', '2024-02-10']]);
  });
});

describe('a swap', () => {
  const swapped = with2024(off('2024-03-04', 'swap'));
  const told = (year: Partial<CalendarYear>) =>
    check(year).map(({ message, dates }) => [message.replace('Năm 2024: ', ''), ...dates]);

  test('with its worked Saturday is in order', () => {
    expect(told({ ...swapped, workedDays: [{ date: day('2024-03-09'), for: day('2024-03-04') }] })).toEqual([]);
  });

  test('without a worked Saturday is named', () => {
    expect(told(swapped)).toEqual([['ngày nghỉ hoán đổi 04/03/2024 không có ngày làm bù', '2024-03-04']]);
  });

  test.each([undefined, null])('whose worked Saturday is for no day (%s) is named', (paysFor) => {
    expect(told({ workedDays: [{ date: day('2024-03-09'), for: paysFor }] })).toEqual([
      ['ngày làm bù 09/03/2024 không ghi bù cho ngày nào (for)', '2024-03-09'],
    ]);
  });

  test('whose worked Saturday is for a day that was not swapped is named', () => {
    expect(told({ workedDays: [{ date: day('2024-03-09'), for: day('2024-09-02') }] })).toEqual([
      ['ngày làm bù 09/03/2024 ghi bù cho 02/09/2024, nhưng ngày đó không phải ngày nghỉ hoán đổi', '2024-03-09'],
    ]);
  });
});

describe('a holiday of the law', () => {
  test.each([
    ['2024-01-01', 'Tết Dương lịch'],
    ['2024-04-18', 'Giỗ Tổ Hùng Vương'],
    ['2024-04-30', 'Ngày Chiến thắng'],
    ['2024-05-01', 'Ngày Quốc tế lao động'],
    ['2024-09-02', 'Quốc khánh'],
  ])('that is missing on %s is named', (date, name) => {
    const [year, month, of] = date.split('-');
    expect(check(without(date))).toEqual([
      { severity: 'error', message: `Năm 2024: thiếu ngày nghỉ ${name}, ${of}/${month}/${year}`, dates: [] },
    ]);
  });

  test('may be a weekend holiday, and is missed when it is neither', () => {
    const found = check({ weekendHolidays: [], daysOff: YEAR.daysOff.filter(({ kind }) => kind !== 'compensatory') });
    expect(found.map(({ message }) => message)).toEqual(['Năm 2024: thiếu ngày nghỉ mùng 1 Tết Âm lịch, 10/02/2024']);
  });

  test('of culture is one since 2026', () => {
    const names = (year: number) => check({ year }).filter(({ message }) => message.includes(`24/11/${year}`));
    expect([names(2025).length, names(2026).length, names(2027).length]).toEqual([0, 1, 1]);
  });

  test('on a weekend is given back once: another number of days is a warning', () => {
    const warning = (weekend: number, given: number) => [
      {
        severity: 'warning',
        message: `Năm 2024: có ${weekend} ngày lễ trùng ngày nghỉ hằng tuần nhưng khai ${given} ngày nghỉ bù`,
        dates: [],
      },
    ];
    expect(check(without('2024-02-12'))).toEqual(warning(1, 0));
    expect(check(with2024(off('2024-02-13', 'compensatory')))).toEqual(warning(1, 2));
  });
});
