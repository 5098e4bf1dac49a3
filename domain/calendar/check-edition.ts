// What is wrong with a calendar edition before any reminder follows it, in Vietnamese and all at once.
import type { CalendarEdition, CalendarYear } from '#contracts/calendar.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { formatDate } from './format-date.ts';
import { localDate, weekdayOf } from './local-date.ts';
import { lunarToLocalDate } from './lunar-date.ts';

export type EditionIssue = {
  severity: 'error' | 'warning';
  message: string;
  /** The declared days that the message is about; none when it is about what is not there. */
  dates: LocalDate[];
};

type Report = (message: string, ...dates: LocalDate[]) => void;

// Ngày Văn hóa Việt Nam is a paid day off since 2026 (Nghị quyết 28/2026/QH16).
const CULTURE_DAY_SINCE = 2026;

/** Every contradiction of an edition; empty when offices may follow it. */
export function checkEdition(edition: CalendarEdition): EditionIssue[] {
  const weekly = new Set(edition.weeklyDaysOff ?? [6, 7]);
  const issues: EditionIssue[] = [];
  const error: Report = (message, ...dates) => issues.push({ severity: 'error', message, dates });
  if (edition.years.length === 0) error('Lịch chưa khai năm nào (years)');
  if (weekly.size >= 7) error('Ngày nghỉ hằng tuần: phải còn ít nhất một ngày làm việc trong tuần');
  if (edition.validFrom && edition.validTo && edition.validFrom > edition.validTo)
    error(`Hiệu lực: từ ngày ${formatDate(edition.validFrom)} đứng sau đến ngày ${formatDate(edition.validTo)}`);
  for (const [from, to] of hoursOf(edition))
    if (from >= to) error(`Giờ làm việc ${from}-${to}: giờ bắt đầu phải trước giờ kết thúc`);
  for (const year of repeated(edition.years.map((one) => one.year))) error(`Năm ${year} được khai hai lần`);
  for (const year of edition.years) issues.push(...checkYear(year, weekly));
  return issues;
}

function hoursOf(edition: CalendarEdition): [string, string][] {
  const all = [edition.workingHours ?? [], ...(edition.agencies ?? []).map((one) => one.workingHours ?? [])];
  return all.flat().map(({ from, to }) => [from, to]);
}

function checkYear(year: CalendarYear, weekly: ReadonlySet<number>): EditionIssue[] {
  const issues: EditionIssue[] = [];
  const report =
    (severity: EditionIssue['severity']): Report =>
    (message, ...dates) =>
      issues.push({ severity, message: `Năm ${year.year}: ${message}`, dates });
  const [error, warning] = [report('error'), report('warning')];
  const off = year.daysOff.map((one) => one.date);
  const worked = year.workedDays.map((one) => one.date);
  const festive = year.weekendHolidays.map((one) => one.date);
  if (year.notice.trim() === '') error('thiếu văn bản làm căn cứ (notice)');
  for (const date of [...off, ...worked, ...festive])
    if (Number(date.slice(0, 4)) !== year.year) error(`ngày ${formatDate(date)} không thuộc năm này`, date);
  for (const date of repeated([...off, ...festive])) error(`ngày ${formatDate(date)} được khai nghỉ hai lần`, date);
  for (const date of repeated(worked)) error(`ngày ${formatDate(date)} được khai làm bù hai lần`, date);
  for (const date of [...off, ...festive].filter((one) => worked.includes(one)))
    error(`ngày ${formatDate(date)} vừa nghỉ vừa làm bù`, date);
  for (const date of off)
    if (weekly.has(weekdayOf(date)))
      error(
        `ngày nghỉ ${formatDate(date)} rơi vào ngày nghỉ hằng tuần, phải khai là ngày lễ cuối tuần (weekendHolidays)`,
        date,
      );
  for (const date of festive)
    if (!weekly.has(weekdayOf(date))) error(`ngày lễ ${formatDate(date)} là ngày thường, phải khai ở daysOff`, date);
  for (const date of worked)
    if (!weekly.has(weekdayOf(date))) error(`ngày làm bù ${formatDate(date)} vốn đã là ngày làm việc`, date);
  checkSwaps(year, error);
  checkHolidays(year, [...off, ...festive], error, warning);
  return issues;
}

/** A weekday off by swap and its worked Saturday come in pairs. */
function checkSwaps(year: CalendarYear, error: Report): void {
  const swapped = year.daysOff.filter((one) => one.kind === 'swap').map((one) => one.date);
  const paid = year.workedDays.flatMap((one) => (one.for ? [one.for] : []));
  for (const date of swapped)
    if (!paid.includes(date)) error(`ngày nghỉ hoán đổi ${formatDate(date)} không có ngày làm bù`, date);
  for (const one of year.workedDays) {
    if (!one.for) error(`ngày làm bù ${formatDate(one.date)} không ghi bù cho ngày nào (for)`, one.date);
    else if (!swapped.includes(one.for))
      error(
        `ngày làm bù ${formatDate(one.date)} ghi bù cho ${formatDate(one.for)}, nhưng ngày đó không phải ngày nghỉ hoán đổi`,
        one.date,
      );
  }
}

/** The holidays that the law fixes (Labour Code art. 112) must be there; the days that a notice chooses are only counted. */
function checkHolidays(year: CalendarYear, days: readonly LocalDate[], error: Report, warning: Report): void {
  const fixed: [LocalDate, string][] = [
    [localDate(year.year, 1, 1), 'Tết Dương lịch'],
    [lunarToLocalDate(year.year, 1, 1), 'mùng 1 Tết Âm lịch'],
    [lunarToLocalDate(year.year, 3, 10), 'Giỗ Tổ Hùng Vương'],
    [localDate(year.year, 4, 30), 'Ngày Chiến thắng'],
    [localDate(year.year, 5, 1), 'Ngày Quốc tế lao động'],
    [localDate(year.year, 9, 2), 'Quốc khánh'],
  ];
  if (year.year >= CULTURE_DAY_SINCE) fixed.push([localDate(year.year, 11, 24), 'Ngày Văn hóa Việt Nam']);
  for (const [date, name] of fixed) if (!days.includes(date)) error(`thiếu ngày nghỉ ${name}, ${formatDate(date)}`);
  const given = year.daysOff.filter((one) => one.kind === 'compensatory').length;
  if (given !== year.weekendHolidays.length)
    warning(`có ${year.weekendHolidays.length} ngày lễ trùng ngày nghỉ hằng tuần nhưng khai ${given} ngày nghỉ bù`);
}

function repeated<T>(values: readonly T[]): T[] {
  return [...new Set(values.filter((value, k) => values.indexOf(value) !== k))];
}
