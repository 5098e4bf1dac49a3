// One edition of the working calendar, ready to answer. A day is worked when it is no weekly day off and not listed as
// off, or when it is listed as worked (a Saturday worked against a weekday off). An agency's own exceptions win over both.
import type { AgencyException, CalendarEdition, CalendarYear, WorkingHours } from '#contracts/calendar.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { formatDate } from './format-date.ts';
import { dateOfDayNumber, dayNumberOf, type Weekday, weekdayOf, weekdayOfDayNumber } from './local-date.ts';

export type ExplainedDay = {
  date: LocalDate;
  weekday: Weekday;
  isWorkingDay: boolean;
  /** Vietnamese, e.g. "thứ Tư, ngày làm việc". */
  reason: string;
  /** The notice or law that decides the day, null when the weekly rhythm alone does. */
  source: string | null;
  /** True when the year has no official notice yet, or is not in the edition at all. */
  provisional: boolean;
};

export type WorkCalendar = {
  zone: string;
  /** What people call the edition. */
  name: string;
  isWorkingDay(date: LocalDate): boolean;
  explainDay(date: LocalDate): ExplainedDay;
  /** n > 0: the nth working day strictly after `date`; n < 0: before it; 0: `date` itself, worked or not. */
  addWorkingDays(date: LocalDate, n: number): LocalDate;
  lastWorkingDayOnOrBefore(date: LocalDate): LocalDate;
  nextWorkingDayOnOrAfter(date: LocalDate): LocalDate;
  /** How many working days come after `from`, up to and including `to`; 0 when `to` is not later. */
  countWorkingDays(from: LocalDate, to: LocalDate): number;
  /** Working hours of an ordinary day; empty when the edition names none. */
  workingHours(): readonly WorkingHours[];
  /** Whether `year` rests on an official notice of this edition. */
  statusOfYear(year: number): 'official' | 'provisional' | 'unknown';
};

type Entry = {
  name: string;
  kind: string;
  /** Where the day was read, in full. */
  source: string | null;
  /** What a person cites: the law or notice by its number. */
  basis: string | null;
};

