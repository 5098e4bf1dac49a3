// A rule as the Vietnamese that an officer would write; reading the text again gives the same rule.
import type {
  DayRef,
  DeadlineRule,
  MonthRef,
  PeriodPart,
  Rhythm,
  RulePart,
  SimplePlace,
  TimePlace,
  TimeRule,
  TimeSpan,
  TimeWindow,
  YearRef,
} from '#contracts/deadline.ts';
import { isYearAnchored } from '#domain/deadline/compose/year-anchored.ts';
import { TERM_UNIT_WORDS } from './term-unit-words.ts';

const ROMAN = ['', 'I', 'II', 'III', 'IV'];
const WEEKDAYS = ['', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];
const FEASTS = {
  'tet-nguyen-dan': 'Tết Nguyên đán',
  'tet-duong-lich': 'Tết Dương lịch',
  'gio-to': 'Giỗ Tổ Hùng Vương',
  'quoc-khanh': 'Quốc khánh',
  'trung-thu': 'Tết Trung thu',
};
const PARTS: Readonly<Record<PeriodPart, string>> = {
  whole: '',
  start: 'đầu ',
  middle: 'giữa ',
  end: 'cuối ',
  'first-half': 'nửa đầu ',
  'second-half': 'nửa cuối ',
  'first-ten': 'thượng tuần ',
  'middle-ten': 'trung tuần ',
  'last-ten': 'hạ tuần ',
  'week-1': 'tuần đầu ',
  'week-2': 'tuần thứ hai ',
  'week-3': 'tuần thứ ba ',
  'week-4': 'tuần thứ tư ',
  'last-week': 'tuần cuối ',
};

/** One line of Vietnamese for the rule. */
export function printRule(rule: DeadlineRule): string {
  return rule.parts.map(printPart).join('; ');
}

function printPart(part: RulePart): string {
  return part.times
    .map((time) => (part.label === null ? printTime(time) : `${part.label}: ${printTime(time)}`))
    .join('; ');
}

function printTime(time: TimeRule): string {
  switch (time.type) {
    case 'once':
      return time.windows.map((window) => printWindow(window, null)).join(' và ');
    case 'repeat':
      return printRepeat(time);
    case 'term':
      return printTerm(time);
    case 'continuous':
      return `thường xuyên${printDuring(time.during)}`;
    case 'conditional':
      return `${time.from ? `từ ${printPlace(time.from, null)} đến ` : ''}${printTrigger(time.trigger)}`;
    default:
      return time.trigger ?? 'chưa rõ thời hạn';
  }
}

function printTrigger(trigger: string): string {
  return /^(theo|đột xuất|trước|sau|căn cứ|tùy|tuỳ|trên cơ sở|phụ thuộc|tại)(\s|$)/iu.test(trigger)
    ? trigger
    : `khi ${trigger}`;
}

function printTerm(time: Extract<TimeRule, { type: 'term' }>): string {
  const length = `${pad(time.count)} ${TERM_UNIT_WORDS[time.unit]}`;
  if (time.event === null) return time.side === 'before' ? `trước ${length}` : `trong thời hạn ${length}`;
  return time.side === 'before'
    ? `chậm nhất ${length} trước khi ${time.event}`
    : `trong thời hạn ${length} kể từ khi ${time.event}`;
}

type Repeat = Extract<TimeRule, { type: 'repeat' }>;

function printRepeat(time: Repeat): string {
  const windows = time.windows.map((window) => printWindow(window, time.every)).join(' và ');
  return `${printRhythm(time)}${windows ? `, ${windows}` : ''}${printDuring(time.during)}`;
}

