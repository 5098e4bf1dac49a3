// A time text as its plan means it: read by the deadline language in the plan's years, and held against them.
import type { DeadlineReading } from '#contracts/deadline.ts';
import type { LocalDate } from '#contracts/primitives.ts';
import { formatDate } from '#domain/calendar/format-date.ts';
import { localDate } from '#domain/calendar/local-date.ts';
import type { WorkCalendar } from '#domain/calendar/work-calendar.ts';
import { readDeadline } from '#domain/deadline/read-deadline.ts';
import { explainReading } from '#domain/deadline/words/explain-reading.ts';
import { doubtReading } from './doubt-reading.ts';
import type { TextYears } from './plan-years.ts';

/**
 * The reading of a text of a plan. While the plan's years are not known it has no dates, and is sure when nothing but the year is missing:
 * the one question about the year is asked of the plan, not of each row.
 */
export function readPlanText(text: string, years: TextYears, calendar: WorkCalendar): DeadlineReading {
  const { span, issuedOn } = years;
  if (span === null) return waiting(readDeadline({ text, planYear: STAND_IN, planYears: null, issuedOn, calendar }));
  const reading = readIn(text, span, issuedOn, calendar);
  return doubtReading(reading, doubtsAboutYears(reading, span, years));
}

/** What is doubtful about a text only because of the plan's years. */
export function yearDoubts(text: string, years: TextYears, calendar: WorkCalendar): string[] {
  const { span, issuedOn } = years;
  if (span === null) return [];
  const reading = readIn(text, span, issuedOn, calendar);
  // The same text as if nobody knew the years: what it is doubted for then has nothing to do with them.
  const anyYears = readDeadline({ text, planYear: span[0], planYears: null, issuedOn, calendar });
  const ofSpan = reading.doubts.filter((doubt) => !anyYears.doubts.includes(doubt));
  return [...ofSpan, ...doubtsAboutYears(reading, span, years)];
}

function readIn(
  text: string,
  [from, to]: readonly [number, number],
  issuedOn: LocalDate | null,
  calendar: WorkCalendar,
): DeadlineReading {
  // What is repeated in a plan of several years begins with the document.
  const first = issuedOn === null ? from : Math.min(Math.max(from, Number(issuedOn.slice(0, 4))), to);
  return readDeadline({ text, planYear: from === to ? from : null, planYears: [first, to], issuedOn, calendar });
}

// Any year: only what the text itself leaves open is taken from the reading.
const STAND_IN = 2026;

function waiting(reading: DeadlineReading): DeadlineReading {
  const deadlines = reading.deadlines.map((one) => ({ ...one, opens: null, due: [] }));
  const why = `${explainReading(reading.rule, deadlines, reading.doubts)}. Chưa tính ngày vì chưa rõ năm của kế hoạch`;
  return { ...reading, deadlines, why };
}

/** Dates of the plan's years that may be meant for another; what names a year far from them is doubted by the language itself. */
function doubtsAboutYears(reading: DeadlineReading, [from, to]: readonly [number, number], years: TextYears): string[] {
  const { issuedOn, byDateAlone, isSchoolYear } = years;
  const named = namedYears(reading);
  const firstDay = localDate(from, 1, 1);
  const doubts = reading.deadlines.flatMap(({ due, recur }) =>
    due.flatMap((day): string[] => {
      const isNamed = named.has(Number(day.slice(0, 4)));
      // The last quarter before a plan may be meant, unless the plan was not written then.
      if (isNamed && issuedOn !== null && day < issuedOn && day < firstDay && reading.doubts.length === 0)
        return [`ngày ${formatDate(day)} ở trước ngày ban hành ${formatDate(issuedOn)}`];
      if (byDateAlone && !isNamed && recur === null && issuedOn !== null && day < issuedOn)
        return [`ngày ${formatDate(day)} ở trước ngày ban hành ${formatDate(issuedOn)}, có thể là của năm sau`];
      if (isSchoolYear && recur !== null && from < to && isOutsideSchoolYear(day, from, to))
        return [`nhịp định kỳ ra ngày ngoài năm học ${from}–${to}`];
      return [];
    }),
  );
  return [...new Set(doubts)].slice(0, DOUBTS_MAX);
}

const DOUBTS_MAX = 3;

/** The years that the text names itself; the others follow from the plan's. */
function namedYears({ rule }: DeadlineReading): Set<number> {
  return new Set([...JSON.stringify(rule).matchAll(/"year":(\d{4})\b/g)].map(([, year]) => Number(year)));
}

function isOutsideSchoolYear(day: LocalDate, from: number, to: number): boolean {
  return day < localDate(from, 8, 1) || day > localDate(to, 7, 31);
}