const WEEKDAYS = ['', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'] as const;
// Long enough for any run of days off; a longer search means a calendar without working days.
const LONGEST_BREAK_DAYS = 400;

/** A calendar that answers from `edition` alone; years that it does not hold count weekends only and say so. */
export function createWorkCalendar(edition: CalendarEdition, agency?: string): WorkCalendar {
  const exception = edition.agencies?.find((one) => one.agency === agency) ?? null;
  const weeklyDaysOff = new Set<number>(exception?.weeklyDaysOff ?? edition.weeklyDaysOff ?? [6, 7]);
  if (weeklyDaysOff.size >= 7) throw new RangeError('Lịch làm việc phải có ít nhất một ngày làm việc trong tuần');
  const { off, worked, festive } = indexDays(edition, exception);
  const years = new Map<number, CalendarYear>(edition.years.map((year) => [year.year, year]));

  const isWorkingDay = (date: LocalDate) => worked.has(date) || (!weeklyDaysOff.has(weekdayOf(date)) && !off.has(date));
  const isWorkingNumber = (day: number) =>
    weeklyDaysOff.has(weekdayOfDayNumber(day)) ? worked.has(dateOfDayNumber(day)) : !off.has(dateOfDayNumber(day));

  const step = (date: LocalDate, count: number): LocalDate => {
    const direction = Math.sign(count);
    let day = dayNumberOf(date);
    let idle = 0;
    for (let left = Math.abs(count); left > 0; ) {
      day += direction;
      if (isWorkingNumber(day)) {
        left--;
        idle = 0;
      } else if (++idle > LONGEST_BREAK_DAYS) throw new RangeError(`no working day within a year of ${date}`);
    }
    return dateOfDayNumber(day);
  };

  const count = (from: LocalDate, to: LocalDate): number => {
    let days = 0;
    for (let day = dayNumberOf(to); day > dayNumberOf(from); day--) if (isWorkingNumber(day)) days++;
    return days;
  };

  const statusOfYear = (year: number) => years.get(year)?.status ?? 'unknown';
  return {
    zone: edition.zone,
    name: edition.name ?? 'lịch làm việc của cán bộ, công chức',
    isWorkingDay,
    explainDay: (date) => explain(date, { off, worked, festive, weeklyDaysOff, statusOfYear }),
    addWorkingDays: (date, n) => step(date, Math.trunc(n)),
    lastWorkingDayOnOrBefore: (date) => (isWorkingDay(date) ? date : step(date, -1)),
    nextWorkingDayOnOrAfter: (date) => (isWorkingDay(date) ? date : step(date, 1)),
    countWorkingDays: count,
    workingHours: () => exception?.workingHours ?? edition.workingHours ?? [],
    statusOfYear,
  };
}

type Indexed = { off: Map<string, Entry>; worked: Map<string, Entry>; festive: Map<string, Entry> };

function indexDays(edition: CalendarEdition, exception: AgencyException | null): Indexed {
  const off = new Map<string, Entry>();
  const worked = new Map<string, Entry>();
  const festive = new Map<string, Entry>();
  const sourceOf = sourceNames(edition);
  for (const year of edition.years) {
    const entry = (name: string, kind: string, ref: SourceRef): Entry => {
      const source = sourceOf(ref) ?? year.notice;
      return { name, kind, source, basis: shortBasis(source) ?? LAW[kind] ?? firstNotice(year.notice) };
    };
    for (const day of year.daysOff) off.set(day.date, entry(day.name, day.kind, day.source));
    for (const day of year.weekendHolidays) festive.set(day.date, entry(day.name, 'holiday', day.source));
    for (const day of year.workedDays) worked.set(day.date, entry(workedName(day), 'swap', day.source));
  }
  // An agency's day off also cancels a worked Saturday of the edition, and the other way round.
  for (const day of exception?.daysOff ?? []) {
    worked.delete(day.date);
    off.set(day.date, agencyEntry(day.name, sourceOf(day.source)));
  }
  for (const day of exception?.workedDays ?? []) {
    off.delete(day.date);
    worked.set(day.date, agencyEntry(workedName(day), sourceOf(day.source)));
  }
  return { off, worked, festive };
}

type SourceRef = number | string | null | undefined;

function agencyEntry(name: string, source: string | null): Entry {
  return { name, kind: 'agency', source, basis: source };
}

// The Labour Code's articles stand in for a source that is no legal document (a newspaper, an own count).
const LAW: Readonly<Record<string, string>> = {
  holiday: 'Điều 112 Bộ luật Lao động',
  compensatory: 'khoản 3 Điều 111 Bộ luật Lao động',
};

function firstNotice(notice: string): string {
  return notice.split(';', 1)[0]?.trim() ?? notice;
}

/** The citable head of a source's title; null when it is no legal document (a newspaper, an own count). */
function shortBasis(source: string): string | null {
  if (!/^(bộ luật|luật|nghị quyết|nghị định|công văn|thông báo|quyết định|chỉ thị)/i.test(source)) return null;
  return source.split(/[,;:(]/, 1)[0]?.trim() ?? null;
}

function workedName(day: { name?: string; for?: LocalDate | null }): string {
  return day.name ?? (day.for ? `làm bù cho ngày ${formatDate(day.for)}` : 'ngày làm việc theo thông báo');
}

/** Titles of the numbered sources; the edition's own form for them is not fixed, so anything else is passed over. */
export function sourceNames(edition: CalendarEdition): (ref: SourceRef) => string | null {
  const titles = new Map<number, string>();
  if (Array.isArray(edition.sources))
    for (const one of edition.sources as { n?: unknown; title?: unknown }[])
      if (typeof one?.n === 'number' && typeof one.title === 'string') titles.set(one.n, one.title);
  return (ref) => (typeof ref === 'string' ? ref : ref == null ? null : (titles.get(ref) ?? null));
}

type Facts = Indexed & {
  weeklyDaysOff: Set<number>;
  statusOfYear(year: number): 'official' | 'provisional' | 'unknown';
};

function explain(date: LocalDate, facts: Facts): ExplainedDay {
  const weekday = weekdayOf(date);
  const status = facts.statusOfYear(Number(date.slice(0, 4)));
  const day = WEEKDAYS[weekday];
  const worked = facts.worked.get(date);
  const off = facts.off.get(date);
  const festive = facts.festive.get(date);
  const weekly = facts.weeklyDaysOff.has(weekday);
  const answer = (isWorkingDay: boolean, words: string, entry?: Entry): ExplainedDay => ({
    date,
    weekday,
    isWorkingDay,
    reason: `${words}${entry?.basis ? ` theo ${entry.basis}` : ''}${provisionalNote(date, status)}`,
    source: entry?.source ?? null,
    provisional: status !== 'official',
  });
  if (worked) return answer(true, `${day}, ngày làm việc (${worked.name})`, worked);
  if (weekly && festive) return answer(false, `${day}, nghỉ hằng tuần, trùng ${festive.name}`, festive);
  if (weekly) return answer(false, `${day}, nghỉ hằng tuần`);
  if (off) return answer(false, `${day}, ${/^nghỉ /i.test(off.name) ? lowerFirst(off.name) : `nghỉ ${off.name}`}`, off);
  return answer(true, `${day}, ngày làm việc`);
}

function provisionalNote(date: LocalDate, status: 'official' | 'provisional' | 'unknown'): string {
  const year = date.slice(0, 4);
  if (status === 'provisional') return ` (lịch năm ${year} là tạm tính, chưa có thông báo chính thức)`;
  if (status === 'unknown') return ` (chưa có lịch nghỉ năm ${year}, mới chỉ trừ ngày nghỉ hằng tuần)`;
  return '';
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