function printRhythm({ every, interval, only, windows }: Repeat): string {
  if (interval > 1)
    return `định kỳ ${pad(interval)} ${every === 'daily' ? 'ngày' : every === 'weekly' ? 'tuần' : every === 'monthly' ? 'tháng' : every === 'quarterly' ? 'quý' : 'năm'}/lần`;
  switch (every) {
    case 'daily':
      return 'hàng ngày';
    case 'weekly':
      return 'hàng tuần';
    case 'monthly':
      return 'hàng tháng';
    case 'quarterly':
      return only === null ? 'hàng quý' : `định kỳ quý ${only.map((nth) => ROMAN[nth]).join(', ')}`;
    case 'semiannual':
      // With days of the year of its own the rhythm is a report's name: "định kỳ 6 tháng, trước ngày 15/6".
      if (only === null)
        return windows.length > 0 && windows.every(isYearAnchored) ? 'định kỳ 6 tháng' : 'định kỳ 6 tháng/lần';
      return `định kỳ ${only.map((nth) => (nth === 1 ? '6 tháng đầu năm' : '6 tháng cuối năm')).join(' và ')}`;
    case 'nine-month':
      return 'định kỳ 9 tháng';
    default:
      return 'hàng năm';
  }
}

function printDuring(during: TimeSpan | null): string {
  if (during === null) return '';
  const { from, until } = during;
  if (from && until && JSON.stringify(from) === JSON.stringify(until))
    return `, trong ${from.at === 'year' && from.part === 'whole' ? wholeYear(from.year) : printPlace(from, null)}`;
  if (from && until) return `, từ ${printPlace(from, null)} đến hết ${printPlace(until, null)}`;
  if (from) return `, từ ${printPlace(from, null)}`;
  return until ? `, đến hết ${printPlace(until, null)}` : '';
}

function printWindow(window: TimeWindow, every: Rhythm | null): string {
  const named = printPlace(window.until, every);
  // The 31st of whichever month is its last day; "trước ngày 31" stays, for it counts back from the number.
  const until = window.bound === 'before' ? named : named.replace(/^ngày 31 của tháng/, 'ngày cuối cùng của tháng');
  const clock = window.clock === null ? '' : `${window.clock.replace(':', 'h')} `;
  if (window.from)
    return `từ ${printPlace(window.from, every)} đến ${window.bound === 'before' ? 'trước ' : ''}${clock}${until}`;
  if (window.bound === 'before') return `trước ${clock}${until}`;
  if (window.bound === 'by') return `chậm nhất ${clock}${until}`;
  if (clock !== '') return `vào lúc ${clock}${until}`;
  return isRelativeMonth(window.until) ? `trong ${until}` : until;
}

function isRelativeMonth(place: TimePlace): boolean {
  return place.at === 'month' && typeof place.month === 'object';
}

/** A place in the words that read back as itself; `every` is the rhythm it stands in. */
export function printPlace(place: TimePlace, every: Rhythm | null): string {
  if (place.at !== 'offset') return printSimple(place, every);
  const length = `${pad(Math.abs(place.count))} ${TERM_UNIT_WORDS[place.unit]}`;
  const base =
    place.base.at === 'day' || place.base.at === 'feast'
      ? printSimple(place.base, every)
      : `ngày kết thúc ${printEnded(place.base, every)}`;
  return place.count < 0 ? `${length} trước ${base}` : `${length} kể từ ${base}`;
}

function printEnded(place: SimplePlace, every: Rhythm | null): string {
  if (place.at === 'period') return periodNoun(every);
  return printSimple('part' in place ? { ...place, part: 'whole' } : place, every);
}

function periodNoun(every: Rhythm | null): string {
  if (every === 'monthly') return 'tháng';
  if (every === 'quarterly') return 'quý';
  return every === 'annual' ? 'năm' : 'kỳ';
}

function printSimple(place: SimplePlace, every: Rhythm | null): string {
  switch (place.at) {
    case 'day':
      return printDay(place, every);
    case 'month':
      return `${PARTS[place.part]}tháng ${typeof place.month === 'number' ? `${monthNumber(place.month)}${slashYear(place.year)}` : relativeMonth(place.month, every)}`;
    case 'quarter':
      return `${PARTS[place.part]}quý ${ROMAN[place.quarter]}${slashYear(place.year)}`;
    case 'half':
      return `6 tháng ${place.half === 1 ? 'đầu' : 'cuối'} ${yearOrBare(place.year)}`;
    case 'nine-months':
      return `9 tháng đầu ${yearOrBare(place.year)}`;
    case 'year':
      return place.part === 'whole' ? wholeYear(place.year) : `${PARTS[place.part]}${yearOrBare(place.year)}`;
    case 'near':
      return printNear(place);
    case 'weekday':
      return WEEKDAYS[place.weekday] ?? '';
    case 'feast':
      return `${FEASTS[place.feast]}${spacedYear(place.year)}`;
    case 'period':
      return every === 'monthly' || every === 'quarterly'
        ? `${PARTS[place.part]}${periodNoun(every)}`
        : `${PARTS[place.part]}kỳ`;
    default:
      return 'nay';
  }
}

