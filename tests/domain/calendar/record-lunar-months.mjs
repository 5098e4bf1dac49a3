// Records on which days the lunar months of 1900 to 2199 begin at UTC+7 by another astronomy (VSOP87, to the second), as an outside oracle:
//   node tests/domain/calendar/record-lunar-months.mjs > tests/fixtures/lunar-months-date-chinese.json
import { CalendarChinese } from 'date-chinese';

/** Vietnamese by today's rule in all years; before 1968 the printed calendars followed UTC+8. */
class AtSevenHours extends CalendarChinese {
  timeshiftUTC() {
    return 7 / 24;
  }
}

const years = {};
for (let year = 1900; year <= 2199; year++) {
  // 1984 began the 78th cycle of sixty years.
  const cycles = Math.floor((year - 1984) / 60);
  years[year] = Array.from({ length: 12 }, (_, index) => {
    const date = new AtSevenHours().set(78 + cycles, year - 1984 - 60 * cycles + 1, index + 1, 0, 1).toGregorian(year);
    return [date.year, date.month, Math.floor(date.day)].map((part) => String(part).padStart(2, '0')).join('-');
  });
}
const lines = Object.entries(years).map(([year, starts]) => `  "${year}": ${JSON.stringify(starts)}`);
process.stdout.write(`{\n${lines.join(',\n')}\n}\n`);
