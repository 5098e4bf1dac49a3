// Two outside calendars against ours, day by day: each difference must be one that an official source decides.
import { readFileSync } from 'node:fs';
import Holidays from 'date-holidays';
import { describe, expect, it } from 'vitest';
import { CalendarEdition } from '#contracts/calendar.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { checkEdition } from '#domain/calendar/check-edition.ts';
import { dateOfDayNumber, dayNumberOf, localDateOf, weekdayOf } from '#domain/calendar/local-date.ts';
import { createWorkCalendar } from '#domain/calendar/work-calendar.ts';

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'));
const edition = CalendarEdition.parse(read('data/calendars/vn-civil-servants.json'));
const calendar = createWorkCalendar(edition);
const python = read('tests/fixtures/deadlines-python-holidays.json') as {
  daysOff: Record<string, string>;
  workedWeekends: string[];
};

const days: string[] = [];
for (let day = dayNumberOf(localDateOf('2021-01-01')); day <= dayNumberOf(localDateOf('2027-12-31')); day++)
  days.push(dateOfDayNumber(day));
const isWeekend = (date: LocalDate) => weekdayOf(date) > 5;

/** Why the notices are right and the library is not. */
const SWAP_2026 = 'Công văn 12729/VPCP-KGVX ngày 25/12/2025: nghỉ 02/01/2026, làm bù 10/01/2026';
const PYTHON_DIFFERENCES: Record<string, string> = { '2026-01-02': SWAP_2026, '2026-01-10': SWAP_2026 };

const TET =
  'năm ngày Tết do Thủ tướng quyết định hằng năm (Điều 112.3 Bộ luật Lao động), thư viện lấy cố định từ giao thừa';
const SECOND_NATIONAL_DAY = 'ngày Quốc khánh thứ hai (Điều 112.1 đ Bộ luật Lao động và thông báo từng năm)';
const GIVEN_BACK = 'nghỉ bù ngày lễ trùng ngày nghỉ hằng tuần (Điều 111.3 Bộ luật Lao động)';
const SWAPS = 'hoán đổi ngày làm việc theo thông báo từng năm';
const CULTURE = 'Ngày Văn hóa Việt Nam 24/11 (Nghị quyết 28/2026/QH16)';

/** The reason of a difference with date-holidays, from what our own edition says of the day. */
function reasonFor(date: string): string | null {
  const year = edition.years.find((one) => date.startsWith(String(one.year)));
  const off = year?.daysOff.find((one) => one.date === date);
  if (year?.workedDays.some((one) => one.date === date) || off?.kind === 'swap') return SWAPS;
  // Days given back for Tết follow from the choice of the five days.
  if (off?.name.includes('Tết Âm lịch')) return TET;
  if (off?.kind === 'compensatory') return GIVEN_BACK;
  if (off?.name.includes('liền kề')) return SECOND_NATIONAL_DAY;
  return off?.name.includes('Văn hóa') ? CULTURE : null;
}

describe('the working calendar 2021-2027', () => {
  it('holds every holiday that the law fixes and pairs every swap with its worked Saturday', () => {
    expect(checkEdition(edition)).toEqual([]);
  });

  it('differs from Python holidays only where a later official notice decides', () => {
    const differs = days.filter((date) => {
      const works = isWeekend(localDateOf(date)) ? python.workedWeekends.includes(date) : !(date in python.daysOff);
      return works !== calendar.isWorkingDay(localDateOf(date));
    });
    expect(differs.filter((date) => !(date in PYTHON_DIFFERENCES))).toEqual([]);
    expect(differs).toEqual(Object.keys(PYTHON_DIFFERENCES));
  });

  it('differs from date-holidays only where the law or a notice decides, and never lacks a day off that it has', () => {
    const library = new Holidays('VN', { timezone: 'Asia/Ho_Chi_Minh' });
    const isPublic = new Set<string>();
    for (let year = 2021; year <= 2027; year++)
      for (const one of library.getHolidays(year)) {
        if (one.type !== 'public') continue;
        const end = dayNumberOf(
          localDateOf(new Date(one.end.getTime() + 7 * 3_600_000 - 1).toISOString().slice(0, 10)),
        );
        for (let day = dayNumberOf(localDateOf(one.date.slice(0, 10))); day <= end; day++)
          isPublic.add(dateOfDayNumber(day));
      }
    const differs = days.filter(
      (date) => calendar.isWorkingDay(localDateOf(date)) !== !(isWeekend(localDateOf(date)) || isPublic.has(date)),
    );
    const reasons = differs.map((date) => [date, reasonFor(date)] as const);
    expect(reasons.filter(([, reason]) => reason === null)).toEqual([]);
    expect(differs.filter((date) => !isWeekend(localDateOf(date)) && calendar.isWorkingDay(localDateOf(date)))).toEqual(
      [],
    );
    // 83 weekdays off and 4 worked Saturdays in seven years; the library finds 50 and none of them.
    expect(differs).toHaveLength(83 - 50 + 4);
  });
});