const NEAR_UNITS = { day: 'ngày', week: 'tuần', month: 'tháng', quarter: 'quý' };

function printNear({ unit, offset, weekday, part }: Extract<SimplePlace, { at: 'near' }>): string {
  if (unit === 'day') return ['hôm kia', 'hôm qua', 'hôm nay', 'ngày mai'][offset + 2] ?? 'hôm nay';
  const when = offset === 0 ? 'này' : offset > 0 ? 'sau' : 'trước';
  return `${weekday === null ? PARTS[part] : `${WEEKDAYS[weekday]} `}${NEAR_UNITS[unit]} ${when}`;
}

function printDay(place: Extract<SimplePlace, { at: 'day' }>, every: Rhythm | null): string {
  const { day, month, year } = place;
  if (typeof day === 'number' && typeof month === 'number') {
    const lunar = place.lunar ? ' âm lịch' : '';
    return `ngày ${pad(day)}/${pad(month)}${lunar === '' ? slashYear(year) : `${lunar}${spacedYear(year)}`}`;
  }
  const of =
    typeof month === 'number'
      ? `tháng ${monthNumber(month)}${slashYear(year)}`
      : `tháng${spaced(relativeMonth(month, every))}`;
  return `${dayName(day)} của ${of}`;
}

function dayName(day: DayRef): string {
  if (typeof day === 'number') return `ngày ${pad(day)}`;
  if ('workingDay' in day) {
    if (day.workingDay < 0) return 'ngày làm việc cuối cùng';
    return day.workingDay <= 1 ? 'ngày làm việc đầu tiên' : `ngày làm việc thứ ${day.workingDay}`;
  }
  const week = day.nth === -1 ? 'cuối' : day.nth <= 1 ? 'đầu' : `thứ ${day.nth}`;
  return `${WEEKDAYS[day.weekday]} tuần ${week}`;
}

/** "cuối quý", "đầu quý sau", "sau", "": what follows the word "tháng" within a rhythm. */
function relativeMonth(month: Exclude<MonthRef, number>, every: Rhythm | null): string {
  if (every === 'monthly') return month.shift === 1 ? 'sau' : month.shift === -1 ? 'trước' : '';
  const noun = every === 'quarterly' ? 'quý' : 'kỳ';
  const nth = month.nth === -1 ? `cuối ${noun}` : month.nth <= 1 ? `đầu ${noun}` : `thứ ${month.nth} của ${noun}`;
  return `${nth}${month.shift === 1 ? ' sau' : month.shift === -1 ? ' trước' : ''}`;
}

function spaced(text: string): string {
  return text === '' ? '' : ` ${text}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** Months 1 and 2 with a leading zero, as Nghị định 30/2020 writes dates. */
function monthNumber(month: number): string {
  return month <= 2 ? `0${month}` : String(month);
}

function slashYear(year: YearRef): string {
  return typeof year === 'number' ? `/${year}` : spacedYear(year);
}

function spacedYear(year: YearRef): string {
  if (typeof year === 'number') return ` năm ${year}`;
  return year.plan === 0 ? '' : ` ${countedYear(year.plan)}`;
}

function yearOrBare(year: YearRef): string {
  if (typeof year === 'number') return `năm ${year}`;
  return year.plan === 0 ? 'năm' : countedYear(year.plan);
}

function wholeYear(year: YearRef): string {
  if (typeof year === 'number') return `năm ${year}`;
  return year.plan === 0 ? 'cả năm' : countedYear(year.plan);
}

function countedYear(plan: number): string {
  if (plan === 1) return 'năm sau';
  if (plan === -1) return 'năm trước';
  return `năm N${plan < 0 ? '-' : '+'}${Math.abs(plan)}`;
}
